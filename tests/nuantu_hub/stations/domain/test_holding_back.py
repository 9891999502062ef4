"""What is left out of public figures cannot be found by subtraction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu_hub.stations.domain.holding_back import hold_back, hold_back_one


@pytest.mark.parametrize(("counts", "shown"), [
    ([], []), ([0, 0], [0, 0]), ([12, 7], [12, 7]), ([5, 0], [5, 0]),
    ([12, 4, 7], [12, None, None]), ([12, 2, 4, 9], [12, None, None, 9]), ([12, 1, 2, 9], [12, None, None, None]),
    ([3], [None]), ([3, 0], [None, 0]),
])
def test_small_counts_and_what_gives_them_away(counts: list[int], shown: list[int | None]) -> None:
    assert hold_back(counts) == shown


@given(st.lists(st.integers(0, 40), max_size=12))
def test_no_small_count_is_shown_or_can_be_subtracted(counts: list[int]) -> None:
    shown = hold_back(counts)
    held = [count for count, one in zip(counts, shown, strict=True) if one is None]

    assert all(one is None or one == count for one, count in zip(shown, counts, strict=True))
    assert not any(one is not None and 0 < one < 5 for one in shown)
    # Where something stands beside what is held back, at least two counts and five people lie behind the gap.
    others = [one for one in shown if one is not None and one > 0]
    assert not held or not others or (len(held) >= 2 and sum(held) >= 5)


def test_a_count_that_stands_alone() -> None:
    assert [hold_back_one(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]
