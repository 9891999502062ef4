"""P01 hourly_floor: the day's pay reaches the floor for every counted hour."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.scope import covered_by
from nuantu.audit.tables import list_rows


def check(clause: Clause, case: Case) -> Query:
    """For each worker and day: counted time from the log, what the floor gives for it, pay that counts, and the top-up.

    Of a worker for whose work place the clause states no floor, nothing can be said.
    """
    all_days = case.records.keep(_sum_days(clause, case))
    known, unknown = _list_floors(clause, case)
    days = case.records.keep(all_days.inner_join(known, "worker_id"))
    due_all = divide_rounded(days.counted_s * days.floor_minor, 3600, clause.word_param("rounding"))
    summed = days.mutate(whole_minor=due_all)
    units = case.records.keep(summed.mutate(
        due_minor=ibis.greatest(summed.whole_minor - summed.included_minor, 0)))
    short = units.filter(units.paid_minor < units.due_minor)
    wrong = units.filter(units.paid_minor >= units.due_minor, units.own_lines > 0,
                         (units.own_minor != units.due_minor) | (units.own_lines > 1))
    numbers = ("counted_s", "floor_minor", "whole_minor", "included_minor", "due_minor", "paid_minor", "own_minor",
               "own_lines")
    events = ("first_id", "last_id")
    head = ("round(counted_s {counted_s} x {floor_minor} / 3600) = {whole_minor}; - included_minor {included_minor} "
            "= due_minor {due_minor}; ")
    return Query(
        unit="worker_day", units=all_days,
        breaches=stack(fault(short, "short", order=None, events=events, lines="line_ids", numbers=numbers),
                       fault(wrong, "wrong", order=None, events=events, lines="line_ids", numbers=numbers)),
        missing=lacking(all_days.inner_join(unknown, "worker_id"), "a floor for events.place_code (registered)",
                        order=None, events=events),
        grounds={"short": head + "paid_minor {paid_minor}",
                 "wrong": head + "own_minor {own_minor} in {own_lines} lines"},
    )


def _sum_days(clause: Clause, case: Case) -> ir.Table:
    """One row a worker and day: counted_s, included_minor, paid_minor, own_minor, own_lines, line_ids,
    first_id and last_id (events)."""
    keys = ["worker_id", "day_s"]
    named = ["worker_id_right", "day_s_right"]
    counted = case.limit(clause, _count_time(clause, case))
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
    whole = whole.left_join(topped, keys).drop(*named).left_join(_find_ends(case), keys).drop(*named)
    numbers = ("counted_s", "included_minor", "paid_minor", "own_minor", "own_lines")
    return whole.mutate(**{name: whole[name].fill_null(0) for name in numbers})


def _count_time(clause: Clause, case: Case) -> ir.Table:
    """Seconds that count by worker and day: worker_id, day_s, counted_s."""
    base = clause.word_param("base")
    if base == "worktime":
        case.spells.require_worktime(clause)
        return case.spells.worked_by_day
    spans = case.spells.engaged_by_day if base == "engaged" else case.spells.online_by_day
    return spans.group_by("worker_id", "day_s").agg(counted_s=(spans.end_s - spans.start_s).sum())


def _find_ends(case: Case) -> ir.Table:
    """First and last event of each worker's day."""
    own = case.records.events.filter(case.records.events.worker_id.notnull())
    return own.group_by("worker_id", "day_s").agg(first_id=own.event_id.min(), last_id=own.event_id.max())


def _list_floors(clause: Clause, case: Case) -> tuple[ir.Table, ir.Table]:
    """Covered workers by their work place: worker_id and floor_minor; and worker_id of those without a floor."""
    place = {row[0]: row[4] for row in case.records.traits}
    floors = [(worker, clause.for_place("floor", place[worker])) for worker in covered_by(clause, case.records)]
    known = [(worker, floor) for worker, floor in floors if floor is not None]
    unknown = [(worker,) for worker, floor in floors if floor is None]
    types = {"worker_id": "string", "floor_minor": "int64"}
    return (case.records.keep(list_rows(types, known)),
            case.records.keep(list_rows({"worker_id": "string"}, unknown)))
