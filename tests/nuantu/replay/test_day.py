"""A day gives its tables as numpy views, knows its travel and is named by what it holds."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from tests.nuantu.replay.small_day import BEGIN_S, INFO, ROWS, make_day, make_table, write_mdrp

from nuantu.core.places import LineTravel
from nuantu.core.tables import DAY_TABLES
from nuantu.core.times import DAY_S
from nuantu.replay.day import KEYS, TABLE_NAMES, Day
from nuantu.replay.readers.native import write_day
from nuantu.replay.reading import read_day


def test_columns_are_arrays_that_nobody_can_change() -> None:
    """The same view each time, in row order, read-only."""
    day = make_day()

    placed = day.ints("orders", "placed_s")

    assert placed.tolist() == [BEGIN_S + 39_000, BEGIN_S + 39_010]
    assert day.ints("orders", "placed_s") is placed
    assert day.floats("orders", "x_m").tolist() == [10.5, 900.0]
    with pytest.raises(ValueError, match="read-only"):
        placed[0] = 0


def test_nulls_become_what_the_caller_says_or_nothing_at_all() -> None:
    """A column with nulls is never turned into numbers silently."""
    day = make_day()

    assert day.ints("orders", "floor", null=-99).tolist() == [6, -99]
    with pytest.raises(ValueError, match=r"orders\.floor holds nulls: say what they become"):
        day.ints("orders", "floor")


def test_texts_and_ids_are_plain_strings() -> None:
    """Text comes as Python strings, null as None."""
    day = make_day()

    assert day.ids("workers") == ("W1", "W2")
    assert day.texts("merchants", "name_zh") == ("面馆", None)


def test_references_become_positions() -> None:
    """The row to which a column refers, -1 for none."""
    day = make_day()

    assert day.positions("orders", "merchant_id", "merchants").tolist() == [0, 1]
    assert day.positions("orders", "compound_id", "compounds").tolist() == [0, -1]
    assert day.positions("shifts", "worker_id", "workers").tolist() == [0, 0, 1]
    with pytest.raises(KeyError, match="the day has no table compounds"):
        dataclasses.replace(day, compounds=None, _views={}).positions("orders", "compound_id", "compounds")


def test_travel_and_bounds_follow_the_info() -> None:
    """Speed, detour and unit make the travel model; the date and zone make the bounds."""
    day = make_day()

    assert day.travel == LineTravel(15_000, 1300, 1)
    assert (day.info.begin_s, day.info.end_s) == (BEGIN_S, BEGIN_S + DAY_S)
    assert day.rules == "open"


def test_the_info_has_exactly_the_published_fields() -> None:
    """What day.json holds is what is declared, in that order."""
    assert list(INFO.to_json()) == [column.name for column in DAY_TABLES[0].columns]
    assert set(KEYS) == set(TABLE_NAMES) == {table.name for table in DAY_TABLES[1:]}


def _change(name: str, row: int, **cells: object) -> Day:
    rows = [dict(cell) for cell in ROWS[name]]  # type: ignore[index]
    rows[row].update(cells)
    return dataclasses.replace(make_day(), **{name: make_table(name, rows), "_views": {}})  # type: ignore[arg-type]


CHANGED = {
    "a second": _change("orders", 1, ready_s=BEGIN_S + 39_011),
    "a place": _change("orders", 1, x_m=float(np.nextafter(900.0, 901.0))),
    "a null for a value": _change("orders", 0, floor=None),
    "a value for a null": _change("orders", 1, floor=0),
    "an empty text for a null": _change("merchants", 1, name_zh=""),
    "a word": _change("workers", 1, vehicle="truck"),
    "a flag": _change("compounds", 0, has_pass=True),
    "a corner": _change("features", 1, ring_m=[0.0, 0.0, 10.0, 0.5]),
    "a text moved between rows": _change("features", 1, name_zh="河"),
    "the name": dataclasses.replace(make_day(), info=dataclasses.replace(INFO, name="other"), _views={}),
    "a table": dataclasses.replace(make_day(), features=None, _views={}),
    "the order of rows": dataclasses.replace(make_day(), orders=make_day().orders.take([1, 0]), _views={}),
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_whatever_changes_the_day_changes_its_digest(changed: Day) -> None:
    """No value, null, row or table is left out of the digest."""
    assert changed.digest != make_day().digest


def test_ids_that_run_together_are_still_told_apart() -> None:
    """Lengths are part of the digest: a + bc is not ab + c."""
    day = make_day()
    first = make_table("workers", [{"worker_id": w, "worker_class": "crowd", "vehicle": "car"} for w in ("a", "bc")])
    second = make_table("workers", [{"worker_id": w, "worker_class": "crowd", "vehicle": "car"} for w in ("ab", "c")])

    assert (dataclasses.replace(day, workers=first, _views={}).digest
            != dataclasses.replace(day, workers=second, _views={}).digest)


def test_chunks_and_folders_do_not_change_the_digest(tmp_path: Path) -> None:
    """The same values in other pieces, or read from elsewhere, are the same day."""
    day = make_day()
    pieces = pa.concat_tables([day.orders.slice(0, 1), day.orders.slice(1)])

    assert dataclasses.replace(day, orders=pieces, folder=tmp_path, _views={}).digest == day.digest


def test_the_published_form_written_natively_is_the_same_day(tmp_path: Path) -> None:
    """From text to Parquet nothing is lost: the digest stays."""
    text = read_day(write_mdrp(tmp_path / "text"))

    native = read_day(write_day(text, tmp_path / "native"))

    assert (native.digest, native.info) == (text.digest, text.info)
    assert (native.folder, text.folder) == (tmp_path / "native", tmp_path / "text")
