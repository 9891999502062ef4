"""A sensor's last two days as a line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.reading_chart import draw_readings, say_value
from nuantu_hub.stations.models import Equipment, Measurement

pytestmark = pytest.mark.django_db


def measure(thing: Equipment, *told: tuple[float, float]) -> None:
    Measurement.objects.bulk_create(
        Measurement(equipment=thing, at=MOMENT - timedelta(hours=hours), value=value) for hours, value in told)


def test_the_line_breaks_where_nobody_knows_and_the_sentence_says_its_range(street: Unit) -> None:
    fridge = Equipment.objects.create(station=build_station(street), facility="fridge", name="冰箱",
                                      measure="celsius", low=0, high=8)
    measure(fridge, (3, 4.0), (2.8, 5.5), (1, 3.0), (0.9, 3.2), (60, 20.0))
    chart = draw_readings(fridge, MOMENT)
    assert chart is not None
    assert chart.sentence == "在3.0℃和5.5℃之间"
    assert chart.drawing.count("<polyline") == 2
    assert chart.drawing.count("limit watch") == 2
    assert [words for _when, words in chart.rows] == ["3.2℃", "5.5℃"]


def test_there_is_no_chart_without_a_sensor_or_without_readings(street: Unit) -> None:
    station = build_station(street)
    chair = Equipment.objects.create(station=station, facility="seats", name="椅子")
    mute = Equipment.objects.create(station=station, facility="fridge", name="冰箱", measure="celsius")
    assert [draw_readings(one, MOMENT) for one in (chair, mute)] == [None, None]


def test_values_bear_their_unit() -> None:
    assert [say_value(Equipment(measure=measure, total=6), 3) for measure in ("celsius", "free", "works")] == [
        "3.0℃", "3/6", "可用"]
