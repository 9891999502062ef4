"""Where problems are: the place that most of their needs name, as far as a station or a compound has that name."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.needs.interfaces.problem_map import draw_problem_map, find_spots
from nuantu_hub.needs.interfaces.problem_told import tell_rows
from nuantu_hub.needs.models import Problem
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_the_place_named_most_often_counts(district: Unit, street: Unit, officer: Account) -> None:
    station = build_station(street)
    needs = [say(district, f"热水{n}", make_rider(n), place=place) for n, place in enumerate(
        (station.name, station.name, "不知道的地方"))]
    problem = make_problem(district, officer, needs, "没有热水")
    nowhere = make_problem(district, officer, [say(district, "单价")], "单价")
    assert find_spots([problem.pk, nowhere.pk]) == {problem.pk: (station.lat_deg, station.lon_deg)}
    drawn = draw_problem_map(tell_rows([problem, nowhere], MOMENT))
    assert drawn is not None
    assert [row.problem for row in drawn.nowhere] == [nowhere]
    assert "没有热水，3 人" in drawn.marks


def test_two_at_one_place_do_not_cover_one_another(district: Unit, street: Unit, officer: Account) -> None:
    station = build_station(street)
    for name in ("甲", "乙"):
        make_problem(district, officer, [say(district, name, place=station.name)], name)
    drawn = draw_problem_map(tell_rows(list(Problem.objects.all()), MOMENT))
    assert drawn is not None
    heights = {part.split('"')[1] for part in drawn.marks.split(" y=")[1:]}
    assert len(heights) > 2


def test_no_map_where_nobody_knows_a_place(district: Unit, officer: Account) -> None:
    assert draw_problem_map(tell_rows([make_problem(district, officer)], MOMENT)) is None
