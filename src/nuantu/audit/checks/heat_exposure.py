"""D16 heat_exposure: nothing is pushed in great heat, and work on hot days is limited."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_none, list_pushes
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO, surely
from nuantu.audit.wishes import count_clock, lies_between


def check(clause: Clause, case: Case) -> Query:
    """No push at ``stop_at`` or above; on hot days no more than ``most`` of work, and none sent inside the pause."""
    warm = case.records.of_kind("temperature").filter(lambda t: t.celsius_tenths.notnull())
    unknown = not case.records.value(warm.count())
    pushes = case.records.keep(list_pushes(clause, case).filter(NO) if unknown else list_pushes(clause, case))
    figures = {"stop_at": clause.int_param("stop_at"), "most_s": clause.optional_int("most")}
    found = [_find_stopped(clause, case, warm, pushes)]
    units = pushes.select(unit_id="event_id")
    if clause.optional_int("hot") is not None:
        hot = case.records.keep(_list_hot(clause, warm))
        worked = case.records.keep(_add_worked(clause, case, hot))
        found.append(fault(worked.filter(worked.worked_s > clause.int_param("most")), "long", order=None,
                           events=("hot_id", "accept_id"), numbers=("worked_s",)))
        found += _find_paused(clause, hot, pushes)
        units = units.union(worked.select(unit_id="hot_id"))
    return Query(
        unit="event", units=units, breaches=stack(*found), figures=figures,
        grounds={"hot": "celsius_tenths {celsius_tenths} >= {stop_at}", "paused": "pushed at {at_s} on a hot day",
                 "long": "worked_s {worked_s} > {most_s} on a hot day"},
        missing=find_none(case, "events.temperature") if unknown else None,
    )


def _find_stopped(clause: Clause, case: Case, warm: ir.Table, pushes: ir.Table) -> ir.Table:
    """Pushes while a temperature of the stop or above holds there: it holds until the next of the same district."""
    window = ibis.window(group_by="district_id", order_by="event_id")
    lasting = warm.mutate(until_s=warm.at_s.lead().over(window).fill_null(case.records.last_s + 1))
    hot = lasting.filter(lasting.celsius_tenths >= clause.int_param("stop_at")).select(
        "celsius_tenths", "until_s", from_s="at_s", heat_id="event_id", place="district_id")
    met = pushes.inner_join(hot, [pushes.at_s >= hot.from_s, pushes.at_s < hot.until_s])
    met = met.filter(met.place.isnull() | surely(met.place == met.district_id))
    worst = met.group_by("event_id", "worker_id", "order_id").agg(
        heat_id=met.heat_id.max(), celsius_tenths=met.celsius_tenths.max())
    return fault(worst, "hot", events=("event_id", "heat_id"), numbers=("celsius_tenths",))


def _list_hot(clause: Clause, warm: ir.Table) -> ir.Table:
    """Hot days by place: day_s, place (null everywhere), hot_id."""
    hot = warm.filter(warm.celsius_tenths >= clause.int_param("hot"))
    return hot.group_by("day_s", place="district_id").agg(hot_id=hot.event_id.min())


def _add_worked(clause: Clause, case: Case, hot: ir.Table) -> ir.Table:
    """Workers and hot days with the time worked: worker_id, day_s, worked_s, hot_id, accept_id."""
    taken = case.limit(clause, case.records.of_kind("accepted")).select("worker_id", "order_id", "day_s", "event_id")
    placed = taken.left_join(case.records.orders.select("order_id", "district_id"), "order_id").drop("order_id_right")
    met = placed.inner_join(hot, "day_s")
    met = met.filter(met.place.isnull() | surely(met.place == met.district_id))
    concerned = met.group_by("worker_id", "day_s").agg(hot_id=met.hot_id.min(), accept_id=met.event_id.max())
    pieces = case.spells.engaged_by_day
    sums = pieces.group_by("worker_id", "day_s").agg(worked_s=(pieces.end_s - pieces.start_s).sum())
    return concerned.inner_join(sums, ["worker_id", "day_s"])


def _find_paused(clause: Clause, hot: ir.Table, pushes: ir.Table) -> list[ir.Table]:
    """Pushes on hot days inside the hours in which nothing is sent."""
    if clause.optional_int("pause_from") is None:
        return []
    begin_s, end_s = clause.int_param("pause_from"), clause.int_param("pause_to")
    inside = pushes.filter(lies_between(count_clock(pushes), begin_s, end_s))
    met = inside.inner_join(hot, "day_s")
    met = met.filter(met.place.isnull() | surely(met.place == met.district_id))
    first = met.group_by("event_id", "worker_id", "order_id", "at_s").agg(hot_id=met.hot_id.min())
    return [fault(first, "paused", events=("event_id", "hot_id"), numbers=("at_s",))]
