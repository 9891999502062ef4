"""Riders and their shifts."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.city.riders import LATEST_H, ROSTERS, Riders, make_riders
from nuantu.replay.city.world import World


@pytest.fixture(scope="module")
def riders(world: World) -> Riders:
    """Eight hundred riders in the small city."""
    return make_riders(800, world.merchants, world.addresses, np.random.default_rng(4))


def test_rosters_are_all_of_the_riders() -> None:
    """Shares sum to one, and spells of a roster do not overlap."""
    assert sum(roster.share for roster in ROSTERS) == pytest.approx(1)
    for roster in ROSTERS:
        times = [time for spell in roster.spells for time in spell]
        assert times == sorted(times)


def test_shifts_of_a_rider_follow_each_other_within_the_day(riders: Riders) -> None:
    """None overlaps, none is shorter than an hour's roster allows, none ends after one in the night."""
    assert (riders.off_s - riders.on_s).min() >= 3000
    assert riders.on_s.min() >= 0
    assert riders.off_s.max() <= LATEST_H * 3600
    same = np.diff(riders.shift_rider) == 0
    assert ((riders.on_s[1:] - riders.off_s[:-1])[same] >= 1200).all()
    assert set(riders.shift_rider.tolist()) == set(range(800))


def test_there_is_somebody_on_duty_at_every_minute(riders: Riders) -> None:
    """And many more at noon than at three in the night."""
    minutes = np.arange(0, 86_400, 60)
    on = ((riders.on_s[:, None] <= minutes) & (minutes < riders.off_s[:, None])).sum(axis=0)

    assert on.min() >= 5
    assert on[12 * 60] > 10 * on[3 * 60]
    assert on[12 * 60] > 1.5 * on[15 * 60]


def test_shares_of_classes_hold_for_small_numbers_too(world: World) -> None:
    """A hundred riders are dealt as eight hundred are."""
    few = make_riders(100, world.merchants, world.addresses, np.random.default_rng(5))

    assert few.worker_class.count("dedicated") == pytest.approx(33.7, abs=4)
    assert set(few.worker_class) == {"dedicated", "crowd"}


@pytest.mark.parametrize("count", [1, 2, 13, 28, 40])
def test_any_number_of_riders_can_be_hired(world: World, count: int) -> None:
    """From 28 on, the night is never empty."""
    few = make_riders(count, world.merchants, world.addresses, np.random.default_rng(6))

    assert len(few.worker_class) == count
    assert (few.off_s > few.on_s).all()
    assert (int(few.on_s.min()) == 0) or count < 28


def test_new_riders_are_about_one_in_nine(riders: Riders) -> None:
    """Tenure of up to thirty days, and a long tail of old hands."""
    assert 0.07 < float((riders.tenure_days <= 30).mean()) < 0.15
    assert riders.tenure_days.max() > 1000
