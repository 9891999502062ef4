"""Needs are grouped by place and matter, the same way in any order, on two vocabularies that it was not taught."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.nuantu.deliberation.needs.other_matters import MATTERS, PLACES, load_other

from nuantu.deliberation.needs.clusters import cluster_all, fold_small
from nuantu.deliberation.needs.made.opinions import Opinion, load_vocabulary, make_opinions
from nuantu.deliberation.needs.need import Need
from nuantu.deliberation.needs.slots import KINDS, load_anchors
from nuantu.deliberation.rand_index import measure_agreement


def _measure(opinions: list[Opinion]) -> float:
    found = cluster_all([Need(one.id, one.text, one.at) for one in opinions])
    home = {member: number for number, cluster in enumerate(found.clusters) for member in cluster.members}
    assert sorted(home) == sorted(one.id for one in opinions)
    labels = np.unique([one.label for one in opinions], return_inverse=True)[1].astype(np.int64)
    return measure_agreement(labels, np.array([home[one.id] for one in opinions], np.int64))


def test_the_order_of_lines_changes_no_cluster() -> None:
    needs = [Need(one.id, one.text) for one in make_opinions(400, 21)]
    shuffled = random.Random(4).sample(needs, len(needs))
    once, again = cluster_all(needs), cluster_all(shuffled)
    assert [(one.id, one.label, sorted(one.members)) for one in once.clusters] == [
        (one.id, one.label, sorted(one.members)) for one in again.clusters]
    assert once.inputs_sha256 == again.inputs_sha256


def test_three_riders_who_say_the_same_are_one_problem() -> None:
    needs = [Need("a", "写字楼保安不让骑手进门"), Need("b", "大厦門口保安攔著，騎手不給進"),
             Need("c", "换电柜里老是没电池"), Need("d", "写字楼门口保安不让外卖进门！！")]
    assert [one.members for one in cluster_all(needs).clusters] == [("a", "b", "d"), ("c",)]


def test_one_need_and_none() -> None:
    assert [one.members for one in cluster_all([Need("a", "")]).clusters] == [("a",)]
    assert cluster_all([]).clusters == ()


def test_a_small_cell_without_a_place_goes_to_the_largest_of_its_matter() -> None:
    needs = [Need(str(number), "") for number in range(9)]
    cells = {(0, 1): needs[:4], (1, 1): needs[4:6], (-1, 1): needs[6:7], (-1, 2): needs[7:]}
    assert fold_small(cells) == {(0, 1): [*needs[:4], needs[6]], (1, 1): needs[4:6], (-1, 2): needs[7:]}


def test_the_held_out_words_stand_in_no_other_list() -> None:
    vocabulary, anchors = load_vocabulary(), load_anchors()
    taught = {phrase for kind in KINDS for phrase in anchors[kind]}
    taught |= {word for words in (*vocabulary.places.values(), *vocabulary.issues.values()) for word in words}
    assert taught & {word for words in (*PLACES.values(), *MATTERS.values()) for word in words} == set()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [31, 32])
def test_the_hard_set_is_found_by_half_and_more(seed: int) -> None:
    assert _measure(list(make_opinions(5_000, seed))) >= 0.5


@pytest.mark.slow
def test_words_that_nobody_tuned_to_are_found_as_well() -> None:
    assert _measure(list(make_opinions(4_000, 33, load_other()))) >= 0.5
