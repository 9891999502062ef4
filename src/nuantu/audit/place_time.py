"""Counted time by the floor of the place of the order in hand, of several orders the highest.

The time during which an order of some floor or a higher one was in hand is counted floor by floor; the difference of
two neighbouring floors is the time that has the lower of them.
"""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case
from nuantu.audit.spells import count_worktime
from nuantu.audit.tables import list_rows
from nuantu.core.errors import AgreementError

KEYS = ("worker_id", "day_s")


def weigh_by_place(clause: Clause, case: Case) -> ir.Table:
    """Counted time of worker-days: worker_id, day_s, counted_s and product (sum over the seconds of their floors).

    Raises AgreementError for a clause by online time: time without an order has no place.
    """
    if clause.word_param("base") == "online":
        raise AgreementError(
            f"clause {clause.id} (hourly_floor) counts time online by the place of the order in hand, and time without "
            "an order has no place", field="place",
            fix="count engaged time or working time, or take the registered place")
    placed = case.records.keep(_place_orders(clause, case))
    floors = sorted(row["floor_minor"] for row in case.records.rows(placed.select("floor_minor").distinct())
                    if row["floor_minor"] is not None)
    levels = list_rows({"level": "int64"}, [(floor,) for floor in floors])
    stepped = placed.filter(placed.floor_minor.notnull()).inner_join(levels, placed.floor_minor >= levels.level)
    spans = case.records.keep(_sweep(clause, case, stepped.select("worker_id", "level", "start_s", "end_s")))
    reached = spans.group_by(*KEYS, "level").agg(reached_s=(spans.end_s - spans.start_s).sum())
    upward = ibis.window(group_by=list(KEYS), order_by="level")
    own = reached.mutate(own_s=reached.reached_s - reached.reached_s.lead().over(upward).fill_null(0))
    if clause.word_param("base") == "worktime":
        termed = case.spells.add_terms(own, "day_s")
        own = termed.mutate(own_s=count_worktime(termed.own_s, termed.allowance_pm))
    return own.group_by(*KEYS).agg(counted_s=own.own_s.sum(), product=(own.own_s * own.level).sum())


def find_placeless(clause: Clause, case: Case) -> ir.Table:
    """Worker-days (worker_id, day_s) with an order in hand for whose place the clause states no floor."""
    placed = _place_orders(clause, case)
    bare = placed.filter(placed.floor_minor.isnull())
    days = case.records.days.select("day_s", "day_end_s")
    met = bare.inner_join(days, [bare.start_s < days.day_end_s, bare.end_s > days.day_s])
    return met.select(*KEYS).distinct()


def _place_orders(clause: Clause, case: Case) -> ir.Table:
    """Orders in hand with their floor: worker_id, start_s, end_s, floor_minor (null for none)."""
    codes = [row["place_code"] for row in case.records.rows(case.records.orders.select("place_code").distinct())]
    floors = list_rows({"code": "string", "floor_minor": "int64"},
                       [(code or "", clause.for_place("floor", code)) for code in dict.fromkeys(codes)])
    orders = case.records.orders.select("order_id", code=case.records.orders.place_code.fill_null(""))
    held = case.spells.engaged.left_join(orders, "order_id").drop("order_id_right")
    priced = held.mutate(code=held.code.fill_null("")).left_join(floors, "code")
    return priced.select("worker_id", "start_s", "end_s", "floor_minor")


def _sweep(clause: Clause, case: Case, spans: ir.Table) -> ir.Table:
    """Stretches of each worker and level, less long rests where working time is counted, cut at local midnights:
    worker_id, level, day_s, start_s, end_s."""
    by = ["worker_id", "level"]
    levels = spans.select(*by).distinct()
    steps = _step(spans, 1, 0, "start_s").union(_step(spans, -1, 0, "end_s"))
    midnights = levels.cross_join(case.records.days.select(at_s="day_s"))
    steps = steps.union(midnights.mutate(busy=ibis.literal(0, "int64"), rest=ibis.literal(0, "int64")))
    if clause.word_param("base") == "worktime":
        rests = case.spells.long_rests.inner_join(levels, "worker_id")
        rests = rests.select(*by, "start_s", "end_s")
        steps = steps.union(_step(rests, 0, 1, "start_s")).union(_step(rests, 0, -1, "end_s"))
    merged = steps.group_by(*by, "at_s").agg(busy=steps.busy.sum(), rest=steps.rest.sum())
    running = ibis.cumulative_window(group_by=by, order_by="at_s")
    following = ibis.window(group_by=by, order_by="at_s")
    swept = merged.mutate(hands=merged.busy.sum().over(running), rests=merged.rest.sum().over(running),
                          end_s=merged.at_s.lead().over(following))
    kept = swept.filter(swept.hands > 0, swept.rests <= 0, swept.end_s.notnull())
    return case.records.add_day(kept.select(*by, "end_s", start_s="at_s"), "start_s")


def _step(spans: ir.Table, busy: int, rest: int, at: str) -> ir.Table:
    return spans.select("worker_id", "level", at_s=at).mutate(busy=ibis.literal(busy, "int64"),
                                                            rest=ibis.literal(rest, "int64"))
