"""The map draws every square, wish, station and site where it lies, and the chosen site leads."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_plan

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.site_map import draw_plan
from nuantu_hub.stations.interfaces.site_told import PlanTold

pytestmark = pytest.mark.django_db


def test_demand_is_drawn_by_who_serves_it(district: Unit) -> None:
    drawn = draw_plan(PlanTold(put_plan(district)), 1, "/x/")

    assert drawn is not None
    assert drawn.demand.count('class="need new') == 1
    assert drawn.demand.count('class="need left') == 1
    assert 'class="wish new"' in drawn.demand
    assert "路口，2 票" in drawn.demand


def test_sites_are_links_by_rank_and_the_chosen_one_is_marked(district: Unit) -> None:
    drawn = draw_plan(PlanTold(put_plan(district)), 2, "/x/")

    assert drawn is not None
    assert [drawn.sites.count(f'href="/x/?site={rank}"') for rank in (1, 2, 3)] == [1, 1, 0]
    assert drawn.sites.count("site-mark chosen") == 1
    assert drawn.sites.index("?site=1") < drawn.sites.index("?site=2")


def test_a_name_cannot_break_the_drawing(district: Unit) -> None:
    plan = put_plan(district)
    plan.problem = plan.problem.replace("路口", "<script>").replace("网点", '\\"><b>')

    drawn = draw_plan(PlanTold(plan), 1, "/x/")
    assert drawn is not None
    assert "<script>" not in drawn.demand
    assert "<b>" not in drawn.sites


def test_nothing_to_show_is_no_map(district: Unit) -> None:
    plan = put_plan(district, problem='{"points": [], "candidates": [], "standing": []}')
    assert plan.result is not None
    plan.result |= {"sites": [], "served": []}

    assert draw_plan(PlanTold(plan), 0, "/x/") is None
