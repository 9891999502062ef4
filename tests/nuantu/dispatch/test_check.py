"""The check outside the solver names each forbidden push and lets true plans pass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, NOW_S, OPEN, make_snapshot

from nuantu.core.errors import BreachError
from nuantu.dispatch.check import check_plan
from nuantu.dispatch.policies.registry import make_policy
from nuantu.dispatch.problem import Plan, Snapshot


def push(orders: list[int], workers: list[int], moved: list[int] | None = None) -> Plan:
    """A plan of pushes and moves alone."""
    empty = np.zeros(0, np.int64)
    return Plan(np.zeros(7, np.int64), empty, empty, np.array(orders, np.int64), np.array(workers, np.int64),
                np.array(moved or [], np.int64), np.zeros(len(moved or []), np.int64))


def at(values: np.ndarray, row: int, value: int) -> np.ndarray:
    """A copy with one value changed."""
    changed = values.copy()
    changed[row] = value
    return changed


SNAPSHOT = make_snapshot(OPEN, 1)
LOADS = make_snapshot(MDRP, 1)
BREACHES: dict[str, tuple[Snapshot, Plan]] = {
    "stop-clause": (replace(SNAPSHOT, w_block=at(SNAPSHOT.w_block, 2, 0)), push([0], [2])),
    "no room": (replace(SNAPSHOT, w_room=at(SNAPSHOT.w_room, 2, 1)), push([0, 1], [2, 2])),
    "the cap": (replace(SNAPSHOT, o_holder=at(SNAPSHOT.o_holder, 5, 2), w_cap=at(SNAPSHOT.w_cap, 2, 1)),
                push([0], [2])),
    "off duty": (replace(SNAPSHOT, w_off_s=at(SNAPSHOT.w_off_s, 2, NOW_S - 1)), push([0], [2])),
    "last moment": (replace(SNAPSHOT, w_latest_s=at(SNAPSHOT.w_latest_s, 2, NOW_S - 1)), push([0], [2])),
    "ready only after": (replace(LOADS, o_ready_s=at(LOADS.o_ready_s, 0, int(LOADS.w_off_s[2]) + 1)), push([0], [2])),
    "banned": (replace(SNAPSHOT, ban_order=np.array([0]), ban_worker=np.array([2])), push([0], [2])),
    "in hand": (replace(SNAPSHOT, o_holder=at(SNAPSHOT.o_holder, 0, 1)), push([0], [2])),
    "twice in a round": (SNAPSHOT, push([0, 0], [1, 2])),
    "does not have": (SNAPSHOT, push([99], [1])),
    "pushed to 2 workers": (SNAPSHOT, push([0], [1, 2])),
    "moved ahead but": (replace(SNAPSHOT, w_free_s=at(SNAPSHOT.w_free_s, 3, NOW_S + 60)), push([], [], [3])),
    "moved and sent": (SNAPSHOT, push([0], [3], [3])),
}


@pytest.mark.parametrize("words", BREACHES)
def test_each_breach_is_refused_in_words(words: str) -> None:
    """One forbidden thing, one sentence that says so."""
    with pytest.raises(BreachError, match=words):
        check_plan(*BREACHES[words])


def test_an_order_may_be_given_to_another_before_pickup_under_mdrp_conduct_only() -> None:
    """The same push passes or not by conduct."""
    held = replace(make_snapshot(MDRP, 1), o_holder=at(SNAPSHOT.o_holder, 0, 1))

    check_plan(held, push([0], [2]))
    with pytest.raises(BreachError, match="in hand"):
        check_plan(replace(held, conduct=OPEN), push([0], [2]))


@pytest.mark.parametrize("conduct", [MDRP, OPEN])
@pytest.mark.parametrize("policy", ["nuantu", "greedy", "hungarian"])
def test_plans_of_the_policies_pass_whatever_blocks_and_bans_hold(conduct, policy) -> None:
    """Random blocks, rooms, ends of shift and bans: nothing forbidden is ever pushed."""
    for seed in range(12):
        rng = np.random.default_rng(seed)
        snapshot = make_snapshot(conduct, seed, 8, 12)
        snapshot = replace(
            snapshot, w_block=np.where(rng.random(8) < 0.3, 0, -1), w_room=rng.integers(0, 3, 8),
            w_off_s=NOW_S + rng.integers(-600, 7200, 8), w_on_s=NOW_S - rng.integers(-600, 600, 8),
            ban_order=rng.integers(0, 12, 20), ban_worker=rng.integers(0, 8, 20))
        check_plan(snapshot, make_policy(policy, seed).decide(snapshot))
