"""What is owed is settled by the book; what cannot be settled is left out and named, with what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.rights.sheet_cases import TRAITS, write_sheets
from tests.nuantu.settle.plain_words import write_book

from nuantu.core.errors import InputError
from nuantu.rights.owing import list_rows, settle_owed
from nuantu.rights.own_copy import Person
from nuantu.rights.part_book import list_in_force
from nuantu.rights.sheets_reader import read_sheets
from nuantu.settle.ledger import settle

BANDS = {"base": "6.00 CNY/order", "bands": {"up to 2 km": "0.00 CNY/order", "farther": "2.00 CNY/order"}}
FLOOR = {"id": "floor", "type": "hourly_floor",
         "params": {"floor": "20.00 CNY/h", "base": "engaged", "rounding": "half_up"}}


def test_a_clause_that_lacks_its_field_takes_the_floor_along_but_nothing_else(tmp_path: Path) -> None:
    """The premium, which needs no distance, is settled all the same."""
    book = write_book([{"id": "piece", "type": "weekday_distance_band", "params": BANDS}, FLOOR,
                       {"id": "premium", "type": "injury_premium", "params": {"amount": "0.25 CNY/order"}}],
                      "CNY", tmp_path)
    folder = write_sheets(tmp_path / "e", {"trips": "order_id,accepted,delivered\nA1,2026-11-20 11:00:00,"
                                                    "2026-11-20 12:00:00\n"})
    copy = read_sheets(folder, Person("W1", **TRAITS))  # type: ignore[arg-type]
    clauses = list_in_force(book, {copy.date})

    owing = settle_owed(copy.write_log(tmp_path / "out"), copy, book, clauses)

    assert [(row["clause_id"], row["amount_minor"]) for row in list_rows(owing.ledger)] == [("premium", 25)]
    assert [lack.field for lack in owing.lacking["piece"]] == ["trips.distance_m"]
    assert owing.after == {"floor": "piece"}
    assert owing.list_unknown(clauses) == {
        ("worker_pay", "base"): "trips.distance_m", ("worker_pay", "distance"): "trips.distance_m",
        ("worker_pay", "floor_topup"): "trips.distance_m"}


def test_a_whole_copy_is_settled_as_the_log_is(tmp_path: Path) -> None:
    """Nothing of the ledger is lost or changed where nothing lacks."""
    book = write_book([FLOOR], "CNY", tmp_path)
    folder = write_sheets(tmp_path / "e", {"trips": "order_id,accepted,delivered\nA1,2026-11-20 11:00:00,"
                                                    "2026-11-20 12:00:00\n"})
    copy = read_sheets(folder, Person("W1", **TRAITS))  # type: ignore[arg-type]
    log = copy.write_log(tmp_path / "out")
    owing = settle_owed(log, copy, book, list_in_force(book, {copy.date}))
    assert owing.ledger == settle(log, book)
    assert (owing.lacking, owing.after) == ({}, {})


def test_a_refusal_that_blames_no_clause_stands(tmp_path: Path) -> None:
    """A log that cannot be read is not a lack of evidence."""
    book = write_book([FLOOR], "CNY", tmp_path)
    folder = write_sheets(tmp_path / "e", {"trips": "order_id,accepted,delivered\nA1,2026-11-20 11:00:00,"
                                                    "2026-11-20 12:00:00\n"})
    copy = read_sheets(folder, Person("W1", **TRAITS))  # type: ignore[arg-type]
    log = copy.write_log(tmp_path / "out")
    (log / "manifest.json").unlink()
    with pytest.raises(InputError, match="no manifest"):
        settle_owed(log, copy, book, list_in_force(book, {copy.date}))
