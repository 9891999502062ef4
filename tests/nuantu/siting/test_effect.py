"""What a source changes is told by the two plans themselves."""

from __future__ import annotations

from tests.nuantu.siting.small_sitings import put_in_line

from nuantu.siting.effect import compare_plans, count_amounts
from nuantu.siting.plan import plan_sites


def test_votes_bring_one_place_in_and_push_another_out() -> None:
    """With wishes the heavy end wins (12 against 5), without them B does where the end's orders count one."""
    siting = put_in_line()
    siting.amounts[10] = [1, 5]
    plan, silent = plan_sites(siting, 1), plan_sites(siting.without("wishes"), 1)
    effect = compare_plans("wishes", plan, silent)

    assert ([one.id for one in effect.came_in], [one.id for one in effect.went_out], effect.stayed) == (["C"], ["B"], 0)
    assert (effect.amounts_with, effect.amounts_without) == ([3, 5], [5, 0])


def test_amounts_count_what_stands_too() -> None:
    """A standing station's points belong to what is covered."""
    plan = plan_sites(put_in_line(standing=(0.0,)), 1)

    assert count_amounts(plan) == [3 + 6, 3]
