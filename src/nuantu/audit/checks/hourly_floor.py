"""P01 hourly_floor: the day's pay reaches the floor for every counted hour."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.hours import count_time, find_ends, list_places
from nuantu.audit.place_time import find_placeless, weigh_by_place
from nuantu.audit.query import Case, Query, fault, lacking, stack


def check(clause: Clause, case: Case) -> Query:
    """For each worker and day: counted time from the log, what the floor gives for it, pay that counts, and the top-up.

    Of a worker-day for whose work place, or the place of whose order in hand, the clause states no floor, nothing can
    be said.
    """
    by_order = clause.word_param("place") == "order"
    weighed = weigh_by_place(clause, case) if by_order else _weigh_registered(clause, case)
    bare = case.records.keep(find_placeless(clause, case) if by_order else _find_unplaced(clause, case))
    if by_order:
        only = bare.anti_join(weighed, bare.columns)
        nothing = ibis.literal(0, "int64")
        weighed = weighed.union(only.mutate(counted_s=nothing, product=nothing).select(*weighed.columns))
    all_days = case.records.keep(_sum_days(clause, case, weighed))
    unknown = all_days.semi_join(bare, bare.columns)
    days = all_days.anti_join(bare, bare.columns)
    summed = days.mutate(whole_minor=divide_rounded(days.product, 3600, clause.word_param("rounding")))
    units = case.records.keep(summed.mutate(
        due_minor=ibis.greatest(summed.whole_minor - summed.included_minor, 0)))
    short = units.filter(units.paid_minor < units.due_minor)
    wrong = units.filter(units.paid_minor >= units.due_minor, units.own_lines > 0,
                         (units.own_minor != units.due_minor) | (units.own_lines > 1))
    numbers = ("counted_s", "floor_minor", "product", "whole_minor", "included_minor", "due_minor", "paid_minor",
               "own_minor", "own_lines")
    events = ("first_id", "last_id")
    head = ("round(product {product} of counted_s {counted_s} / 3600)" if by_order else
            "round(counted_s {counted_s} x {floor_minor} / 3600)")
    head += " = {whole_minor}; - included_minor {included_minor} = due_minor {due_minor}; "
    return Query(
        unit="worker_day", units=all_days,
        breaches=stack(fault(short, "short", order=None, events=events, lines="line_ids", numbers=numbers),
                       fault(wrong, "wrong", order=None, events=events, lines="line_ids", numbers=numbers)),
        missing=lacking(unknown, f"a floor for events.place_code ({'created' if by_order else 'registered'})",
                        order=None, events=events),
        grounds={"short": head + "paid_minor {paid_minor}",
                 "wrong": head + "own_minor {own_minor} in {own_lines} lines"},
    )


def _weigh_registered(clause: Clause, case: Case) -> ir.Table:
    """Counted time of worker-days with the floor of the registered place: also floor_minor (0 for none), product."""
    floors = list_places(clause, case, "floor")
    counted = case.limit(clause, count_time(clause, case)).inner_join(floors, "worker_id")
    return counted.select("worker_id", "day_s", "counted_s", floor_minor=counted.amount_minor.fill_null(0),
                          product=counted.counted_s * counted.amount_minor.fill_null(0))


def _find_unplaced(clause: Clause, case: Case) -> ir.Table:
    """Covered workers for whose registered place no floor is stated: worker_id."""
    floors = list_places(clause, case, "floor")
    return floors.filter(floors.amount_minor.isnull()).select("worker_id")


def _sum_days(clause: Clause, case: Case, weighed: ir.Table) -> ir.Table:
    """One row a worker and day: counted_s, floor_minor (0 where orders' places decide), product, included_minor,
    paid_minor, own_minor, own_lines, line_ids, first_id and last_id (events)."""
    keys = ["worker_id", "day_s"]
    named = ["worker_id_right", "day_s_right"]
    if "floor_minor" not in weighed.columns:
        weighed = weighed.mutate(floor_minor=ibis.literal(0, "int64"))
    counted = case.limit(clause, weighed)
    ledger = case.records.ledger.inner_join(
        case.records.days.select("day_s", period="day"), "period").filter(lambda t: t.account == "worker_pay")
    included = ledger.filter(ledger.component.isin(sorted(clause.words_param("include"))))
    included = included.group_by(keys).agg(included_minor=included.amount_minor.sum())
    topped = case.limit(clause, ledger.filter(ledger.component == "floor_topup",
                                              ledger.clause_id.isin(case.ids_of_type(clause))))
    own = topped.clause_id == clause.id
    topped = topped.group_by(keys).agg(
        paid_minor=topped.amount_minor.sum(), own_minor=own.ifelse(topped.amount_minor, 0).sum(),
        own_lines=own.cast("int64").sum(), line_ids=topped.line_id.collect())
    own_keys = counted.select(keys).union(topped.select(keys)).distinct()
    whole = own_keys.left_join(counted, keys).drop(*named).left_join(included, keys).drop(*named)
    whole = whole.left_join(topped, keys).drop(*named).left_join(find_ends(case), keys).drop(*named)
    numbers = ("counted_s", "floor_minor", "product", "included_minor", "paid_minor", "own_minor", "own_lines")
    return whole.mutate(**{name: whole[name].fill_null(0) for name in numbers})
