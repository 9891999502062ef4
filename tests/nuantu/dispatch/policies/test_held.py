"""What is held stays, in the sequence in which it was planned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.nuantu.dispatch.small_snapshot import MDRP, make_snapshot

from nuantu.dispatch.policies.held import hold_trips, plan_trips_pushed, split_pairs
from nuantu.dispatch.problem import Plan

EMPTY = np.zeros(0, np.int64)


def test_held_orders_form_one_trip_in_the_last_plans_sequence() -> None:
    """Orders 1 and 4 with worker 2, planned 4 before 1."""
    snapshot = make_snapshot(MDRP, 1)
    holder = snapshot.o_holder.copy()
    holder[[1, 4]] = 2
    prior = Plan(np.array([0, 0, 0, 4, 4, 4, 4]), np.array([4, 1, 4, 1]), np.array([0, 0, 1, 1]), EMPTY, EMPTY)

    seq, head, lengths = hold_trips(replace(snapshot, o_holder=holder, prior=prior))

    assert lengths.tolist() == [0, 0, 2, 0, 0, 0]
    assert (seq[2, :2].tolist(), head[2, :2].tolist()) == ([4, 1], [1, 0])
    plan = plan_trips_pushed(seq, head, lengths, [(3, 5)])
    assert (plan.order.tolist(), plan.kind.tolist()) == ([4, 1, 4, 1], [0, 0, 1, 1])
    assert (plan.push_order.tolist(), plan.push_worker.tolist()) == ([3], [5])


def test_pairs_become_two_arrays_even_when_there_are_none() -> None:
    """Whole numbers of 64 bits."""
    left, right = split_pairs([])

    assert (len(left), len(right), left.dtype, right.dtype) == (0, 0, np.int64, np.int64)
