"""R07 driving_time: driving without a break, at night, in 24 hours and in seven days."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.stretches import number_stretches, sum_until
from nuantu.core.times import DAY_S

SPANS = (("day", DAY_S), ("week", 7 * DAY_S))


def check(clause: Clause, case: Case) -> Query:
    """At the end of each spell: the stretch, its part at night, and the sums of 24 hours and of seven days."""
    spells = case.records.keep(_list_spells(clause, case))
    run = spells.mutate(driven_s=spells.before_s + spells.end_s - spells.start_s - spells.base_s)
    most = clause.int_param("continuous")
    found = [_tell(run, "continuous", most)]
    if clause.optional_int("night") is not None:
        found.append(_tell(_add_night(clause, case, spells), "night", clause.int_param("night")))
    for name, span_s in SPANS:
        if clause.optional_int(name) is not None:
            found.append(_tell(_add_rolled(case, spells, span_s), name, clause.int_param(name)))
    said = "driven_s {driven_s} > {limit_s} to {done_s}"
    return Query(
        unit="spell", units=spells, breaches=stack(*found),
        grounds={"continuous": said + " without a stop of {stop_s}", "day": said + " in 24 h", "week": said + " in 7 d",
                 "night": said + " at night without a stop of {stop_s}"},
        figures={"stop_s": clause.int_param("stop")},
    )


def _list_spells(clause: Clause, case: Case) -> ir.Table:
    """Spells with their stretch, a number of their own (event_id), and the first and last event of each."""
    engaged = case.spells.engaged
    opened = engaged.group_by("worker_id", "start_s").agg(accept_id=engaged.accept_id.min())
    ended = engaged.group_by("worker_id", "end_s").agg(end_id=engaged.end_id.max())
    spells = number_stretches(case.spells.spells, clause.int_param("stop"))
    spells = spells.left_join(opened, ["worker_id", "start_s"]).drop("worker_id_right", "start_s_right")
    spells = spells.left_join(ended, ["worker_id", "end_s"]).drop("worker_id_right", "end_s_right")
    # A spell is known by the acceptance that opened it.
    spells = spells.mutate(event_id=spells.accept_id)
    return case.limit(clause, case.records.add_day(spells, "start_s"))


def _tell(spells: ir.Table, ground: str, most_s: int) -> ir.Table:
    over = spells.filter(spells.driven_s > most_s)
    over = over.mutate(done_s=over.end_s, limit_s=ibis.literal(most_s, "int64"))
    return fault(over, ground, order=None, events=("accept_id", "end_id"), numbers=("driven_s", "limit_s", "done_s"))


def _add_rolled(case: Case, spells: ir.Table, span_s: int) -> ir.Table:
    """Spells with the driving of the ``span_s`` up to their end."""
    then = sum_until(case.spells.spells, spells.mutate(at_s=spells.end_s - span_s))
    joined = spells.inner_join(then, "event_id")
    return joined.mutate(driven_s=joined.before_s + joined.end_s - joined.start_s - joined.sum_s)


def _add_night(clause: Clause, case: Case, spells: ir.Table) -> ir.Table:
    """Spells with the driving at night in their stretch up to their end; nights count from local midnight."""
    nights = _list_nights(clause, case)
    own = spells.select("event_id", "start_s", "end_s")
    met = own.inner_join(nights, [own.start_s < nights.to_s, own.end_s > nights.from_s])
    dark = met.group_by("event_id").agg(
        dark_s=(ibis.least(met.end_s, met.to_s) - ibis.greatest(met.start_s, met.from_s)).sum())
    joined = spells.left_join(dark, "event_id").drop("event_id_right")
    joined = joined.mutate(dark_s=joined.dark_s.fill_null(0))
    running = ibis.cumulative_window(group_by=["worker_id", "from_s"], order_by="start_s")
    return joined.mutate(driven_s=joined.dark_s.sum().over(running)).filter(joined.dark_s > 0)


def _list_nights(clause: Clause, case: Case) -> ir.Table:
    """The nights of the log's days: from_s, to_s."""
    days = case.records.days
    begin_s, end_s = clause.int_param("night_from"), clause.int_param("night_to")
    if begin_s < end_s:
        return days.select(from_s=days.day_s + begin_s, to_s=days.day_s + end_s)
    late = days.select(from_s=days.day_s + begin_s, to_s=days.day_end_s)
    return late.union(days.select(from_s=days.day_s, to_s=days.day_s + end_s))
