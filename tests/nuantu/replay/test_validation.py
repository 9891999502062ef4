"""A day made in memory is checked by the same rules as one read from files, and named by its tables."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.nuantu.replay.small_day import BEGIN_S, INFO, ROWS, make_day, make_table

from nuantu.core.errors import InputError
from nuantu.core.tables import DAY_TABLES
from nuantu.core.times import DAY_S
from nuantu.replay.day import Day
from nuantu.replay.origin import Origin
from nuantu.replay.validation import (
    BOUNDS,
    INFO_BOUNDS,
    PLACES,
    REFERENCES,
    TIMES,
    WORDS,
    check_date,
    check_day,
    check_info,
    shorten,
)


def test_a_sound_day_is_returned_as_it_is() -> None:
    """Nothing is repaired and nothing is copied."""
    day = make_day()

    assert check_day(day) is day
    assert check_info(INFO, Origin()) is INFO


def test_a_table_in_memory_is_called_by_its_name() -> None:
    """Without a file the table itself is the place."""
    rows = [{**row, "merchant_id": "m9"} for row in ROWS["orders"]]
    day = dataclasses.replace(make_day(), orders=make_table("orders", rows), _views={})

    with pytest.raises(InputError) as caught:
        check_day(day)

    assert str(caught.value) == ("orders, line 1, field merchant_id: 'm9' does not stand in merchants; "
                                 "correct it or add it to merchants.")


def test_every_rule_speaks_of_a_declared_column() -> None:
    """A renamed column would leave its rule behind; every time, place and word column has one."""
    declared = {(table.name, column.name): column for table in DAY_TABLES[1:] for column in table.columns}
    times = {(name, column) for name, columns in TIMES.items() for column in columns}
    places = set(PLACES)

    assert {*WORDS, *BOUNDS, *times, *places, *((name, column) for name, column, _ in REFERENCES)} <= set(declared)
    assert times == {key for key, column in declared.items() if column.unit == "UTC seconds"}
    assert places == {key for key, column in declared.items() if column.type == "float64"}
    assert set(INFO_BOUNDS) == {column.name for column in DAY_TABLES[0].columns if column.type == "int64"}


def _with_shifts(*spans: tuple[str, int, int]) -> Day:
    rows = [{"shift_id": f"s{n}", "worker_id": worker, "on_s": BEGIN_S + on, "off_s": BEGIN_S + off, "x_m": 0.0,
             "y_m": 0.0} for n, (worker, on, off) in enumerate(spans)]
    return dataclasses.replace(make_day(), shifts=make_table("shifts", rows), _views={})


def test_shifts_may_touch_and_belong_to_others_but_not_overlap() -> None:
    """One worker has one shift at a time, in whatever order the rows stand."""
    check_day(_with_shifts(("W1", 100, 200), ("W1", 0, 100), ("W2", 50, 150)))

    with pytest.raises(InputError, match=r"shifts, line 1, field on_s: the shift begins at \d+, before another"):
        check_day(_with_shifts(("W1", 99, 200), ("W2", 0, 300), ("W1", 0, 100)))


def test_the_window_reaches_from_one_day_before_to_two_days_after() -> None:
    """Its ends belong to it; one second more does not."""
    check_day(_with_shifts(("W1", -DAY_S, 3 * DAY_S)))

    for on, off, field in ((-DAY_S - 1, 0, "on_s"), (0, 3 * DAY_S + 1, "off_s")):
        with pytest.raises(InputError, match=f"field {field}: .* a day before 2026-11-20 to two days after it"):
            check_day(_with_shifts(("W1", on, off)))


@pytest.mark.parametrize(("tz", "date", "field"), [
    ("Nowhere/At_All", dt.date(2026, 1, 1), "tz"), ("/etc/localtime", dt.date(2026, 1, 1), "tz"),
    ("", dt.date(2026, 1, 1), "tz"), ("Asia/Shanghai", dt.date(1900, 12, 31), "date"),
    ("Asia/Shanghai", dt.date(2200, 1, 1), "date"),
])
def test_zones_and_dates_beyond_reason_are_refused(tz: str, date: dt.date, field: str) -> None:
    """No path is read as a zone, no date overflows."""
    with pytest.raises(InputError, match=f"^field {field}: "):
        check_date(date, tz, Origin())


def test_long_values_are_shortened_and_text_is_quoted() -> None:
    """A sentence stays a sentence whatever stands in the cell."""
    assert shorten("a\nb") == r"'a\nb'"
    assert shorten(12) == "12"
    assert len(shorten("x" * 10_000)) == 60


@pytest.mark.parametrize(("wish", "said"), [
    ({"component": "rest_slot", "from_s": BEGIN_S}, "field to_s: a rest slot has no such moment"),
    ({"component": "rest_slot", "to_s": BEGIN_S}, "field from_s: a rest slot has no such moment"),
    ({"component": "max_distance"}, "field distance_m: a greatest distance has no metres"),
    ({"component": "max_distance", "distance_m": -1}, "field distance_m: -1 is not between 0"),
    ({"component": "rest_slot", "from_s": BEGIN_S + 60, "to_s": BEGIN_S + 60}, "is not after from_s"),
    ({"component": "rest_slot", "from_s": BEGIN_S - 2 * DAY_S, "to_s": BEGIN_S}, "field from_s"),
    ({"component": "shade", "distance_m": 5}, "'shade' is not one of rest_slot, max_distance"),
])
def test_a_wish_that_says_too_little_or_cannot_be_is_refused(wish: dict[str, object], said: str) -> None:
    """By table, line and field, the first row of the table."""
    worker_id = str(ROWS["workers"][0]["worker_id"])
    wishes = make_table("preferences", [{"preference_id": "p1", "worker_id": worker_id, **wish}])

    with pytest.raises(InputError, match="preferences, line 1") as caught:
        check_day(dataclasses.replace(make_day(), preferences=wishes, _views={}))
    assert said in str(caught.value)
