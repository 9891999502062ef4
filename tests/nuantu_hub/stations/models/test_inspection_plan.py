"""A plan is called by its days."""

from __future__ import annotations

from datetime import date

from nuantu_hub.stations.models import InspectionPlan


def test_a_plan_is_called_by_its_days() -> None:
    assert str(InspectionPlan(first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))) == "2026-01-01 – 2026-03-31"
