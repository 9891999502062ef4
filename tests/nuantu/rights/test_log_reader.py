"""The own part of a log holds everything of one person and nothing of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.out_builder import write_out

from nuantu.core.errors import InputError
from nuantu.rights.log_reader import read_own_part
from nuantu.rights.own_copy import Person

CLAUSES = [{"id": "piece", "type": "weekday_distance_band", "params": {"base": "6.00 CNY/order"}}]


def write_two(tmp_path: Path) -> Path:
    """A day of two riders, who share one order by reassignment, and one alert."""
    log = LogBuilder("2026-11-20")
    for worker in ("W1", "W2"):
        log.register(worker)
    log.alert("yellow", "09:00", "12:00")
    log.order("A1", worker="W1", created="10:00", accepted="10:05", delivered="10:30")
    log.order("B1", worker="W2", created="10:00", accepted="10:05", delivered="10:30")
    log.create("C1", "11:00")
    log.accept("W2", "C1", "11:05")
    log.add("reassigned", "11:10", worker_id="W2", order_id="C1")
    log.accept("W1", "C1", "11:15")
    log.deliver("W1", "C1", "11:40")
    return write_out(tmp_path / "out", log, CLAUSES)


def test_nothing_of_another_person_is_taken(tmp_path: Path) -> None:
    """Own events, own orders' placing, the alert; numbers run from one; lines rest on the own events."""
    copy = read_own_part(write_two(tmp_path), Person("W1"))
    rows = copy.events.to_pylist()
    assert {row["worker_id"] for row in rows} == {"W1", None}
    assert {row["order_id"] for row in rows} == {"A1", "C1", None}
    assert [row["event_id"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["kind"] for row in rows].count("alert") == 1
    assert [(line.order_id, line.component, line.amount_minor) for line in copy.slips] == [
        ("A1", "base", 600), ("C1", "base", 600)]
    assert copy.ledger is not None
    for line in copy.ledger.to_pylist():
        assert rows[line["last_event_id"] - 1]["order_id"] == line["order_id"]


def test_the_registration_says_who_the_person_is_unless_an_option_does(tmp_path: Path) -> None:
    """An option corrects the trait in the own log too."""
    out = write_two(tmp_path)
    plain = read_own_part(out, Person("W1"))
    stated = read_own_part(out, Person("W1", place_code="310101"))
    assert (plain.person.worker_class, plain.person.place_code) == ("crowd", "110105")
    assert [row["place_code"] for row in stated.events.to_pylist() if row["kind"] == "registered"] == ["310101"]


def test_a_person_whom_the_log_does_not_know_is_refused(tmp_path: Path) -> None:
    """By name."""
    with pytest.raises(InputError, match="the log knows no worker W9"):
        read_own_part(write_two(tmp_path), Person("W9"))
