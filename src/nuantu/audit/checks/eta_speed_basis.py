"""D02 eta_speed_basis: the riding time inside each promise."""

from __future__ import annotations

from functools import reduce

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault, lacking, stack
from nuantu.audit.scope import covered_by
from nuantu.audit.truth import NO, surely

NOTHING = ibis.null("int64")
LEAST = "ceil(distance_m {distance_m} x 3600 / speed {speed}) = {least_s}"

GROUNDS = {"short": "riding_s {riding_s} < " + LEAST, "tight": "promised_s - at_s {whole_s} < " + LEAST}


def check(clause: Clause, case: Case) -> Query:
    """Every promise holds at least the riding time that the distance takes at the agreed speed.

    A clause that covers any worker of the log binds all promises: when one is made the rider is not known yet.
    """
    speed, records = clause.int_param("speed"), case.records
    told = records.keep(_tell_orders(clause, case, speed))
    # Most orders are placed once and have one promise, which is long enough: only the others are looked at one by one.
    doubted = told.filter(~told.fine)
    needs = (Need(("created",), "distance_m"), Need(("eta_quoted",), "riding_s"))
    if not records.value(doubted.count()):
        return Query(unit="order", units=told, needs=needs, breaches=fault(doubted, "short", worker=None),
                     grounds=GROUNDS, figures={"speed": speed})
    orders = records.orders_among(doubted)
    all_quotes = records.of_kind("eta_quoted").semi_join(doubted, "order_id")
    asked = case.limit_days(clause, all_quotes).select(
        "event_id", "at_s", "order_id", "worker_id", "riding_s", "promised_s")
    asked = asked.inner_join(orders.select("order_id", "distance_m"), "order_id")
    asked = records.keep(asked.mutate(least_s=_count_least_s(asked.distance_m, speed)))
    placed = case.limit_days(clause, records.add_day(orders, "placed_s")).select("order_id", "created_id")
    # Whether anybody took an order that has no promise.
    unquoted = records.keep(placed.anti_join(all_quotes, "order_id").semi_join(case.spells.engaged, "order_id"))
    short = asked.filter(asked.riding_s < asked.least_s)
    tight = asked.filter(asked.riding_s >= asked.least_s, asked.promised_s - asked.at_s < asked.least_s)
    tight = tight.mutate(whole_s=tight.promised_s - tight.at_s)
    dim = asked.filter(asked.least_s.isnull() | asked.riding_s.isnull())
    units = reduce(ir.Table.union, (rows.select("order_id") for rows in (told.filter(told.fine), asked, unquoted)))
    numbers = ("distance_m", "least_s")
    return Query(
        unit="order", units=units, needs=needs,
        breaches=stack(
            fault(short, "short", events=("event_id",), numbers=(*numbers, "riding_s")),
            fault(tight, "tight", events=("event_id",), numbers=(*numbers, "whole_s")),
        ),
        grounds=GROUNDS,
        figures={"speed": speed},
        missing=stack(
            lacking(unquoted, "events.eta_quoted", worker=None, events=("created_id",)),
            lacking(dim, "events.riding_s", events=("event_id",)),
        ),
    )


def _tell_orders(clause: Clause, case: Case, speed: int) -> ir.Table:
    """Orders (order_id), and whether each was placed once and has one promise, which is ``fine``; none where the clause
    covers nobody of the log."""
    records = case.records
    steps = records.of_kind("created", "eta_quoted")
    steps = case.limit_days(clause, steps if covered_by(clause, records) else steps.filter(NO))
    quoted = steps.kind == "eta_quoted"
    told = steps.group_by("order_id").agg(
        steps=steps.count(), riding_s=quoted.ifelse(steps.riding_s, NOTHING).max(),
        distance_m=quoted.ifelse(NOTHING, steps.distance_m).max(),
        whole_s=quoted.ifelse(steps.promised_s - steps.at_s, NOTHING).max())
    least_s = _count_least_s(told.distance_m, speed)
    # Two steps, of which one has a distance and one a riding time: each is there once.
    plain = told.order_id.notnull() & (told.steps == 2)
    return told.select("order_id", fine=surely(plain & (told.riding_s >= least_s) & (told.whole_s >= least_s)))


def _count_least_s(distance_m: ir.IntegerValue, speed: int) -> ir.IntegerValue:
    return (distance_m * 3600 + speed - 1) // speed
