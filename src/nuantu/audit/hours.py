"""Time that is paid by the hour: counted as a clause says, and supplements that follow from it day by day."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import PERIOD, add_paid, compare_dues, gather_paid, write_grounds
from nuantu.audit.query import Case, Query, lacking
from nuantu.audit.scope import covered_by
from nuantu.audit.tables import list_rows

DAY_KEYS = ("worker_id", "day_s")


def count_time(clause: Clause, case: Case) -> ir.Table:
    """Seconds that count by worker and day: worker_id, day_s, counted_s."""
    base = clause.word_param("base")
    if base == "worktime":
        case.spells.require_worktime(clause)
        return case.spells.worked_by_day
    spans = case.spells.engaged_by_day if base == "engaged" else case.spells.online_by_day
    return spans.group_by("worker_id", "day_s").agg(counted_s=(spans.end_s - spans.start_s).sum())


def find_ends(case: Case) -> ir.Table:
    """First and last event of each worker's day: worker_id, day_s, first_id, last_id."""
    own = case.records.events.filter(case.records.events.worker_id.notnull())
    return own.group_by("worker_id", "day_s").agg(first_id=own.event_id.min(), last_id=own.event_id.max())


def list_places(clause: Clause, case: Case, name: str) -> ir.Table:
    """Covered workers with the amount that a parameter has for their registered work place: worker_id, amount_minor
    (null where none is stated)."""
    place = {row[0]: row[4] for row in case.records.traits}
    rows = [(worker, clause.for_place(name, place[worker])) for worker in covered_by(clause, case.records)]
    return case.records.keep(list_rows({"worker_id": "string", "amount_minor": "int64"}, rows))


def list_day_units(clause: Clause, case: Case, counted: ir.Table, component: str) -> ir.Table:
    """Worker-days with counted time (worker_id, day_s, counted_s and more), and others that are paid for in the
    clause's name (nothing counted, null for the rest), with period, first_id, last_id and what is paid."""
    paid = gather_paid(clause, case, PERIOD, (component,))
    days = case.records.days.select("day_s", period="day")
    named = case.limit_workers(clause, paid.filter(paid.own_lines > 0)).inner_join(days, "period")
    other = named.select(*DAY_KEYS).anti_join(counted, list(DAY_KEYS))
    other = other.mutate(**{name: ibis.null(kind) for name, kind in counted.schema().items() if name not in DAY_KEYS})
    whole = counted.union(other.mutate(counted_s=ibis.literal(0, "int64")).select(*counted.columns))
    dated = whole.inner_join(days, "day_s")
    told = dated.left_join(find_ends(case), list(DAY_KEYS)).drop("worker_id_right", "day_s_right")
    return add_paid(paid, told, PERIOD)


def check_hours(clause: Clause, case: Case, units: ir.Table, needed: str) -> Query:
    """Each worker-day (as ``list_day_units`` lists them, with rate_minor) is paid its counted time at its rate.

    Where the rate is null nothing can be said for want of the field ``needed``.
    """
    listed = case.records.keep(units)
    known = listed.filter(listed.rate_minor.notnull())
    priced = case.records.keep(known.mutate(
        due_minor=divide_rounded(known.counted_s * known.rate_minor, 3600, clause.word_param("rounding"))))
    return Query(
        unit="worker_day", units=listed, breaches=compare_dues(priced, told=("counted_s", "rate_minor")),
        missing=lacking(listed.filter(listed.rate_minor.isnull()), needed, order=None, events=("first_id", "last_id")),
        grounds=write_grounds("round(counted_s {counted_s} x {rate_minor} / 3600)"),
    )
