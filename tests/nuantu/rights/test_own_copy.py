"""One person's records in one form."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.nuantu.log_builder import LogBuilder

from nuantu.rights.own_copy import OwnCopy, Person, number_events
from nuantu.settle.log import read_log


def make_copy(log: LogBuilder, person: Person) -> OwnCopy:
    """A copy that holds exactly these events."""
    return OwnCopy(person, log.date, log.table(), frozenset(), (), has_slips=False, ledger=None, files=())


def test_a_person_is_filled_up_but_never_overruled() -> None:
    """What an option states stands; what it leaves open the records say."""
    stated = Person("W1", worker_class="crowd")
    assert stated.fill(Person("W1", worker_class="dedicated", place_code="110105")) == Person(
        "W1", worker_class="crowd", place_code="110105")


def test_days_are_those_of_deliveries() -> None:
    """An order accepted before midnight belongs to the day on which it is delivered."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.order("A1", worker="W1", created="23:40", accepted="23:50", delivered="24:10")
    copy = make_copy(log, Person("W1"))
    assert copy.days == ("2026-11-21",)
    assert copy.delivered == {"A1": "2026-11-21"}
    assert (copy.tz, copy.currency) == ("Asia/Shanghai", "CNY")


def test_the_written_log_is_one_that_settlement_reads(tmp_path: Path) -> None:
    """Manifest, digest, numbering: all as published."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.order("A1", worker="W1", created="10:40", accepted="10:50", delivered="11:10")
    copy = replace(make_copy(log, Person("W1", tz="Asia/Shanghai", currency="CNY")), date=date(2026, 11, 20))

    folder = copy.write_log(tmp_path)

    assert read_log(folder).events.to_pylist() == log.table().to_pylist()
    assert json.loads((folder / "manifest.json").read_text())["format"] == "nuantu-log/1"


def test_events_are_numbered_in_time_and_answers_follow() -> None:
    """Tags become numbers; an answer to nothing answers nothing."""
    table = number_events([
        {"kind": "declined", "at_s": 20, "worker_id": "W1", "ref_tag": "push"},
        {"kind": "pushed", "at_s": 10, "worker_id": "W1", "tag": "push"},
        {"kind": "declined", "at_s": 20, "worker_id": "W1", "ref_tag": "never"}])
    told = table.select(["event_id", "kind", "ref_event_id"]).to_pylist()
    assert [tuple(row.values()) for row in told] == [(1, "pushed", None), (2, "declined", 1), (3, "declined", None)]
