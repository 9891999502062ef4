"""A cluster is named after the member that says it most plainly, and its identity depends on its members alone."""

from __future__ import annotations

from tests.nuantu.deliberation.needs.test_model import MODEL

from nuantu.deliberation.needs.labels import MOST_SIGNS, make_cluster, name_group
from nuantu.deliberation.needs.model import learn_model
from nuantu.deliberation.needs.need import Need

GROUP = [Need("a", "你们好我是老王，医院没电梯，说了多少回了"), Need("b", "医院没电梯"), Need("c", "诊所要爬楼啊啊啊")]


def test_the_plainest_member_gives_the_label() -> None:
    assert name_group(GROUP, MODEL) == "医院没电梯"


def test_a_long_label_is_cut_and_lines_are_joined() -> None:
    label = name_group([Need("a", "医院\n" + "很" * 2 + "远的地方" * 10)], MODEL)
    assert len(label) == MOST_SIGNS
    assert label.startswith("医院，很很")
    assert label.endswith("…")


def test_pictures_and_the_other_script_are_no_part_of_a_label() -> None:
    assert name_group([Need("a", "診所要爬樓😭！！")], MODEL) == "诊所要爬楼"
    assert name_group([Need("a", "🙏🙏")], MODEL) == "🙏🙏"


def test_without_phrases_the_text_that_shares_most_is_the_label() -> None:
    group = [Need("a", "今天我想反映一下保安"), Need("b", "保安不让进门"), Need("c", "门口保安不让我进门去送")]
    assert name_group(group, learn_model([])) == "保安不让进门"


def test_the_identity_knows_no_order() -> None:
    one, other = make_cluster(GROUP, MODEL), make_cluster(GROUP[::-1], MODEL)
    assert (one.id, one.label) == (other.id, other.label)
    assert one.members == ("a", "b", "c")
    assert make_cluster(GROUP[:2], MODEL).id != one.id
