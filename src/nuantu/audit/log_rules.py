"""Rules that every true log keeps: numbering, time, words, and the lives of orders and workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import ibis
from ibis import ir

from nuantu.audit.query import Case, fault, stack
from nuantu.audit.tables import PLAIN
from nuantu.audit.truth import NO, YES, possibly, surely
from nuantu.core.vocabulary import EVENT_KINDS

#: What may come just before in the life of one order ("" for nothing), besides its creation.
BEFORE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "pushed": ("", "declined", "reassigned"),
    "accepted": ("pushed",),
    "declined": ("pushed",),
    "merchant_arrived": ("accepted",),
    "picked_up": ("merchant_arrived",),
    "arrived_gate": ("picked_up",),
    "delivered": ("picked_up", "arrived_gate"),
    "reassigned": ("accepted", "merchant_arrived", "picked_up"),
    "cancelled": ("", "pushed", "accepted", "declined", "reassigned", "merchant_arrived", "picked_up", "arrived_gate"),
})
#: Steps that only the worker of the step before may take.
OWN: Final = ("accepted", "declined", "merchant_arrived", "picked_up", "arrived_gate", "delivered", "reassigned")
#: Steps after which an order must go on.
UNFINISHED: Final = ("pushed", "accepted", "merchant_arrived", "picked_up", "arrived_gate")
#: Straight lines are rounded up to whole metres; this is room for the last digit of a float.
ROUNDING_M: Final = 1.0
#: Places that are no numbers, or beyond all measure, are told as this far away.
FARTHEST_M: Final = 1e12


def find_gaps(case: Case) -> ir.Table:
    """Event ids run from 1 without gap or repetition."""
    wrong = case.uneven.filter(case.uneven.event_id - case.uneven.last_id != 1)
    return fault(wrong, "event_id does not follow", events=("event_id",), numbers=("event_id", "last_id"))


def find_backward_times(case: Case) -> ir.Table:
    """Time never runs backwards along event ids."""
    wrong = case.uneven.filter(case.uneven.at_s < case.uneven.last_s)
    return fault(wrong, "earlier than the event before", events=("event_id",), numbers=("at_s", "last_s"))


def find_unknown_kinds(case: Case) -> ir.Table:
    """Every kind is a word of the vocabulary."""
    events = case.records.events.select(PLAIN)
    wrong = events.filter(~events.kind.isin(sorted(EVENT_KINDS)))
    return fault(wrong, "unknown kind", events=("event_id",), numbers=("kind",))


def find_strangers(case: Case) -> ir.Table:
    """Every worker is registered, once and before anything else; every order is created, once and before all else."""
    events = case.records.events.select(PLAIN)
    found = []
    for kind, column in (("registered", "worker_id"), ("created", "order_id")):
        named = events.filter(events[column].notnull())
        said = (named.kind == kind).ifelse(named.event_id, ibis.null("int64"))
        ends = named.group_by(column).agg(first_id=named.event_id.min(), said_id=said.min(), times=said.count())
        odd = case.records.keep(
            ends.filter(possibly(ends.first_id != ends.said_id) | (ends.times > 1)).select(column, "first_id"))
        told = named.inner_join(odd, column)
        first = told.filter(told.event_id == told.first_id, told.kind != kind)
        again = told.filter(told.event_id != told.first_id, told.kind == kind)
        found.append(fault(first, f"appears without having been {kind}", events=("event_id",), numbers=("kind",)))
        found.append(fault(again, f"{kind} again", events=("event_id",), numbers=("kind",)))
    return stack(*found)


def find_broken_orders(case: Case) -> ir.Table:
    """Each order lives created, pushed, accepted, merchant_arrived, picked_up, delivered, step by step, in one hand."""
    odd = case.records.odd_steps
    steps = case.records.of_kind(*BEFORE).select(PLAIN).filter(NO) if odd is None else odd
    window = ibis.window(group_by="order_id", order_by="event_id")
    lived = steps.mutate(
        last_kind=steps.kind.lag().over(window).fill_null(""), last_id=steps.event_id.lag().over(window),
        last_worker=steps.worker_id.lag().over(window), next_kind=steps.kind.lead().over(window))
    allowed = NO
    for kind, before in BEFORE.items():
        allowed = allowed | ((lived.kind == kind) & lived.last_kind.isin(before))
    events, numbers = ("last_id", "event_id"), ("kind", "last_kind")
    skipped = lived.filter(~allowed)
    # A cancellation concerns the order, not a hand.
    other = lived.filter(allowed, lived.kind.isin(OWN), possibly(lived.worker_id != lived.last_worker))
    undone = lived.filter(lived.next_kind.isnull(), lived.kind.isin(UNFINISHED))
    return stack(fault(skipped, "step out of order", events=events, numbers=numbers),
                 fault(other, "step by another worker", events=events, numbers=numbers),
                 fault(undone, "never ended", events=("event_id",), numbers=numbers))


def find_unready(case: Case) -> ir.Table:
    """Nothing is picked up that is not ready."""
    picked = case.records.of_kind("picked_up").select(PLAIN)
    joined = picked.left_join(case.records.ready, "order_id").drop("order_id_right")
    wrong = joined.filter(possibly(joined.ready_id > joined.event_id))
    return fault(wrong, "picked up before it was ready", events=("event_id", "ready_id"), numbers=("at_s", "ready_s"))


def find_broken_duty(case: Case) -> ir.Table:
    """Workers go online and offline, rest and resume, in turn; orders are pushed only to those online."""
    found = []
    for opens, closes in (("online", "offline"), ("rest_start", "rest_end")):
        turns = case.records.of_kind(opens, closes).select(PLAIN)
        window = ibis.window(group_by="worker_id", order_by="event_id")
        turned = turns.mutate(last_kind=turns.kind.lag().over(window).fill_null(closes),
                              last_id=turns.event_id.lag().over(window))
        wrong = turned.filter(turned.kind == turned.last_kind)
        found.append(fault(wrong, "twice in a row", order=None, events=("last_id", "event_id"), numbers=("kind",)))
    duty = case.records.of_kind("online", "offline", "pushed").select(PLAIN)
    running = ibis.cumulative_window(group_by="worker_id", order_by="event_id")
    step = ibis.cases((duty.kind == "online", 1), (duty.kind == "offline", -1), else_=0).cast("int64")
    stood = duty.mutate(on=step.sum().over(running))
    away = stood.filter(stood.kind == "pushed", stood.on < 1)
    found.append(fault(away, "pushed while offline", events=("event_id",), numbers=("at_s",)))
    return stack(*found)


def find_dangling_references(case: Case) -> ir.Table:
    """What an event refers to is an earlier event."""
    events = case.records.events.select(*PLAIN, "ref_event_id")
    refers = events.filter(events.ref_event_id.notnull())
    ids = events.select(ref_event_id="event_id", known=YES)
    joined = refers.left_join(ids, "ref_event_id")
    wrong = joined.filter(joined.known.isnull() | (joined.ref_event_id >= joined.event_id))
    return fault(wrong, "refers to no earlier event", events=("event_id",), numbers=("ref_event_id",))


def find_shortened_distances(case: Case) -> ir.Table:
    """No way is shorter than the straight line between its ends."""
    places = ("distance_m", "x_m", "y_m", "from_x_m", "from_y_m")
    created = case.records.of_kind("created").select(*PLAIN, *places)
    width, height = created.x_m - created.from_x_m, created.y_m - created.from_y_m
    lined = created.mutate(line_m=(width * width + height * height).sqrt())
    wrong = lined.filter(lined.distance_m.cast("float64") < lined.line_m - ROUNDING_M)
    wrong = wrong.mutate(line_m=ibis.least(wrong.line_m, FARTHEST_M).floor().cast("int64"))
    return fault(wrong, "shorter than the straight line", events=("event_id",), numbers=("distance_m", "line_m"))


def find_undecided_pushes(case: Case) -> ir.Table:
    """Each push that names a decision has it on record, with this worker chosen for this order."""
    pushed = case.records.of_kind("pushed").select(*PLAIN, "decision_id")
    pushed = pushed.filter(pushed.decision_id.notnull())
    chosen = case.records.candidates.filter(case.records.candidates["rank"] == 0).select(
        "decision_id", chosen_worker="worker_id", chosen_order="order_id", chosen_status="status")
    joined = pushed.left_join(chosen, "decision_id").drop("decision_id_right")
    right = ((joined.chosen_worker == joined.worker_id) & (joined.chosen_order == joined.order_id)
             & (joined.chosen_status == "chosen"))
    return fault(joined.filter(~surely(right)), "the decision says otherwise", events=("event_id",),
                 numbers=("decision_id", "chosen_worker", "chosen_order", "chosen_status"))


LOG_RULES: Final[Mapping[str, Callable[[Case], ir.Table]]] = MappingProxyType({
    "numbering": find_gaps,
    "time": find_backward_times,
    "vocabulary": find_unknown_kinds,
    "strangers": find_strangers,
    "order life": find_broken_orders,
    "readiness": find_unready,
    "duty": find_broken_duty,
    "references": find_dangling_references,
    "distance": find_shortened_distances,
    "decisions": find_undecided_pushes,
})
