"""Why this worker: what is told of the chosen one and of the others is what they could have done."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, NOW_S, OPEN, make_snapshot

from nuantu.dispatch.explain import TOLD, explain_pushes
from nuantu.dispatch.policies.registry import make_policy
from nuantu.dispatch.problem import Conduct


def ride_s(conduct: Conduct, x_m: float, y_m: float) -> int:
    """A ride by hand."""
    units = np.hypot(x_m, y_m) * conduct.detour_pm / 1000 * 3600 / conduct.speed_m_per_h / conduct.travel_unit_s
    return int(np.ceil(units - 1e-9)) * conduct.travel_unit_s


@pytest.mark.parametrize("conduct", [MDRP, OPEN])
def test_idle_workers_are_told_with_their_own_ride_wait_and_delivery(conduct: Conduct) -> None:
    """One order, six idle workers: every number can be had by hand, and the others come best first."""
    snapshot = make_snapshot(conduct, 3, 6, 1)
    plan = make_policy("greedy", 1).decide(snapshot)

    options = explain_pushes(snapshot, plan)[0]

    rows = []
    for w in [int(plan.push_worker[0]), *range(6)]:
        arrive = NOW_S + ride_s(conduct, snapshot.o_px_m[0] - snapshot.w_x_m[w], snapshot.o_py_m[0] - snapshot.w_y_m[w])
        pick = max(arrive + conduct.pickup_before_s, int(snapshot.o_ready_s[0]))
        done = pick + conduct.pickup_after_s + conduct.drop_before_s + ride_s(
            conduct, snapshot.o_px_m[0] - snapshot.o_dx_m[0], snapshot.o_py_m[0] - snapshot.o_dy_m[0])
        rows.append((w, arrive, pick, done))
    others = sorted((row for row in rows[1:] if row[0] != rows[0][0]), key=lambda row: (row[3], row[0]))[:TOLD]
    told = [(o.worker, o.arrive_s, o.pickup_s, o.deliver_s) for o in options]
    assert told[0] == rows[0]
    assert {row[1:] for row in told[1:]} <= {row[1:] for row in rows}
    assert [row[3] for row in told[1:]] == [row[3] for row in others]
    assert [o.status for o in options] == ["chosen", "feasible", "feasible", "feasible"]
    assert {(o.considered, o.allowed, o.others_delay_s) for o in options} == {(6, 6, 0)}


def test_blocked_and_banned_workers_are_told_as_such() -> None:
    """A blocked worker keeps its figures and names the clause; a banned pair is out of reach and comes last."""
    snapshot = make_snapshot(OPEN, 3, 4, 1)
    free = explain_pushes(snapshot, make_policy("greedy", 1).decide(snapshot))[0]
    blocked, banned = free[0].worker, free[1].worker
    block = snapshot.w_block.copy()
    block[blocked] = 0
    snapshot = replace(snapshot, w_block=block, ban_order=np.array([0]), ban_worker=np.array([banned]))

    options = explain_pushes(snapshot, make_policy("greedy", 1).decide(snapshot))[0]

    by_worker = {o.worker: o for o in options}
    assert (by_worker[blocked].status, by_worker[blocked].clause) == ("blocked", 0)
    assert by_worker[blocked].deliver_s == free[0].deliver_s
    assert options[-1].worker == banned
    assert options[-1].status == "unreachable"
    assert (options[0].considered, options[0].allowed) == (4, 3)


def test_the_delay_to_others_is_the_rise_of_their_deliveries() -> None:
    """With one worker for three orders, what each costs the others is not negative, and somebody waits."""
    snapshot = make_snapshot(MDRP, 5, 2, 6)
    plan = make_policy("greedy", 1).decide(snapshot)

    told = [option for options in explain_pushes(snapshot, plan) for option in options]

    assert told
    assert max(option.others_delay_s for option in told) > 0
