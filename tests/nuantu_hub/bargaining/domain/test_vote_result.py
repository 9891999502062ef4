"""Yes against a share of all with a vote."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.domain.vote_result import Tally, count_needed, is_carried, tally

HALF = (1, 2)


@pytest.mark.parametrize(("entitled", "needed", "more"), [
    (180, 90, False), (180, 91, True), (7, 4, False), (7, 4, True), (0, 0, False)])
def test_how_many_must_agree(entitled: int, needed: int, more: bool) -> None:
    assert count_needed(entitled, HALF, more=more) == needed


def test_the_exam_of_180_delegates_90_agree() -> None:
    assert is_carried(Tally(180, 90, 30, 0), HALF)
    assert not is_carried(Tally(180, 89, 0, 0), HALF)


def test_half_of_those_who_cast_is_not_half_of_all() -> None:
    told = tally(["yes"] * 60 + ["no"] * 10 + [""] * 110)

    assert (told.entitled, told.cast, told.silent) == (180, 70, 110)
    assert not is_carried(told, HALF)


def test_nobody_with_a_vote_carries_nothing() -> None:
    assert not is_carried(tally([]), HALF)


def test_a_word_that_is_no_choice_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        tally(["yes", "perhaps"])
