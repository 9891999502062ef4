"""D04 eta_extension: delays that are not the worker's prolong the promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault, lacking, stack
from nuantu.audit.weather import LEVELS, mark_alerts

KEYS = ["worker_id", "order_id", "cause"]
NAMED = ["worker_id_right", "order_id_right", "cause_right"]


def check(clause: Clause, case: Case) -> Query:
    """For each order and cause the extensions made before its delivery reach what its delays call for.

    Delays on two days are judged together, by the version of the first of them.
    """
    causes = clause.words_param("causes")
    pickups = _find_pickups(clause, case)
    finders: dict[str, Callable[[Clause, Case], ir.Table]] = {
        "merchant": partial(_find_kitchens, pickups), "weather": _find_weather, "gate": _find_gates}
    due = case.limit_workers(clause, stack(*(finders[cause](clause, case) for cause in sorted(causes))))
    summed = due.group_by(KEYS).agg(due_s=due.due_s.sum(), source_id=due.source_id.min(), day_s=due.day_s.min())
    units = case.records.keep(case.limit_days(clause, summed).drop("day_s"))
    given = _sum_given(case)
    joined = units.left_join(given, KEYS).drop(*NAMED)
    whole = joined.mutate(given_s=joined.given_s.fill_null(0))
    short = whole.filter(whole.given_s < whole.due_s)
    return Query(
        unit="order", units=units,
        breaches=fault(short, "short", events=("source_id", "given_id"), numbers=("cause", "due_s", "given_s")),
        grounds={"short": "{cause}: added_s {given_s} < due_s {due_s}"},
        needs=(Need(("created",), "ready_estimate_s"),) if "merchant" in causes else (),
        missing=_find_unready(pickups, clause, case) if "merchant" in causes else None,
    )


def read_added(clause: Clause, cause: str) -> int | None:
    """Seconds that the clause adds for a cause; ``None`` for the delay as it happened."""
    added = clause.params["added"]
    if not isinstance(added, Mapping):
        raise TypeError(f"{clause.id}.added does not map causes: {added!r}")
    return None if added[cause] == "actual" else int(added[cause])


def _find_delays(case: Case) -> ir.Table:
    """Pick-ups with the delay of the kitchen: worker_id, order_id, merchant_id, pick_id, at_s, delay_s."""
    orders = case.records.orders.select("order_id", "merchant_id", "ready_estimate_s")
    joined = case.spells.pickups.left_join(case.records.ready, "order_id").drop("order_id_right")
    joined = joined.left_join(orders, "order_id").drop("order_id_right")
    return joined.select("worker_id", "order_id", "merchant_id", "pick_id", at_s="pick_s",
                         delay_s=joined.ready_s - ibis.greatest(joined.arrived_s, joined.ready_estimate_s))


def _find_pickups(clause: Clause, case: Case) -> ir.Table:
    """Pick-ups after a kitchen that was late beyond the grace, or of which that is not known, with ``day_s``."""
    delays = case.limit_workers(clause, _find_delays(case))
    odd = delays.filter(delays.delay_s.isnull() | (delays.delay_s > clause.int_param("grace")))
    return case.records.keep(case.records.add_day(odd))


def _find_kitchens(pickups: ir.Table, clause: Clause, case: Case) -> ir.Table:
    """What late kitchens call for: the delay, or the stated seconds, for the order and for the others in that hand.

    Orders fetched at one merchant in one moment were waited for together: the longest of their delays counts.
    """
    added_s = read_added(clause, "merchant")
    late = pickups.filter(pickups.delay_s > clause.int_param("grace"))
    late = late.mutate(due_s=late.delay_s if added_s is None else ibis.literal(added_s, "int64"))
    own = late.select("worker_id", "order_id", "merchant_id", "day_s", "at_s", "due_s", source_id="pick_id")
    stops = own
    if clause.params["cascade"]:
        hands = case.spells.engaged.select("worker_id", "accept_id", "end_id", other_id="order_id")
        others = own.inner_join(hands, "worker_id")
        others = others.filter(others.other_id != others.order_id, others.accept_id < others.source_id,
                               others.end_id.isnull() | (others.end_id > others.source_id))
        stops = own.union(others.select("worker_id", "merchant_id", "day_s", "at_s", "due_s", "source_id",
                                        order_id="other_id").select(*own.columns))
    due = stops.group_by("worker_id", "order_id", "merchant_id", "day_s", "at_s").agg(
        due_s=stops.due_s.max(), source_id=stops.source_id.min())
    return due.select("worker_id", "order_id", "day_s", "due_s", "source_id", cause=ibis.literal("merchant"))


def _find_weather(clause: Clause, case: Case) -> ir.Table:
    """The stated seconds for every order accepted under an alert of any level."""
    taken = case.records.of_kind("accepted").select("event_id", "worker_id", "order_id", "day_s", "at_s")
    held = mark_alerts(case, taken, "at_s", LEVELS[0], None).filter(lambda t: t.alert_id.notnull())
    last = ibis.window(group_by="order_id")
    held = held.mutate(last_id=held.event_id.max().over(last)).filter(lambda t: t.event_id == t.last_id)
    added = ibis.literal(read_added(clause, "weather") or 0, "int64")
    return held.select("worker_id", "order_id", "day_s", due_s=added, source_id="event_id",
                       cause=ibis.literal("weather"))


def _find_gates(clause: Clause, case: Case) -> ir.Table:
    """The stated seconds for every order that was held at a gate, or all the time from there to the handover.

    An order that was never handed over was held for nobody knows how long, and calls for nothing.
    """
    gates, added_s = case.records.of_kind("arrived_gate"), read_added(clause, "gate")
    if added_s is not None:
        return gates.select("worker_id", "order_id", "day_s", due_s=ibis.literal(added_s, "int64"),
                            source_id="event_id", cause=ibis.literal("gate"))
    came = gates.group_by("worker_id", "order_id").agg(
        day_s=gates.day_s.min(), came_s=gates.at_s.min(), source_id=gates.event_id.min())
    done = case.spells.deliveries.select("worker_id", "order_id", "deliver_s")
    held = came.inner_join(done, ["worker_id", "order_id"])
    return held.select("worker_id", "order_id", "day_s", "source_id", due_s=held.deliver_s - held.came_s,
                       cause=ibis.literal("gate")).select("worker_id", "order_id", "day_s", "due_s", "source_id",
                                                          "cause")


def _sum_given(case: Case) -> ir.Table:
    """Seconds added before delivery, by worker, order and cause: given_s, given_id."""
    extended = case.records.of_kind("eta_extended").select(
        "worker_id", "order_id", "added_s", cause="reason", given_id="event_id")
    done = case.spells.deliveries.select("order_id", "deliver_id")
    known = extended.left_join(done, "order_id").drop("order_id_right")
    early = known.filter(known.deliver_id.isnull() | (known.given_id < known.deliver_id))
    return early.group_by(KEYS).agg(given_s=early.added_s.sum(), given_id=early.given_id.min())


def _find_unready(pickups: ir.Table, clause: Clause, case: Case) -> ir.Table:
    """Pick-ups of which the log does not say when the order was ready."""
    pickups = case.limit_days(clause, pickups)
    return lacking(pickups.filter(pickups.delay_s.isnull()), "events.merchant_ready", events=("pick_id",))
