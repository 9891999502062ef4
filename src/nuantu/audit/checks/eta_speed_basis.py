"""D02 eta_speed_basis: the riding time inside each promise."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault, lacking, stack
from nuantu.audit.scope import covered_by
from nuantu.audit.truth import NO

LEAST = "ceil(distance_m {distance_m} x 3600 / speed {speed}) = {least_s}"


def check(clause: Clause, case: Case) -> Query:
    """Every promise holds at least the riding time that the distance takes at the agreed speed.

    A clause that covers any worker of the log binds all promises: when one is made the rider is not known yet.
    """
    speed = clause.int_param("speed")
    orders = case.records.orders
    orders = orders if covered_by(clause, case.records) else orders.filter(NO)
    placed = case.limit_days(clause, case.records.add_day(orders, "placed_s"))
    all_quotes = case.records.of_kind("eta_quoted")
    quotes = case.limit_days(clause, all_quotes).select(
        "event_id", "at_s", "order_id", "worker_id", "riding_s", "promised_s")
    asked = quotes.inner_join(orders.select("order_id", "distance_m"), "order_id")
    asked = case.records.keep(asked.mutate(least_s=(asked.distance_m * 3600 + speed - 1) // speed))
    short = asked.filter(asked.riding_s < asked.least_s)
    tight = asked.filter(asked.riding_s >= asked.least_s, asked.promised_s - asked.at_s < asked.least_s)
    tight = tight.mutate(whole_s=tight.promised_s - tight.at_s)
    # Most orders have a promise: only of the others it is looked up whether anybody took them.
    silent = case.records.keep(placed.select("order_id", "created_id").anti_join(all_quotes, "order_id"))
    unquoted = case.records.keep(silent.semi_join(case.spells.engaged, "order_id"))
    dim = asked.filter(asked.least_s.isnull() | asked.riding_s.isnull())
    units = asked.select("order_id").union(unquoted.select("order_id"))
    numbers = ("distance_m", "least_s")
    return Query(
        unit="order", units=units, needs=(Need(("created",), "distance_m"), Need(("eta_quoted",), "riding_s")),
        breaches=stack(
            fault(short, "short", events=("event_id",), numbers=(*numbers, "riding_s")),
            fault(tight, "tight", events=("event_id",), numbers=(*numbers, "whole_s")),
        ),
        grounds={"short": "riding_s {riding_s} < " + LEAST, "tight": "promised_s - at_s {whole_s} < " + LEAST},
        figures={"speed": speed},
        missing=stack(
            lacking(unquoted, "events.eta_quoted", worker=None, events=("created_id",)),
            lacking(dim, "events.riding_s", events=("event_id",)),
        ),
    )
