"""Quantities are read exactly, and what is not one is told what is expected."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.agreement.quantity import MOST, QuantityError, parse_quantity


@pytest.mark.parametrize(("text", "unit", "value"), [
    ("8 h", "second", 28_800), ("20 min", "second", 1_200), ("90 s", "second", 90), ("1 h 30 min", "second", 5_400),
    ("1.5 h", "second", 5_400), ("8小时", "second", 28_800), ("1小时30分钟", "second", 5_400),
    ("2 d", "second", 172_800),
    ("15 km/h", "metre_per_hour", 15_000), ("23公里/小时", "metre_per_hour", 23_000),
    ("800 m", "metre", 800), ("2.5 km", "metre", 2_500), ("3 公里", "metre", 3_000),
    ("10 %", "per_mille", 100), ("12.5%", "per_mille", 125), ("125 ‰", "per_mille", 125),
    ("3", "count", 3), (" 0 ", "count", 0), ("yes", "flag", 1), ("No", "flag", 0), ("是", "flag", 1),
    ("27.70 CNY/h", "minor_per_hour", 2_770), ("27.7 元/小时", "minor_per_hour", 2_770),
    ("0.07 CNY/order", "minor_per_order", 7), ("5 CNY / order", "minor_per_order", 500),
    ("1元/单", "minor_per_order", 100), ("12-01", "month_day", 1201), ("02-29", "month_day", 229),
])
def test_what_a_negotiator_writes_is_read_exactly(text: str, unit: str, value: int) -> None:
    """Both languages, with and without a space before the unit."""
    assert parse_quantity(text, unit, "CNY") == value


@pytest.mark.parametrize(("text", "unit"), [
    ("8", "second"), ("8 hours", "second"), ("-8 h", "second"), ("8 h h", "second"), ("30 min 1 h", "second"),
    ("1e3 s", "second"), ("eight h", "second"), ("", "second"), ("8 h.", "second"), ("0.0001 s", "second"),
    ("15 km", "metre_per_hour"), ("15", "metre_per_hour"), ("1 km 200 m", "metre"), ("2.5", "metre"),
    ("0.1 m", "metre"), ("10", "per_mille"), ("10 percent", "per_mille"), ("0.01 %", "per_mille"),
    ("3.0", "count"), ("three", "count"), ("-1", "count"), ("٣", "count"), ("maybe", "flag"), ("1", "flag"),
    ("27.70", "minor_per_hour"), ("27.70 CNY", "minor_per_hour"), ("27.70 CNY/order", "minor_per_hour"),
    ("0.075 CNY/order", "minor_per_order"), ("5 CNY/h", "minor_per_order"), ("1,000 CNY/h", "minor_per_hour"),
    ("NaN CNY/h", "minor_per_hour"), ("5 USD/h", "minor_per_hour"), ("5 cny/h", "minor_per_hour"),
    ("02-30", "month_day"), ("2-1", "month_day"), ("13-01", "month_day"), ("999999999999 h", "second"),
    ("9" * 40, "count"),
])
def test_anything_else_is_refused_with_what_is_expected(text: str, unit: str) -> None:
    """Never guessed, never rounded, never negative."""
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text, unit, "CNY")

    assert caught.value.fix


def test_an_amount_needs_the_currency_of_its_agreement() -> None:
    """Without one, the sentence says where to write it."""
    with pytest.raises(QuantityError, match="names no currency"):
        parse_quantity("5 CNY/h", "minor_per_hour", None)


def test_a_value_below_the_least_is_refused() -> None:
    """A reminder every 0 seconds makes no sense."""
    with pytest.raises(QuantityError, match="too small; state at least 60 second"):
        parse_quantity("0 s", "second", None, 60)


@given(st.integers(0, MOST // 100 - 1), st.integers(0, 99))
def test_every_amount_of_money_survives(major: int, minor: int) -> None:
    """Two decimals are exactly that many fen, at any size."""
    assert parse_quantity(f"{major}.{minor:02d} CNY/h", "minor_per_hour", "CNY") == major * 100 + minor


@given(st.decimals("0", "99999", places=4), st.sampled_from(["h", "min", "s"]))
def test_a_duration_is_exact_or_refused(number: Decimal, name: str) -> None:
    """A duration of whole seconds is read as it is; any other is refused, never rounded."""
    exact = number * {"h": 3600, "min": 60, "s": 1}[name]
    if exact == int(exact) and exact <= MOST:
        assert parse_quantity(f"{number:f} {name}", "second") == int(exact)
    else:
        with pytest.raises(QuantityError):
            parse_quantity(f"{number:f} {name}", "second")


@given(st.text(max_size=40), st.sampled_from(["second", "metre", "metre_per_hour", "per_mille", "count", "flag",
                                             "minor_per_hour", "minor_per_order"]))
def test_any_text_is_a_number_in_range_or_one_sentence(text: str, unit: str) -> None:
    """No text ends in a traceback."""
    try:
        outcome: int | str = parse_quantity(text, unit, "CNY")
    except QuantityError as error:
        outcome = str(error)

    assert outcome.endswith(".") if isinstance(outcome, str) else 0 <= outcome <= MOST
