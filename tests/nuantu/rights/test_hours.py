"""Hours by day, by the settlement's own counting, against the limits of the clauses."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.rights.sheet_cases import state_case

from nuantu.rights.hours import DayHours

CLAUSES = [
    {"id": "hours", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "10 %"}},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}},
    {"id": "ask", "type": "soft_cap_confirm", "params": {"after": "8 h"}}]
TRIPS = ("order_id,accepted,delivered\nA1,2026-11-20 11:00:00,2026-11-20 12:00:00\n"
         "A2,2026-11-20 11:30:00,2026-11-20 13:00:00\nB1,2026-11-21 10:00:00,2026-11-21 10:30:00\n")


def test_overlapping_orders_count_once_and_days_apart(tmp_path: Path) -> None:
    """Two hours with orders and a tenth on top; online only where the copy tells of it."""
    statement = state_case({"clauses": CLAUSES, "sheets": {"trips": TRIPS}}, tmp_path)
    assert statement.hours == (DayHours("2026-11-20", None, 7200, 7920), DayHours("2026-11-21", None, 1800, 1980))
    assert [(limit.clause_id, limit.seconds) for limit in statement.limits] == [("ask", 28800), ("stop", 43200)]


def test_online_time_is_told_where_the_sheet_is_there(tmp_path: Path) -> None:
    """And working time is not, where rests should be taken out and none are told."""
    blind = [{**CLAUSES[0], "params": {**CLAUSES[0]["params"], "exclude_rest": "20 min"}}]
    online = "online,offline\n2026-11-20 10:30:00,2026-11-20 13:30:00\n"
    statement = state_case({"clauses": blind, "sheets": {"trips": TRIPS, "online": online}}, tmp_path)
    assert statement.hours[0] == DayHours("2026-11-20", 10800, 7200, None)
