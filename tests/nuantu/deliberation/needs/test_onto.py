"""New needs go where they belong; old ones stay; what fits nowhere opens clusters; edits by hand are respected."""

from __future__ import annotations

import pytest

from nuantu.core.errors import InputError
from nuantu.deliberation.needs.clustering import Cluster, Clustering
from nuantu.deliberation.needs.clusters import cluster_all
from nuantu.deliberation.needs.made.opinions import make_opinions
from nuantu.deliberation.needs.need import Need
from nuantu.deliberation.needs.onto import assign_onto

ALL = [Need(one.id, one.text) for one in make_opinions(900, 41)]
OLD = cluster_all(ALL[:800])


def _homes(found: Clustering) -> dict[str, str]:
    return {member: one.id for one in found.clusters for member in one.members}


@pytest.mark.parametrize("handed", [ALL, ALL[800:]], ids=["all lines", "new lines only"])
def test_old_needs_stay_and_new_ones_come_behind(handed: list[Need]) -> None:
    found = assign_onto(handed, OLD)
    homes = _homes(found)
    assert {need.id: homes[need.id] for need in ALL[:800]} == _homes(OLD)
    assert sorted(homes) == sorted(need.id for need in ALL)
    assert [one.id for one in found.clusters[:len(OLD.clusters)]] == [one.id for one in OLD.clusters]


def test_a_need_like_an_old_one_joins_it_and_another_opens_a_cluster() -> None:
    largest = OLD.clusters[0]
    text = next(need.text for need in ALL if need.id == largest.members[0])
    found = assign_onto([Need("x", text + "！！"), Need("y", "кыргыз тили"), Need("z", "кыргыз тили!")], OLD)
    homes = _homes(found)
    assert homes["x"] == largest.id
    assert homes["y"] == homes["z"]
    assert homes["y"] not in _homes(OLD).values()


def test_step_by_step_is_as_at_once_for_needs_of_known_matter() -> None:
    known = [need for need in ALL[800:] if OLD.model and OLD.model.find_cell(need.text) in {
        cell for held in OLD.cells.values() for cell in held} and OLD.model.find_cell(need.text)[1] >= 0]
    at_once, step = _homes(assign_onto(known, OLD)), OLD
    for need in known[:25]:
        step = assign_onto([need], step)
    assert {need.id: _homes(step)[need.id] for need in known[:25]} == {need.id: at_once[need.id] for need in known[:25]}


def test_it_makes_no_difference_whether_the_old_lines_are_handed_again() -> None:
    assert [(one.id, one.members) for one in assign_onto(ALL, OLD).clusters] == [
        (one.id, one.members) for one in assign_onto(ALL[800:], OLD).clusters]


def test_a_split_by_hand_stands_and_new_ones_follow_the_larger_half() -> None:
    largest = OLD.clusters[0]
    halves = [Cluster("p1", "甲", largest.members[:2]), Cluster("p2", "乙", largest.members[2:])]
    edited = Clustering((*halves, *OLD.clusters[1:]), "", OLD.model, OLD.cells)
    text = next(need.text for need in ALL if need.id == largest.members[0])
    found = assign_onto([*ALL[:800], Need("x", text)], edited)
    assert [(one.id, one.label) for one in found.clusters[:2]] == [("p1", "甲"), ("p2", "乙")]
    cell = OLD.model.find_cell(text) if OLD.model else None
    held = [sum(OLD.model.find_cell(need.text) == cell for need in ALL if need.id in half.members) if OLD.model else 0
            for half in halves]
    assert _homes(found)["x"] == ("p1" if held[0] > held[1] else "p2")


def test_clusters_without_a_model_are_learnt_from_the_file() -> None:
    guard = Cluster("1", "进门", ("a",))
    needs = [Need("a", "写字楼保安不让骑手进门"), Need("1", "大厦门口保安拦着不给进"), Need("2", "换电柜里老是没电池")]
    found = assign_onto(needs, Clustering((guard,), "", None))
    assert [one.members for one in found.clusters] == [("a", "1"), ("2",)]


def test_without_model_and_without_texts_it_is_refused() -> None:
    with pytest.raises(InputError, match="the text of their need a is not in the file"):
        assign_onto([Need("b", "没电")], Clustering((Cluster("1", "x", ("a",)),), "", None))


def test_an_emptied_cluster_stays_empty_and_stands() -> None:
    found = assign_onto([Need("b", "没电")], Clustering((Cluster("1", "旧", ()),), "", None))
    assert [(one.label, one.members) for one in found.clusters] == [("旧", ()), ("没电", ("b",))]
