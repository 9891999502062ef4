"""Kitchens."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from nuantu.replay.city.merchants import FOODS, make_merchants
from nuantu.replay.city.world import World


def test_shares_of_foods_add_up_and_breakfast_differs_from_night() -> None:
    """Shares sum to one; some kitchens sell mostly in the morning, some at night."""
    assert sum(food.share for food in FOODS) == pytest.approx(1)
    assert any(food.hours[0] > 5 for food in FOODS)
    assert any(food.hours[2] > 4 for food in FOODS)


def test_kitchens_cluster(world: World) -> None:
    """Malls and food streets bring kitchens far closer together than as many random doors are."""
    merchants = make_merchants(world.plan, world.districts, 4000, np.random.default_rng(5))
    doors = np.random.default_rng(1).permutation(world.addresses.xy)[: len(merchants.xy)]
    near = [np.median(cKDTree(xy).query(xy, k=4)[0][:, 3]) for xy in (merchants.xy, doors)]

    assert near[0] < 0.65 * near[1]


@pytest.mark.parametrize(("orders", "count"), [(1, 12), (1200, 43), (28_000, 1000)])
def test_the_number_of_kitchens_follows_from_the_orders(world: World, orders: int, count: int) -> None:
    """One for 28 orders, never fewer than twelve."""
    merchants = make_merchants(world.plan, world.districts, orders, np.random.default_rng(1))

    assert len(merchants.xy) == len(merchants.names) == len(merchants.pull) == count


def test_one_kitchen_in_twelve_is_chronically_late(world: World) -> None:
    """Late shares are probabilities, and a tail of kitchens is late with every second order."""
    merchants = make_merchants(world.plan, world.districts, 28_000, np.random.default_rng(2))

    assert 0 <= merchants.late_share.min() <= merchants.late_share.max() <= 0.7
    assert 0.04 < float((merchants.late_share > 0.45).mean()) < 0.14
