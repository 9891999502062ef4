"""The curve says what each site adds and what none can exceed; a motorway shows what is built and what stays open."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_plan

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.site_charts import chart_curve, draw_curve, draw_road
from nuantu_hub.stations.interfaces.site_told import PlanTold

pytestmark = pytest.mark.django_db


def test_the_curve_has_its_sentence_and_its_table(district: Unit) -> None:
    chart = chart_curve(PlanTold(put_plan(district)))

    assert chart.sentence == "第 1 座添 60.0%，第 2 座还添 24.0%"
    assert [list(row) for row in chart.rows] == [[0, "0.0%", "0.0%", "0.0%"], [1, "60.0%", "60.0%", "60.0%"],
                                                 [2, "84.0%", "84.0%", "24.0%"], [3, "100.0%", "100.0%", "16.0%"]]
    assert chart.drawing.count("polyline") == 2


@pytest.mark.parametrize("curve", [[{"sites": 0, "covered": 0, "at_most": 0}],
                                   [{"sites": n, "covered": n, "at_most": n} for n in range(150)]])
def test_a_short_and_a_long_curve_are_drawn(curve: list[dict[str, int]]) -> None:
    assert draw_curve(curve, 200, len(curve) - 1, "x").startswith("<svg")


def test_a_road_shows_homes_building_and_gaps() -> None:
    areas = [{"id": "A", "name": "a", "says": "stands", "km": 50},
             {"id": "B", "name": "<b>", "says": "spacing", "km": 200},
             {"id": "C", "name": "c", "says": "later", "km": 250}]
    drawn = draw_road({"from_km": 0, "to_km": 600, "build": ["B"], "areas": areas, "gaps_after": [[250, 600]]}, "words")

    assert [drawn.count(f"area {kind}") for kind in ("stands", "build", "other")] == [1, 1, 1]
    assert drawn.count("road-gap") == 1
    assert "<b>" not in drawn
