"""Money is whole minor units and rounds as stated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.money import Rounding, divide_rounded, format_minor


@pytest.mark.parametrize(
    ("numerator", "rounding", "expected"),
    [
        (5, "half_up", 3), (-5, "half_up", -3), (5, "up", 3), (5, "down", 2), (-5, "down", -2), (-5, "up", -3),
        (4, "up", 2), (4, "half_up", 2), (0, "up", 0),
    ],
)
def test_halves_are_rounded_as_stated(numerator: int, rounding: Rounding, expected: int) -> None:
    """Halves leave zero under half_up; up and down go from and to zero."""
    assert divide_rounded(numerator, 2, rounding) == expected


@given(st.integers(-10**15, 10**15), st.integers(1, 10**9))
def test_rounding_up_and_down_enclose_the_exact_quotient(numerator: int, denominator: int) -> None:
    """The three roundings differ by at most one unit and keep the order down, half_up, up in magnitude."""
    down, half, up = (abs(divide_rounded(numerator, denominator, r)) for r in ("down", "half_up", "up"))

    assert down <= half <= up <= down + 1
    assert down * denominator <= abs(numerator) <= up * denominator


def test_a_denominator_of_zero_is_our_own_mistake() -> None:
    """Dividing by nothing is refused."""
    with pytest.raises(ValueError, match="positive"):
        divide_rounded(1, 0, "up")


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [(2770, "CNY", "¥27.70"), (-305, "CNY", "-¥3.05"), (1_234_567, "USD", "$12,345.67"), (7, "CNY", "¥0.07")],
)
def test_amounts_are_written_as_people_read_them(amount: int, currency: str, expected: str) -> None:
    """Sign first, then the currency, thousands apart, two digits of minor units."""
    assert format_minor(amount, currency) == expected
