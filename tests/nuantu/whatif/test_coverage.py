"""The simulation itself: repeatable, and able to tell an interval that promises too much."""

from __future__ import annotations

import pytest

from nuantu.whatif import interval
from nuantu.whatif.coverage import SHAPES, simulate_coverage


def test_the_same_seed_gives_the_same_share() -> None:
    """Another seed gives another one."""
    shares = [simulate_coverage("even", 6, 1, 500, seed) for seed in (1, 1, 2)]

    assert shares[0] == shares[1] != shares[2]


def test_too_narrow_an_interval_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 % confidence far fewer than 93 % hold the effect: the simulation is no rubber stamp."""
    monkeypatch.setattr(interval, "CONFIDENCE", 0.80)

    assert simulate_coverage("even", 6, 1, 2_000, 1) < 0.86


def test_every_shape_has_mean_nought() -> None:
    """Or the true effect would be another."""
    import numpy as np

    for draw in SHAPES.values():
        assert abs(draw(np.random.default_rng(3), 200_000).mean()) < 0.02
