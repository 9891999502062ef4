"""A plan says of each site what it adds and why, what is left and out of reach, and how the curve goes on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.nuantu.siting.small_sitings import draw_sitings, put_in_line
from tests.oracles.slow_siting import count_weight, list_reached, try_all

from nuantu.core.errors import InputError
from nuantu.siting.plan import LEFT, OUT, STOOD, Gain, Step, plan_sites
from nuantu.siting.problem import Siting


def test_on_the_street_it_takes_the_heavy_end_first() -> None:
    """C first for the heavy point, then B; A stays, so its three points are left."""
    plan = plan_sites(put_in_line(), 2, gap=0.0)

    assert [(site.place.id, site.new, site.only, site.after) for site in plan.sites] == [
        ("C", Gain(3, 12, [6, 3]), Gain(3, 12, [6, 3]), 12), ("B", Gain(5, 5, [5, 0]), Gain(5, 5, [5, 0]), 17)]
    assert (plan.total, plan.before, plan.covered, plan.bound, plan.left) == (20, 0, 17, 17, Gain(3, 3, [3, 0]))
    assert plan.served.tolist() == [LEFT] * 3 + [2] * 5 + [1] * 3
    assert [(site.instead.id if site.instead else None, site.worse) for site in plan.sites] == [("A", 9), ("A", 2)]
    assert plan.sites[0].walk_m == pytest.approx((100 + 50) / 12)


def test_the_curve_starts_with_what_stands_and_goes_on_past_the_last() -> None:
    """With a station at 500 m only B and A bring anything; the curve ends where nothing is left to gain."""
    plan = plan_sites(put_in_line(standing=(500.0,)), 1, gap=0.0)

    assert list(plan.curve) == [Step(0, 12, 12, chosen=False), Step(1, 17, 17, chosen=True),
                                Step(2, 20, 20, chosen=False)]
    assert [site.place.id for site in plan.sites] == ["B"]
    assert plan.served.tolist() == [LEFT] * 3 + [1] * 5 + [STOOD] * 3


def test_what_no_place_reaches_is_said() -> None:
    """With a short walk four points are beyond everybody."""
    plan = plan_sites(put_in_line(reach_m=60), 3, gap=0.0)

    assert plan.out_of_reach == Gain(4, 4, [4, 0])
    assert plan.served.tolist().count(OUT) == 4
    assert plan.left == Gain(0, 0, [0, 0])


def test_a_site_that_adds_nothing_is_not_named() -> None:
    """Where one candidate reaches everything, three asked become one."""
    assert [site.place.id for site in plan_sites(put_in_line(reach_m=600), 3).sites] == ["A"]


@settings(max_examples=40)
@given(draw_sitings())
def test_a_plan_adds_up(siting: Siting) -> None:
    """Covered, left and out of reach make the whole; gains make what is covered; it is the best of all choices."""
    for sites in range(1, min(3, len(siting.candidates)) + 1):
        plan = plan_sites(siting, sites, gap=0.0)
        chosen = {site.place.id for site in plan.sites}
        reached = set().union(*(list_reached(siting, place) for place in (*siting.candidates, *siting.standing)
                                if place.id in chosen or place in siting.standing))
        assert plan.covered == plan.bound == try_all(siting, sites) == count_weight(siting, reached)
        assert plan.covered + plan.left.weight + plan.out_of_reach.weight == plan.total
        assert plan.before + sum(site.new.weight for site in plan.sites) == plan.covered
        assert all(one.covered <= one.at_most for one in plan.curve)
        assert [one.at_most for one in plan.curve] == sorted(one.at_most for one in plan.curve)
        for step in plan.curve[1:]:
            assert step.at_most >= try_all(siting, step.sites)


@pytest.mark.parametrize("sites", [0, 4])
def test_a_number_that_cannot_be_is_refused(sites: int) -> None:
    """Nought, or more than there are candidates."""
    with pytest.raises(InputError, match=f"{sites} sites cannot be chosen from 3 candidates"):
        plan_sites(put_in_line(), sites)
