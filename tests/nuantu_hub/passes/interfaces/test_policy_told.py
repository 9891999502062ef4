"""Policies in words, what differs, and the drawing of a week."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import override
from tests.nuantu_hub.passes.compound_cast import ALL_DAY, TERMS

from nuantu_hub.passes.interfaces.policy_told import (
    draw_week,
    list_differences,
    pick_note,
    tell_hours,
    tell_vehicles,
)


def test_days_with_equal_hours_stand_together() -> None:
    assert tell_hours(ALL_DAY) == [("每天", "06:00–23:00")]
    assert tell_hours((*ALL_DAY[:5], (), ((0, 60), (120, 180)))) == [
        ("周一到周五", "06:00–23:00"), ("周六", "不通行"), ("周日", "00:00–01:00, 02:00–03:00")]


def test_only_what_differs_is_told() -> None:
    slower = replace(TERMS, speed_kmh=10, vehicles=("foot",), notes={"zh": "轻声", "en": ""})

    assert list_differences(TERMS, TERMS) == []
    assert [(one.before, one.after) for one in list_differences(TERMS, slower)] == [
        ("电动自行车、走路", "走路"), ("15 公里/小时", "10 公里/小时"), ("—", "轻声")]


def test_notes_speak_the_readers_language_where_they_can() -> None:
    both, one = {"zh": "轻声", "en": "Quiet"}, {"zh": "轻声", "en": ""}
    with override("en"):
        assert [pick_note(replace(TERMS, notes=each)) for each in (both, one)] == ["Quiet", "轻声"]
        assert tell_vehicles(TERMS) == "e-bike, on foot"
    assert pick_note(replace(TERMS, notes=both)) == "轻声"


def test_a_week_is_drawn_a_line_a_day() -> None:
    drawn = draw_week((*ALL_DAY[:6], ()))

    assert drawn.count('class="shut"') == 7
    assert drawn.count('class="open"') == 6
    assert 'x="164.0"' in drawn
