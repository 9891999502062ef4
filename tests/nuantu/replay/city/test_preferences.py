"""What riders of a generated city set for themselves."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.preferences import (
    DISTANCE_LEAST_M,
    DISTANCE_MOST_M,
    DISTANCE_SHARE,
    SLOT_LEAST_S,
    SLOT_MOST_S,
    SLOT_SHARE,
    STEP_M,
    STEP_S,
    make_preferences,
)
from nuantu.replay.city.riders import Riders
from nuantu.replay.city.world import World


def make_riders(count: int) -> Riders:
    """Riders of eight hours from ten o'clock."""
    return Riders(["crowd"] * count, np.full(count, 100), np.arange(count), np.full(count, 36_000),
                  np.full(count, 64_800), np.zeros((count, 2)))


def test_slots_lie_inside_the_shift_in_steps_of_the_phone() -> None:
    """Every slot begins in the middle of the shift, lasts as long as a rest does, and has no metres."""
    slots = [wish for wish in make_preferences(make_riders(4000), np.random.default_rng(1))
             if wish.component == "rest_slot"]

    assert abs(len(slots) / 4000 - SLOT_SHARE) < 0.01
    for wish in slots:
        assert wish.from_s is not None
        assert wish.to_s is not None
        assert wish.distance_m is None
        assert 36_000 < wish.from_s < 64_800
        assert SLOT_LEAST_S <= wish.to_s - wish.from_s <= SLOT_MOST_S
        assert wish.from_s % STEP_S == wish.to_s % STEP_S == 0


def test_distances_are_a_few_kilometres_and_hold_all_day() -> None:
    """In steps of half a kilometre, without a window."""
    wishes = [wish for wish in make_preferences(make_riders(4000), np.random.default_rng(1))
              if wish.component == "max_distance"]

    assert abs(len(wishes) / 4000 - DISTANCE_SHARE) < 0.01
    assert all((wish.from_s, wish.to_s) == (None, None) for wish in wishes)
    assert {wish.distance_m for wish in wishes} == set(range(DISTANCE_LEAST_M, DISTANCE_MOST_M + 1, STEP_M))


def test_a_generated_city_holds_the_wishes_of_its_own_riders(world: World) -> None:
    """Nobody outside the roster wishes anything."""
    assert {wish.rider for wish in world.preferences} <= set(range(len(world.riders.worker_class)))
