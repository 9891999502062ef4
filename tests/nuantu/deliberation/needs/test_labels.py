"""A cluster is named after the member that says it most plainly, and its identity depends on its members alone."""

from __future__ import annotations

from tests.nuantu.deliberation.needs.test_model import MODEL

from nuantu.deliberation.needs.labels import MOST_SIGNS, make_cluster, name_group
from nuantu.deliberation.needs.need import Need

GROUP = [Need("a", "你们好我是老王，医院没电梯，说了多少回了"), Need("b", "医院没电梯"), Need("c", "诊所要爬楼啊啊啊")]


def test_the_plainest_member_gives_the_label() -> None:
    assert name_group(GROUP, MODEL) == "医院没电梯"


def test_a_long_label_is_cut_and_lines_are_joined() -> None:
    label = name_group([Need("a", "医院\n" + "很" * 2 + "远的地方" * 10)], MODEL)
    assert len(label) == MOST_SIGNS
    assert label.startswith("医院 很很")
    assert label.endswith("…")


def test_the_identity_knows_no_order() -> None:
    one, other = make_cluster(GROUP, MODEL), make_cluster(GROUP[::-1], MODEL)
    assert (one.id, one.label) == (other.id, other.label)
    assert one.members == ("a", "b", "c")
    assert make_cluster(GROUP[:2], MODEL).id != one.id
