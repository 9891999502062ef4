"""Verdicts beside the map count what the auditor counted."""

from __future__ import annotations

import pytest

from nuantu_hub.days.interfaces.verdicts import chart_pay, count_broken, list_hours, list_verdicts, say_hours
from nuantu_hub.days.models import Run

pytestmark = pytest.mark.django_db


def test_at_the_end_of_the_day_the_rows_hold_all_that_was_audited(run: Run) -> None:
    view = run.view
    rows = list_verdicts(view, {}, view.end)
    summary = view.facts["summary"]["verdicts"]
    records = sum(one["units"].get("complied", 0) for one in view.facts["records"].values())
    assert sum(row.kept for row in rows) == summary["complied"] - records
    assert count_broken(rows) == summary["violated"]
    assert sum(row.lacking for row in rows) == summary["insufficient_evidence"]


def test_the_chart_of_pay_has_a_row_for_each_band_and_says_who_was_lifted(run: Run) -> None:
    chart = chart_pay(run.view)
    assert chart is not None
    pay = run.view.pay
    assert len(chart.rows) == len(pay["bands"])
    assert (str(pay["days"]) in chart.sentence, str(pay["topped"]) in chart.sentence) == (True, True)


def test_hours_are_kept_broken_or_empty() -> None:
    acted, broken = [0] * 24, [0] * 24
    acted[9], acted[10], broken[10] = 3, 1, 1
    clause = {"hours": {"acted": acted, "broken": broken}}
    assert list_hours(clause)[8:12] == ["", "kept", "broken", ""]
    assert say_hours(clause) == "24小时里 2 小时起作用，1 小时有违反"
    assert say_hours({"hours": {"acted": [0] * 24, "broken": [0] * 24}}) == "这一天没有动用"
