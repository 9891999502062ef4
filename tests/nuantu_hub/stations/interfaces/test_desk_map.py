"""The desk's map and the curve of one station."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_counting
from tests.nuantu_hub.stations.registry_cast import put_station
from tests.nuantu_hub.stations.visit_cast import count_hours

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.desk_map import draw_curve, draw_desk_map
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.models import Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def read_all() -> list[Stand]:
    return read_stands(list(Station.objects.order_by("code").prefetch_related("facilities")), MOMENT, whole=True)


def test_the_chosen_station_stands_in_the_middle_with_ten_minutes_on_foot_around_it(street: Unit) -> None:
    for place in range(30):
        put_station(street, f"DH-{place:02d}", 400.0 * place)
    stands = read_all()
    drawn = draw_desk_map(stands, stands[20], {"only": "open"})
    mark = next(one for one in drawn.told["marks"] if one["code"] == "DH-20")

    assert (drawn.frame.x + drawn.frame.width / 2, drawn.frame.y + drawn.frame.height / 2) == pytest.approx(
        (mark["x"], mark["y"]), abs=0.1)
    assert mark["url"] == "?only=open&station=DH-20"
    assert mark["panel"] == f"/stations/desk/{stands[20].station.pk}/panel/"
    assert len(drawn.told["marks"]) == 30
    assert 'class="reach"' in drawn.marks


def test_a_list_without_a_choice_shows_all_of_it(street: Unit) -> None:
    for place in range(3):
        put_station(street, f"DH-{place}", 4_000.0 * place)
    drawn = draw_desk_map(read_all(), None, {})

    assert all(drawn.frame.holds(mark["x"], mark["y"]) for mark in drawn.told["marks"])
    assert "reach" not in drawn.marks


def test_the_curve_is_of_today_beside_the_usual(street: Unit) -> None:
    station = put_counting(street)
    count_hours(station, MOMENT.date(), {8: 3, 12: 9})
    count_hours(station, MOMENT.date() - timedelta(weeks=1), {12: 6})
    curve = draw_curve(read_all()[0])

    assert (curve.today, curve.usual) == (12, True)
    assert 'aria-label="今天 12 人次，按小时"' in curve.drawing


def test_where_nobody_counts_there_is_no_curve(street: Unit) -> None:
    put_station(street)

    assert (draw_curve(read_all()[0]).today, draw_curve(read_all()[0]).drawing) == (None, "")
