"""Pictures of reach: each place one tile with its name, its share and its shade; each line its own points."""

from __future__ import annotations

import re

import pytest
from tests.nuantu_hub.people.organising_cast import TODAY, days_ago

from nuantu_hub.people.domain.trends import Point
from nuantu_hub.people.interfaces.reach_charts import (
    COLUMNS,
    TILES,
    Tile,
    chart_members,
    draw_line,
    draw_multiple,
    draw_tiles,
    find_class,
    name_short,
    place_tiles,
)
from nuantu_hub.people.models import Unit


def _unit(place: int, code: str = "") -> Unit:
    return Unit(pk=place, name=f"第{place}区总工会", kind=Unit.Kind.DISTRICT, place_code=code)


def test_the_districts_have_a_tile_each_and_none_lies_on_another() -> None:
    assert (len(TILES), len(set(TILES.values()))) == (16, 16)
    assert all(0 <= column < COLUMNS for column, _row in TILES.values())


def test_places_without_a_tile_stand_in_rows_beneath() -> None:
    units = [_unit(1, "110101"), *(_unit(number, "990101") for number in range(2, 9))]
    places = place_tiles(units)
    assert len(set(places.values())) == len(units)
    assert {places[unit.pk][1] for unit in units[1:]} == {3, 4}


def test_streets_that_share_the_code_of_their_district_do_not_cover_each_other() -> None:
    units = [Unit(pk=number, name=f"街道{number}", place_code="110105") for number in range(4)]

    assert len(set(place_tiles(units).values())) == 4


@pytest.mark.parametrize(("percent", "shade"), [
    (None, "none"), (0, "c1"), (19.9, "c1"), (20, "c2"), (59.9, "c3"), (80, "c5"), (140, "c5")])
def test_shades_follow_the_share(percent: float | None, shade: str) -> None:
    assert find_class(percent) == shade


def test_a_tile_is_named_escaped_and_leads_on() -> None:
    east = Unit(pk=1, name="<东>区总工会", kind=Unit.Kind.DISTRICT)
    drawn = draw_tiles([Tile(east, 12.0, "12.0%", "/units/1/rates/")], "各区")
    assert [words in drawn for words in ("&lt;东&gt;</text>", "12.0%", '<a href="/units/1/rates/">', "<东>")] == [
        True, True, True, False]
    assert name_short(_unit(3)) == "第3"
    assert name_short(Unit(name="将台地区总工会", kind=Unit.Kind.STREET)) == "将台地区"


def test_a_line_rises_with_its_values_and_ends_in_a_point() -> None:
    drawn = draw_line([0, 5, 10], wide=100, high=50)
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r'points="([^"]+)"', drawn)[0].split()]
    assert [x for x, _y in points] == [6, 50, 94]
    assert points[0][1] > points[1][1] > points[2][1]
    assert f'cx="{points[-1][0]:.1f}"' in drawn
    assert draw_line([]) == ""


def test_the_table_beneath_a_chart_has_every_figure_of_it() -> None:
    points = [Point(days_ago(30), 10, None, 1, 2, 3, 4), Point(TODAY, 12, 25.0, 2, 3, 5, 6)]
    chart = chart_members(points, "会员从10人到12人")
    assert [list(row)[1:] for row in chart.rows] == [
        ["10", "—", "3", "4", "1", "2"], ["12", "25.0%", "5", "6", "2", "3"]]
    assert len(chart.heads) == 7
    assert 'aria-label="会员从10人到12人"' in chart.drawing
    assert 'aria-label="甲"' in draw_multiple(points, most=12, named="甲")
