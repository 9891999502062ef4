"""What may be asked of a city, and what follows from it."""

from __future__ import annotations

import datetime as dt

import pytest

from nuantu.core.errors import InputError
from nuantu.replay.city.options import CityOptions


def test_riders_follow_from_orders_with_a_margin_that_shrinks() -> None:
    """About 14 orders a rider; ten thousand orders have at least eight hundred riders."""
    assert {n: CityOptions(n, 0).rider_count for n in (1, 300, 10_000, 20_000, 1_000_000)} == {
        1: 1, 300: 38, 10_000: 805, 20_000: 1556, 1_000_000: 72_329,
    }


def test_riders_that_are_named_are_taken() -> None:
    """A number of riders on the command line stands."""
    assert CityOptions(300, 0, riders=5).rider_count == 5


def test_area_grows_slower_than_orders_and_never_below_the_least() -> None:
    """Large cities are denser."""
    assert CityOptions(10, 0).area_m2 == 16e6
    assert CityOptions(10_000, 0).area_m2 == pytest.approx(40e6)
    assert CityOptions(100_000, 0).area_m2 == pytest.approx(40e6 * 10**0.8)


def test_the_day_begins_at_local_midnight() -> None:
    """The default day is 20 November 2026 in Shanghai."""
    assert CityOptions(1, 0).begin_s == int(dt.datetime(2026, 11, 19, 16, tzinfo=dt.UTC).timestamp())


@pytest.mark.parametrize(("words", "field"), [
    ({"orders": 0, "seed": 1}, "--orders"),
    ({"orders": -3, "seed": 1}, "--orders"),
    ({"orders": 5_000_001, "seed": 1}, "--orders"),
    ({"orders": 5, "seed": -1}, "--seed"),
    ({"orders": 5, "seed": 1, "riders": 0}, "--riders"),
    ({"orders": 5, "seed": 1, "date": dt.date(1, 1, 1)}, "--date"),
    ({"orders": 5, "seed": 1, "date": dt.date(9999, 12, 31)}, "--date"),
])
def test_what_no_city_can_have_is_refused_by_option(words: dict[str, object], field: str) -> None:
    """One sentence names the option and what to do."""
    with pytest.raises(InputError) as refusal:
        CityOptions(**words)  # type: ignore[arg-type]

    assert str(refusal.value).startswith(f"field {field}: ")
    assert "; " in str(refusal.value)
