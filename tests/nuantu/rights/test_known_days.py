"""Days are parted by whether a field is known of all their orders."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.log_builder import LogBuilder

from nuantu.rights.known_days import part_days, take_lines, write_known_log
from nuantu.rights.own_copy import OwnCopy, Person
from nuantu.settle.log import read_log


def make_copy() -> OwnCopy:
    """Three days: one whole, then an order without a distance, tied to the third day by one that crosses midnight."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:05", delivered="10:30")
    log.order("B1", worker="W1", created="34:00", accepted="34:05", delivered="34:30", distance_m=0)
    log.order("B2", worker="W1", created="47:40", accepted="47:45", delivered="48:10")
    log.order("C1", worker="W1", created="58:00", accepted="58:05", delivered="58:30")
    rows = log.table().to_pylist()
    for row in rows:
        if row["order_id"] == "B1":
            row["distance_m"] = None
    events = log.table().from_pylist(rows, schema=log.table().schema)
    return OwnCopy(Person("W1"), log.date, events, frozenset(), (), has_slips=False, ledger=None, files=())


def test_an_order_over_midnight_ties_its_days_together() -> None:
    """What is unknown on the 21st is unknown on the 22nd, since an order lies in both."""
    parted = part_days(make_copy(), "distance_m")
    assert parted.known == {"2026-11-20"}
    assert parted.unknown == {"2026-11-21", "2026-11-22"}
    assert parted.dropped == {"B1", "B2", "C1"}


def test_the_known_log_is_sound_and_its_lines_rest_on_the_whole_one(tmp_path: Path) -> None:
    """Settlement reads it; numbers lead back."""
    copy = make_copy()
    folder, old = write_known_log(copy, {"B1", "B2"}, tmp_path)
    log = read_log(folder)
    assert [row["order_id"] for row in log.events.to_pylist()] == [
        None, "A1", "A1", "A1", "C1", "C1", "C1"]
    ledger = log.events.select(["event_id"]).from_pylist([
        {"clause_id": "x", "period": "2026-11-22", "first_event_id": 5, "last_event_id": 7},
        {"clause_id": "y", "period": "2026-11-22", "first_event_id": 5, "last_event_id": 7}])
    taken = take_lines(ledger, {"x"}, {"2026-11-22"}, old)
    orders = copy.events["order_id"].to_pylist()
    assert [(orders[row["first_event_id"] - 1], orders[row["last_event_id"] - 1]) for row in taken] == [("C1", "C1")]
