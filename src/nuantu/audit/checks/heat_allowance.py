"""P08 heat_allowance: work in the heat has its money, by the month or by the hot day."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.checks.winter_supplement import list_season
from nuantu.audit.dues import PERIOD, add_paid, compare_dues, gather_paid, write_grounds
from nuantu.audit.held import Held, hold_clause, name_units
from nuantu.audit.hours import find_ends
from nuantu.audit.query import Case, Need, Query
from nuantu.core.times import falls_in_season


def check(clause: Clause, case: Case) -> Query:
    """Days worked in the season are paid for by the month, or each that was hot; nothing else is."""
    if clause.optional_int("daily") is None:
        return _check_months(clause, case)
    return _check_days(clause, case)


def _list_worked(clause: Clause, case: Case) -> ir.Table:
    """Worker-days of the season with an order in hand: worker_id, day_s, first_id, last_id."""
    season = list_season(clause, case)
    worked = case.limit_workers(clause, case.spells.engaged_by_day).select("worker_id", "day_s").distinct()
    worked = worked.filter(worked.day_s.isin(season) if season else ibis.literal(value=False))
    keys = ["worker_id", "day_s"]
    return worked.left_join(find_ends(case), keys).drop("worker_id_right", "day_s_right")


def _add_unasked(clause: Clause, case: Case, due: ir.Table, days: ir.Table) -> ir.Table:
    """What is due with what is paid, and rows that are paid in the clause's name where nothing is."""
    paid = gather_paid(clause, case, PERIOD, ("heat",))
    named = case.limit_workers(clause, paid.filter(paid.own_lines > 0)).semi_join(days, "period")
    other = named.select(*PERIOD).anti_join(due, list(PERIOD))
    other = other.mutate(**{name: ibis.null(kind) for name, kind in due.schema().items() if name not in PERIOD})
    other = other.mutate(due_minor=ibis.literal(0, "int64"), worked_days=ibis.literal(0, "int64"))
    return case.records.keep(add_paid(paid, due.union(other.select(*due.columns)), PERIOD))


def _check_months(clause: Clause, case: Case) -> Query:
    held = hold_clause(clause, case, "month")
    full = clause.int_param("full_attendance")
    dated = _list_worked(clause, case).inner_join(held.days.select("day_s", "period"), "day_s")
    days = dated.group_by(*PERIOD).agg(worked_days=dated.count(), first_id=dated.first_id.min(),
                                       last_id=dated.last_id.max())
    due = days.mutate(due_minor=divide_rounded(ibis.least(days.worked_days, full) * clause.int_param("monthly"), full,
                                               clause.word_param("rounding")))
    units = _add_unasked(clause, case, due, held.days.select("period").distinct())
    missing = held.missing if _touches_season(clause, held) else held.missing.limit(0)
    return Query(
        unit="worker_month", units=name_units(units, missing), missing=missing,
        figures={"monthly_minor": clause.int_param("monthly"), "full": full},
        breaches=compare_dues(units, told=("worked_days",)),
        grounds=write_grounds("round(worked_days {worked_days}, at most {full}, x {monthly_minor} / {full})"),
    )


def _touches_season(clause: Clause, held: Held) -> bool:
    """Whether a month that the log holds in part has days of the season."""
    bounds = (clause.int_param("first_day"), clause.int_param("last_day"))
    return any(falls_in_season(day, *bounds) for day in held.partial_days)


def _check_days(clause: Clause, case: Case) -> Query:
    worked = case.limit(clause, _list_worked(clause, case))
    days = case.records.days.select("day_s", period="day")
    hot = case.records.keep(_find_hot(clause, case, worked))
    due = worked.semi_join(hot, ["worker_id", "day_s"]).inner_join(days, "day_s").drop("day_s")
    due = due.mutate(due_minor=ibis.literal(clause.int_param("daily"), "int64"), worked_days=ibis.literal(1, "int64"))
    units = _add_unasked(clause, case, due, case.limit_days(clause, days).select("period"))
    return Query(
        unit="worker_day", units=units, figures={"daily_minor": clause.int_param("daily")},
        breaches=compare_dues(units, told=("worked_days",)),
        grounds=write_grounds("hot days worked {worked_days} x {daily_minor}"),
        needs=(Need(("temperature",), "celsius_tenths"),),
    )


def _find_hot(clause: Clause, case: Case, worked: ir.Table) -> ir.Table:
    """Worker-days (worker_id, day_s) for which a measurement of the threshold or more is on record."""
    heat = case.records.of_kind("temperature")
    heat = heat.filter(heat.celsius_tenths >= clause.int_param("threshold"))
    heat = heat.select("day_s", "district_id", heat_code="place_code").distinct()
    general = heat.filter(heat.district_id.isnull())
    workers = worked.select("worker_id", "day_s").inner_join(
        case.records.workers.select("worker_id", "place_code"), "worker_id")
    placed = workers.inner_join(general.select("day_s", "heat_code"), "day_s")
    placed = placed.filter(placed.heat_code.isnull() | placed.place_code.fill_null("").startswith(
        placed.heat_code.fill_null("")))
    local = heat.filter(heat.district_id.notnull()).select("day_s", "district_id")
    orders = case.spells.engaged.inner_join(case.records.orders.select("order_id", "district_id"), "order_id")
    days = case.records.days.select("day_s", "day_end_s").inner_join(local, "day_s").select(
        "day_end_s", hot_day_s="day_s", hot_id="district_id")
    carried = orders.inner_join(days, [orders.district_id == days.hot_id, orders.start_s < days.day_end_s,
                                       orders.end_s > days.hot_day_s])
    return placed.select("worker_id", "day_s").union(carried.select("worker_id", day_s="hot_day_s")).distinct()
