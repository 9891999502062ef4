"""Days are those of China, and written as dates."""

from __future__ import annotations

import pytest
from tests.nuantu.gates.paper_issuer import NOON_S

from nuantu.gates.local_day import find_day, find_first_minute, read_day, read_moment, show_day


def test_a_day_begins_at_midnight_in_china() -> None:
    midnight_s = NOON_S - 12 * 3_600

    assert [find_day(midnight_s - 1), find_day(midnight_s), find_day(midnight_s + 86_399)] == [20_453, 20_454, 20_454]
    assert find_first_minute(20_454) * 60 == midnight_s
    assert read_moment(midnight_s).hour == 0


def test_a_day_is_written_and_read() -> None:
    assert (show_day(20_454), read_day("2026-01-01")) == ("2026-01-01", 20_454)
    with pytest.raises(ValueError, match="isoformat"):
        read_day("today")


@pytest.mark.parametrize("at_s", [-(2**40), 0, 2**31, 2**32, 2**40])
def test_no_clock_is_too_wrong_for_a_day(at_s: int) -> None:
    assert find_day(at_s) >= 0
