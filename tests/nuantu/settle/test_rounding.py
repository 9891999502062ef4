"""Whole columns of money are rounded as one amount is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.money import Rounding, divide_rounded
from nuantu.settle.rounding import round_quotients


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(1, 10**6)), min_size=1),
       st.sampled_from(("half_up", "up", "down")))
def test_a_column_is_rounded_as_each_amount_is(pairs: list[tuple[int, int]], rounding: Rounding) -> None:
    """The vectorised form equals the plain one for every sign and rounding."""
    numerators, denominators = (np.array(column, np.int64) for column in zip(*pairs, strict=True))
    assert round_quotients(numerators, denominators, rounding).tolist() == [
        divide_rounded(numerator, denominator, rounding) for numerator, denominator in pairs]


def test_halves_go_away_from_zero() -> None:
    """Half a fen up is a fen, half a fen down is a fen taken."""
    assert round_quotients(np.array([5, -5, 15, -15]), 10, "half_up").tolist() == [1, -1, 2, -2]


def test_a_denominator_must_be_positive() -> None:
    """Nothing is divided by nothing."""
    with pytest.raises(ValueError, match="positive"):
        round_quotients(np.array([1]), 0, "down")
