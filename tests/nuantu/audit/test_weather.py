"""Which alert held where an order went."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.query import Case
from nuantu.audit.weather import mark_alerts


def list_marked(case: Case, level: str, kinds: set[str] | None) -> list[str]:
    """Orders that were accepted under such an alert."""
    marked = mark_alerts(case, case.records.of_kind("accepted"), "at_s", level, kinds)
    return sorted(row["order_id"] for row in case.records.rows(marked) if row["alert_id"] is not None)


def test_level_kind_district_and_moment_decide(tmp_path: Path) -> None:
    """An order without a district is reached only by an alert that holds everywhere."""
    log = LogBuilder("2026-11-20")
    log.alert("blue", "10:00", "12:00", kind="fog")
    log.alert("yellow", "10:00", "11:00", kind="rain", district="d1")
    for order, district, clock in (("A1", "d1", "10:00"), ("A2", "d1", "11:00"), ("A3", "d2", "10:30"),
                                   ("A4", None, "10:30"), ("A5", "d1", "12:00")):
        log.create(order, "09:00", district=district)
        log.accept("Wang", order, clock)
    case = open_case(log, tmp_path)
    assert list_marked(case, "blue", None) == ["A1", "A2", "A3", "A4"]
    assert list_marked(case, "yellow", None) == ["A1"]
    assert list_marked(case, "blue", {"rain"}) == ["A1"]
    assert list_marked(case, "red", None) == []
