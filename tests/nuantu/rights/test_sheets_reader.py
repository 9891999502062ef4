"""Sheets become one person's events, in order, with what they tell whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.nuantu.rights.sheet_cases import write_sheets

from nuantu.rights.own_copy import Person, SlipLine
from nuantu.rights.sheets_reader import read_sheets

TRIPS = """order_id,created,accepted,picked_up,delivered,cancelled,promised,distance_m,district_id
A1,2026-11-20 10:55:00,2026-11-20 11:00:00,2026-11-20 11:10:00,2026-11-20 11:25:00,,2026-11-20 11:30:00,1800,d1
A2,2026-11-20 11:20:00,2026-11-20 11:25:00,,,2026-11-20 11:25:00,,900,
"""


def test_trips_become_events_in_the_order_of_a_life(tmp_path: Path) -> None:
    """Placed, promised, accepted, picked up, and one end; in one second what begins comes before what ends."""
    copy = read_sheets(write_sheets(tmp_path / "e", {"trips": TRIPS}), Person("W1", worker_class="crowd"))
    told = [(row["kind"], row["order_id"], row["worker_id"]) for row in copy.events.to_pylist()]
    assert told == [
        ("registered", None, "W1"), ("created", "A1", None), ("eta_quoted", "A1", None), ("accepted", "A1", "W1"),
        ("picked_up", "A1", "W1"), ("created", "A2", None), ("accepted", "A2", "W1"), ("cancelled", "A2", "W1"),
        ("delivered", "A1", "W1")]
    assert copy.date == date(2026, 11, 20)
    assert copy.kinds == {"registered", "accepted", "delivered", "cancelled", "reassigned", "created", "picked_up",
                          "eta_quoted"}
    placed = copy.events.to_pylist()[1]
    assert (placed["distance_m"], placed["district_id"]) == (1800, "d1")


def test_slips_keep_their_lines_and_accounts(tmp_path: Path) -> None:
    """An amount without a name is the total; a premium paid for the person is no pay, one taken away is."""
    slips = ("日期,项目,金额,说明\n2026-11-20,,12.00,\n2026-11-20,职业伤害保障费,0.25,\n"
             "2026-11,职业伤害保障费,-0.25,超时\n")
    copy = read_sheets(write_sheets(tmp_path / "e", {"trips": TRIPS, "payslips": slips}), Person("W1"))
    assert copy.slips == (
        SlipLine("2026-11-20", None, "total", 1200, None, "worker_pay", "payslips.csv:2"),
        SlipLine("2026-11-20", None, "premium", 25, None, "injury_premium", "payslips.csv:3"),
        SlipLine("2026-11", None, "premium", -25, "late", "worker_pay", "payslips.csv:4"))


def test_answers_alerts_and_other_records_keep_their_ties(tmp_path: Path) -> None:
    """A refusal answers its push, an alert replaces another, a record carries its columns."""
    sheets = {
        "trips": TRIPS, "pushes": "at,order_id,no\n2026-11-20 12:00:00,A3,7\n",
        "refusals": "at,order_id,reason,answers\n2026-11-20 12:00:20,A3,far,7\n",
        "alerts": "kind,level,from,to,issued,alert_id,supersedes\n"
                  "rain,yellow,2026-11-20 12:00,2026-11-20 18:00,2026-11-20 09:00,a,\n"
                  "rain,red,2026-11-20 13:00,2026-11-20 18:00,,b,a\n",
        "records": 'at,kind,values\n2026-11-20 14:00:00,accident,"{""worker_id"": ""W1"", ""x_m"": 1.5}"\n',
        "rider": "worker_id,tells_all_of\nW1,suspension violation\n"}
    copy = read_sheets(write_sheets(tmp_path / "e", sheets), Person("W1"))
    rows = {(row["kind"], row["level"]): row for row in copy.events.to_pylist()}
    assert rows["declined", None]["ref_event_id"] == rows["pushed", None]["event_id"]
    assert rows["alert", "red"]["ref_event_id"] == rows["alert", "yellow"]["event_id"]
    assert rows["alert", "red"]["at_s"] == rows["alert", "red"]["from_s"]
    assert rows["accident", None]["x_m"] == 1.5
    assert {"suspension", "violation", "accident", "alert", "pushed", "declined"} <= copy.kinds
    assert copy.events["at_s"].to_pylist() == sorted(copy.events["at_s"].to_pylist())
