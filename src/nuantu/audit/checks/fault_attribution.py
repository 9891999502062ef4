"""D20 fault_attribution: points are taken only where responsibility was verified and nothing excuses the worker."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO, possibly
from nuantu.audit.weather import find_alerts


def check(clause: Clause, case: Case) -> Query:
    """Each loss of points for these reasons was verified, and no excluded cause is on record for its order."""
    changes = case.records.of_kind("score_change")
    losses = changes.filter(changes.score_delta.fill_null(-1) < 0,
                            changes.reason.isin(sorted(clause.words_param("reasons"))))
    units = case.records.keep(case.limit(clause, losses).select(
        "event_id", "worker_id", "order_id", "day_s", "reason", "score_delta", "outcome", "actor"))
    by_person = clause.word_param("verified_by") == "person"
    verified = units.outcome == "verified"
    alone = units.filter(verified, possibly(units.actor != "person") if by_person else NO)
    causes = _find_causes(clause, case, units)
    causes = case.records.keep(causes)
    first = causes.group_by("event_id").agg(cause=causes.cause.min(), cause_id=causes.cause_id.min())
    excused = units.inner_join(first, "event_id")
    numbers = ("score_delta", "reason", "outcome", "actor")
    return Query(
        unit="event", units=units,
        breaches=stack(
            fault(units.filter(~verified.fill_null(NO)), "unverified", events=("event_id",), numbers=numbers),
            fault(alone, "machine", events=("event_id",), numbers=numbers),
            fault(excused, "excused", events=("event_id",), numbers=("score_delta", "reason", "cause", "cause_id")),
        ),
        grounds={"unverified": "score_delta {score_delta} for {reason}; outcome {outcome}, not verified",
                 "machine": "score_delta {score_delta} for {reason} verified by {actor}, not a person",
                 "excused": "score_delta {score_delta} for {reason}; {cause} on record (event {cause_id})"},
        missing=lacking(units.filter(units.order_id.isnull()), "events.order_id (score_change)", events=("event_id",)),
    )


def _find_causes(clause: Clause, case: Case, units: ir.Table) -> ir.Table:
    """Excluded causes on record for the orders of these losses: event_id (of the loss), cause, cause_id."""
    excluded = clause.words_param("excluded")
    orders = units.filter(units.order_id.notnull()).select("event_id", "worker_id", "order_id")
    extended = case.records.of_kind("eta_extended")
    extended = extended.filter(extended.reason.isin(sorted(excluded)) if excluded else NO)
    extended = extended.select("order_id", cause="reason", cause_id="event_id")
    found = orders.inner_join(extended, "order_id").select("event_id", "cause", "cause_id")
    if "merchant" in excluded:
        found = found.union(_find_slow_meals(clause, case, orders))
    if "weather" in excluded:
        found = found.union(_find_weather(clause, case, orders))
    return found


def _find_slow_meals(clause: Clause, case: Case, orders: ir.Table) -> ir.Table:
    arrived = case.records.of_kind("merchant_arrived").semi_join(orders, "order_id")
    arrived = arrived.group_by("worker_id", "order_id").agg(arrive_s=arrived.at_s.max())
    ready = case.records.of_kind("merchant_ready").select("order_id", ready_s="at_s", cause_id="event_id")
    rows = orders.inner_join(arrived, ["worker_id", "order_id"]).inner_join(ready, "order_id")
    rows = rows.inner_join(case.records.orders.select("order_id", "ready_estimate_s"), "order_id")
    expected_s = ibis.greatest(rows.arrive_s, rows.ready_estimate_s.fill_null(rows.arrive_s))
    slow = rows.filter(rows.ready_s - expected_s > clause.int_param("grace"))
    return slow.select("event_id", "cause_id", cause=ibis.literal("merchant")).select("event_id", "cause", "cause_id")


def _find_weather(clause: Clause, case: Case, orders: ir.Table) -> ir.Table:
    done = case.spells.deliveries.select("worker_id", "order_id", "accept_s", "deliver_s")
    points = case.records.keep(orders.inner_join(done, ["worker_id", "order_id"]))
    level = clause.word_param("alert_level")
    held = [find_alerts(case, points.filter(points[at].notnull()), at, level, None) for at in ("accept_s", "deliver_s")]
    both = held[0].union(held[1])
    return both.select("event_id", cause=ibis.literal("weather"), cause_id="alert_id")
