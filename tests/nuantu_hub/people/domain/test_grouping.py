"""Questions that ask the same are found by what their words share."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.grouping import find_like, fold_text, measure_likeness

ASKED = "货车进五环的通行证怎么办"


def test_folding_leaves_case_width_blanks_and_asking_words_out() -> None:
    assert fold_text("ＡＰＰ 上 能不能 查到工资吗？！") == "app上能不能查到工资"


@pytest.mark.parametrize("other", [
    "货车进五环通行证去哪里办", "进五环的货车通行证怎么办理", "货车的五环通行证怎么办", f"{ASKED}？"])
def test_other_wordings_of_a_question_are_alike(other: str) -> None:
    assert find_like(other, [(7, ASKED)]) == 7


@pytest.mark.parametrize("other", ["市场里卸货没有地方停车", "通行证多少钱", "？", ""])
def test_other_questions_are_not(other: str) -> None:
    assert find_like(other, [(7, ASKED)]) is None


def test_likeness_is_one_for_the_same_and_nothing_for_nothing_in_common() -> None:
    assert (measure_likeness(ASKED, ASKED), measure_likeness("入会", "停车"), measure_likeness("", ASKED)) == (1, 0, 0)


def test_the_most_alike_is_chosen_and_the_first_of_equals() -> None:
    known = [(3, "进五环的货车通行证怎么办理"), (2, ASKED), (9, ASKED)]
    assert find_like(ASKED, known) == 2
