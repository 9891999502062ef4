"""Beneath the map stand all slices of the day, and the clock."""

from __future__ import annotations

import pytest

from nuantu_hub.days.interfaces.flow import WIDTH, draw_flow, draw_hours, place_time
from nuantu_hub.days.models import Run

pytestmark = pytest.mark.django_db


def test_every_slice_has_a_column_past_or_to_come(run: Run) -> None:
    view, t = run.view, 12 * 3600
    drawn = draw_flow(view, t, "每十分钟")
    assert (drawn.count('class="past"'), drawn.count('class="to-come"')) == (72, view.facts["slices"] - 72)
    windows = {(alert["from"], alert["to"]) for alert in view.facts["alerts"]}
    assert drawn.count('class="alert-window"') == len(windows)
    assert (place_time(view, 0), place_time(view, view.end)) == (0, WIDTH)


def test_the_hours_stand_beneath(run: Run) -> None:
    assert "12:00" in draw_hours(run.view)
