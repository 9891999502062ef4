"""What was used stays used, however long ago and by whatever clock."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nuantu.gates.used import Floors, Use, UsedCodes

USES = st.builds(Use, st.sampled_from(["once", "standing"]), st.integers(0, 60), st.integers(0, 3))


@given(st.lists(USES), st.integers(1, 20))
def test_forgetting_revives_nothing(uses: list[Use], most: int) -> None:
    used = UsedCodes()
    for use in uses:
        used.add(use)
        used.forget_oldest(most)

    assert all(used.holds(use) for use in uses)


@given(st.lists(USES), st.integers(10, 20))
def test_what_is_remembered_is_bounded(uses: list[Use], most: int) -> None:
    used = UsedCodes(uses)
    used.forget_oldest(most)

    assert len(used) <= 2 * most


def test_what_a_wrong_clock_far_ahead_used_takes_the_present_not_along() -> None:
    used = UsedCodes([Use("once", 9_999_999, serial) for serial in range(50)])
    for window in range(100):
        used.add(Use("once", window, 0))
        used.forget_oldest(100)

    assert used.floors.once < 99
    assert not used.holds(Use("once", 99, 1))


def test_kinds_are_apart() -> None:
    used = UsedCodes([Use("once", 5, 1)], Floors(once=3, standing=-1))

    asked = [Use("once", 5, 1), Use("standing", 5, 1), Use("once", 3, 9), Use("standing", 3, 9)]

    assert [used.holds(use) for use in asked] == [True, False, True, False]


def test_what_was_given_back_was_not_used() -> None:
    used = UsedCodes()
    used.add(Use("once", 5, 1))
    used.give_back(Use("once", 5, 1))

    assert not used.holds(Use("once", 5, 1))


def test_nothing_is_forgotten_before_there_is_too_much() -> None:
    used = UsedCodes(Use("once", window, 0) for window in range(10))

    assert used.forget_oldest(10) is None
    used.add(Use("once", 10, 0))
    assert used.forget_oldest(10) == Floors(once=1, standing=-1)
