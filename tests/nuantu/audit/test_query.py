"""The frame that checks share, and the windows of alerts."""

from __future__ import annotations

from pathlib import Path

import ibis
import pytest
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.query import Need, fault, lacking, stack
from nuantu.audit.tables import list_rows


def test_faults_of_several_grounds_stand_under_one_another() -> None:
    """A number that one ground does not have is null there."""
    types = {"worker_id": "string", "order_id": "string", "event_id": "int64", "late_s": "int64", "cap": "int64"}
    table = list_rows(types, [("Wang", "A1", 4, 60, 3)])
    both = stack(fault(table, "late", events=("event_id",), numbers=("late_s",)),
                 fault(table, "over", order=None, events=("event_id",), numbers=("cap",)))
    rows = ibis.duckdb.connect().to_pyarrow(both.order_by("ground")).to_pylist()
    assert [(row["ground"], row["order_id"], row["event_ids"], row["late_s"], row["cap"]) for row in rows] == [
        ("late", "A1", [4], 60, None), ("over", None, [4], None, 3)]


def test_what_lacks_evidence_names_the_field() -> None:
    """In a column of its own."""
    table = list_rows({"worker_id": "string", "order_id": "string", "event_id": "int64"}, [("Wang", "A1", 4)])
    rows = ibis.duckdb.connect().to_pyarrow(lacking(table, "events.ready", events=("event_id",))).to_pylist()
    assert [(row["worker_id"], row["field"], row["event_ids"]) for row in rows] == [("Wang", "events.ready", [4])]
    assert str(Need(("alert", "created"), "level")) == "events.level (alert, created)"


def test_nothing_cannot_be_stacked() -> None:
    """A check without any ground is our own mistake."""
    with pytest.raises(ValueError, match="nothing to stack"):
        stack()


def test_an_alert_ends_when_its_successor_is_issued_and_never_begins_before_its_issue(tmp_path: Path) -> None:
    """Issued 10:30 for 10:00 to 14:00, replaced at 12:00."""
    log = LogBuilder("2026-11-20")
    first = log.alert("yellow", "10:00", "14:00", issued="10:30")
    log.alert("orange", "12:30", "16:00", issued="12:00", supersedes=first)
    case = open_case(log, tmp_path)
    rows = case.records.rows(case.alerts.order_by("alert_id"))
    assert [(row["from_s"] - log.at("00:00"), row["to_s"] - log.at("00:00")) for row in rows] == [
        (10 * 3600 + 1800, 12 * 3600), (12 * 3600 + 1800, 16 * 3600)]
