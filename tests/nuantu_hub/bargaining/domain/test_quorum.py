"""Who is there, by venue and as a whole."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.domain.quorum import (
    Attendance,
    Count,
    count_by_venue,
    count_least,
    count_present,
    list_silent,
)
from nuantu_hub.needs.domain.constituencies import PROVINCES

TWO_THIRDS = (2, 3)


def _sit(venue: int, *, vote: bool = True, here: bool = True) -> Attendance:
    return Attendance(venue, vote, here)


@pytest.mark.parametrize(("entitled", "least"), [(180, 120), (20, 14), (1, 1), (0, 0), (225, 150), (226, 151)])
def test_two_thirds_are_counted_upwards(entitled: int, least: int) -> None:
    assert count_least(entitled, TWO_THIRDS) == least


@pytest.mark.parametrize(("present", "met"), [(119, False), (120, True), (180, True)])
def test_the_exam_of_180_delegates(present: int, met: bool) -> None:
    seats = [_sit(1, here=place < present) for place in range(180)]

    count = count_present(seats, TWO_THIRDS)

    assert (count.is_met, count.lacking) == (met, max(0, 120 - present))


def test_who_has_no_vote_makes_no_quorum() -> None:
    seats = [_sit(1, vote=False)] * 50 + [_sit(1, here=False)] * 3

    assert count_present(seats, TWO_THIRDS) == Count(3, 0, 2)


def test_a_meeting_in_which_nobody_has_a_vote_has_no_quorum() -> None:
    assert not count_present([], TWO_THIRDS).is_met


def test_each_venue_is_counted_by_itself_and_an_empty_one_too() -> None:
    seats = [_sit(1)] * 3 + [_sit(2, here=False)] * 3

    told = count_by_venue(seats, [1, 2, 3], TWO_THIRDS)

    assert [told[venue].is_met for venue in (1, 2, 3)] == [True, False, False]
    assert (told[2].lacking, told[3].entitled) == (2, 0)


def test_a_province_with_nobody_present_is_named_with_and_without_a_venue() -> None:
    silent = list_silent({1: "11", 2: "22", 3: ""}, [_sit(1), _sit(2, here=False)])

    assert PROVINCES["22"] in silent
    assert PROVINCES["65"] in silent
    assert PROVINCES["11"] not in silent
    assert len(silent) == 30


def test_a_meeting_that_is_not_held_by_provinces_names_none() -> None:
    assert list_silent({1: "", 2: ""}, [_sit(1)]) == []
