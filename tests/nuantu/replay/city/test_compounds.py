"""Gated compounds."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.compounds import DOORS, REACH_M
from nuantu.replay.city.world import World


def test_a_gate_costs_one_to_six_minutes(world: World) -> None:
    """And most gates fewer than four."""
    delay = world.compounds.delay_s

    assert 60 <= delay.min() <= delay.max() <= 360
    assert float((delay < 240).mean()) > 0.5


def test_doors_behind_a_gate_are_near_it_and_few(world: World) -> None:
    """At most as many as the engine looks at, none out of reach, and every gate has its own door."""
    addresses, compounds = world.addresses, world.compounds
    behind = np.flatnonzero(addresses.compound >= 0)
    far = np.hypot(*(addresses.xy[behind] - compounds.gate[addresses.compound[behind]]).T)

    assert far.max() <= REACH_M
    assert np.bincount(addresses.compound[behind]).max() <= DOORS
    assert set(addresses.compound[behind].tolist()) == set(range(len(compounds.gate)))


def test_some_gates_open_to_a_pass(world: World) -> None:
    """About three in ten."""
    assert 0.15 < np.mean(world.compounds.has_pass) < 0.45
