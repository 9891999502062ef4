"""The lives of orders, told in one row each where they are plain, and step by step where they are not.

Most orders are pushed, accepted, fetched and delivered once, in one hand. Whatever does not go so is looked at event
by event; a sum over the events of an order tells the two apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Final

import ibis
from ibis import ir

from nuantu.audit.truth import surely

#: The steps of a plain life, each once, in this order and in one hand; a gate may stand before the last.
STEPS: Final = ("pushed", "accepted", "merchant_arrived", "picked_up", "delivered")
GATE: Final = "arrived_gate"
#: All steps that a life may have, besides its creation.
LIFE: Final = (*STEPS, GATE, "declined", "reassigned", "cancelled")
#: The steps by which an order comes into a hand and out of it.
HELD: Final = ("accepted", "delivered", "cancelled", "reassigned")


def tell_lives(events: ir.Table) -> ir.Table:
    """One row an order with a step: order_id, worker_id, ``plain``, and where it is plain ``<step>_id`` and
    ``<step>_s`` of each of ``STEPS``."""
    steps = events.filter(events.kind.isin(LIFE))
    nothing = ibis.null("int64")
    ids = {f"{kind}_id": (steps.kind == kind).ifelse(steps.event_id, nothing).min() for kind in (*STEPS, GATE)}
    moments = {f"{kind}_s": (steps.kind == kind).ifelse(steps.at_s, nothing).min() for kind in STEPS}
    told = steps.group_by("order_id").agg(
        steps=steps.count(), worker_id=steps.worker_id.min(), other_id=steps.worker_id.max(),
        hands=steps.worker_id.count(), **ids, **moments)
    # Five steps, of each kind one at least: each is there once.
    gates = told[f"{GATE}_id"].notnull()
    own = [told.order_id.notnull(), told.worker_id == told.other_id, told.hands == told.steps,
           told.steps == len(STEPS) + gates.cast("int64")]
    row = [told[f"{kind}_id"] < told[f"{following}_id"] for kind, following in pairwise(STEPS)]
    gate = told[f"{GATE}_id"]
    passed = ~gates | ((gate > told[f"{STEPS[-2]}_id"]) & (gate < told[f"{STEPS[-1]}_id"]))
    return told.mutate(plain=surely(reduce(and_, [*own, *row, passed]))).drop(
        "steps", "other_id", "hands", f"{GATE}_id")


def tell_hands(events: ir.Table) -> ir.Table:
    """One row an order that was in a hand, as ``tell_lives`` tells it, but of ``HELD`` alone: order_id, worker_id,
    ``plain`` (accepted once and delivered once, in one hand), and where it is plain accepted_id, accepted_s,
    delivered_id, delivered_s.

    Whoever asks only in whose hand an order was need not know the rest of its life, nor read it.
    """
    steps = events.filter(events.kind.isin(HELD))
    accepted, delivered, nothing = steps.kind == "accepted", steps.kind == "delivered", ibis.null("int64")
    # Two steps, of which one is an acceptance and one a delivery: each is there once.
    told = steps.group_by("order_id").agg(
        steps=steps.count(), worker_id=steps.worker_id.min(), other_id=steps.worker_id.max(),
        hands=steps.worker_id.count(),
        accepted_id=accepted.ifelse(steps.event_id, nothing).max(),
        accepted_s=accepted.ifelse(steps.at_s, nothing).max(),
        delivered_id=delivered.ifelse(steps.event_id, nothing).max(),
        delivered_s=delivered.ifelse(steps.at_s, nothing).max())
    own = [told.order_id.notnull(), told.worker_id == told.other_id, told.hands == 2, told.steps == 2,
           told.accepted_id < told.delivered_id]
    return told.select("order_id", "worker_id", "accepted_id", "accepted_s", "delivered_id", "delivered_s",
                       plain=surely(reduce(and_, own)))


def list_odd_steps(events: ir.Table, lives: ir.Table, kinds: Sequence[str] = LIFE) -> ir.Table:
    """The steps of these kinds of all orders whose life is not plain, and of none."""
    steps = events.filter(events.kind.isin(kinds))
    named = steps.semi_join(lives.filter(~lives.plain), "order_id")
    return named.union(steps.filter(steps.order_id.isnull()).select(*named.columns))
