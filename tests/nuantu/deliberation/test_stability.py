"""Stability: planted groups come out again, chance does not."""

from __future__ import annotations

import numpy as np
from tests.nuantu.deliberation.made_votes import draw_votes

from nuantu.deliberation.axes import choose_ballots, find_axes
from nuantu.deliberation.deliberation import deliberate
from nuantu.deliberation.stability import measure_stability
from nuantu.deliberation.votes import build_votes


def test_planted_groups_are_stable_and_chance_is_not() -> None:
    """The same number of voters, statements and votes."""
    rng = np.random.default_rng(0)
    planted, _ = draw_votes(voters=120, statements=30, groups=2, seed=4)
    chance = build_votes([], [(1, str(who), str(what), int(rng.integers(-1, 2))) for who in range(120)
                              for what in range(30) if rng.random() < 0.6])
    told = [deliberate(votes, seed=1, groups=2, runs=15).stability[2] for votes in (planted, chance)]

    assert told[0].mean > 0.95
    assert told[0].low > 0.9
    assert told[1].mean < 0.4


def test_each_group_has_its_own_stability() -> None:
    """Of three groups one stands apart and the other two are one heap cut in half."""
    rng = np.random.default_rng(2)
    leaning = np.array([[1.0] * 10 + [-1.0] * 10, [-1.0] * 10 + [1.0] * 10])
    rows = [(1, str(who), str(what), int(np.sign(np.round(leaning[min(who % 3, 1), what] + rng.normal(0, 0.6)))))
            for who in range(150) for what in range(20)]
    found = deliberate(build_votes([], rows), seed=1, groups=3, runs=15)
    held = found.stability[3].groups
    apart = int(np.argmax(held))

    assert held[apart] > 0.9
    assert sum(one < held[apart] - 0.2 for one in held) == 2


def test_draws_follow_the_seed() -> None:
    """The same seed the same figures, no draws no figures."""
    votes, member = draw_votes(voters=60)
    ballots = choose_ballots(votes, np.ones(60, dtype=np.bool_))
    axes = find_axes(ballots, np.ones(60, dtype=np.int64))
    labels = {2: np.array([member[who] for who in votes.voters])}

    assert measure_stability(ballots, axes, labels, 5, 6) == measure_stability(ballots, axes, labels, 5, 6)
    assert measure_stability(ballots, axes, labels, 5, 0) == {}
