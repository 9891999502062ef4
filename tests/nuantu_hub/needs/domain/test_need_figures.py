"""Figures: honest denominators, small numbers withheld so that nothing follows from the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, say

from nuantu_hub.needs.domain.need_figures import FEWEST, Cell, count_needs, withhold
from nuantu_hub.needs.domain.receiving import hear_needs, put_aside
from nuantu_hub.needs.models import Need
from nuantu_hub.people.models import Account, Unit


@pytest.mark.django_db
@pytest.mark.standing(MOMENT)
def test_who_was_received_in_time_is_told_of_those_that_were_due(
    district: Unit, rider: Account, officer: Account,
) -> None:
    """One in time, one too late, one that nobody received, one whose two hours run; what was put aside is none."""
    in_time, late = say(district, rider).need, say(district, None, at=HOUR - timedelta(hours=4)).need
    say(district, None, at=HOUR - timedelta(hours=3))
    say(district)
    say(district, None, "", joins=in_time)
    put_aside(by=officer, need=say(district).need, why="广告")
    hear_needs(by=officer, needs=[in_time, late])

    told = count_needs(Need.objects.all(), MOMENT - timedelta(days=1), MOMENT)

    assert (told.people, told.needs, told.joined, told.nameless) == (5, 4, 1, 4)
    assert (told.heard_in_time, told.heard_of) == (1, 3)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=8))
def test_no_withheld_count_follows_from_the_sum(counts: list[int]) -> None:
    """Where anything is withheld and anything else was counted, two are: their sum alone is known."""
    cells = withhold([(number, count) for number, count in enumerate(counts)])

    hidden = [place for place, cell in enumerate(cells) if cell.count is None]
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count < FEWEST)
    assert len(hidden) != 1 or sum(1 for count in counts if count) == 1
    assert [cell.count for place, cell in enumerate(cells) if place not in hidden] == [
        count for place, count in enumerate(counts) if place not in hidden]


def test_large_counts_are_told() -> None:
    """Nothing is withheld that tells of nobody."""
    assert withhold([("a", 5), ("b", 0), ("c", 9)]) == (Cell("a", 5), Cell("b", 0), Cell("c", 9))
    assert withhold([("a", 5), ("b", 1), ("c", 9)]) == (Cell("a", None), Cell("b", None), Cell("c", 9))
