"""P24 shift_overrun: the last order of a shift that was overrun is paid so much time."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import compare_dues, list_order_units, write_grounds
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Each delivery that was the last of those in hand when its worker went offline is paid, and no other is."""
    done = case.limit(clause, case.spells.deliveries)
    due_minor = divide_rounded(ibis.literal(clause.int_param("paid_time") * clause.int_param("rate"), "int64"), 3600,
                               clause.word_param("rounding"))
    late = done.semi_join(find_overruns(case), "deliver_id")
    late = late.mutate(due_minor=due_minor, overran=ibis.literal(1, "int64"))
    units = list_order_units(clause, case, late, done, "overrun")
    return Query(unit="order", units=units, breaches=compare_dues(units, told=("overran",), order=True),
                 figures={"paid_time": clause.int_param("paid_time"), "rate": clause.int_param("rate")},
                 grounds=write_grounds("last of an overrun shift {overran} x round({paid_time} x {rate} / 3600)"))


def find_overruns(case: Case) -> ir.Table:
    """deliver_id of the orders that were in hand at an ``offline`` and delivered last of them.

    Of all orders that a worker accepted before, which is delivered last is carried along by a running maximum; if that
    lies after the end of the shift, it overran.
    """
    done = case.spells.deliveries
    taken = done.filter(done.accept_id.notnull()).select("worker_id", event_id="accept_id", reach_id="deliver_id")
    ends = case.records.of_kind("offline").select("worker_id", "event_id").mutate(reach_id=ibis.null("int64"))
    stream = taken.mutate(ends=ibis.literal(0, "int64")).union(ends.mutate(ends=ibis.literal(1, "int64")))
    window = ibis.cumulative_window(group_by="worker_id", order_by="event_id")
    carried = stream.mutate(last_id=stream.reach_id.max().over(window))
    late = carried.filter(carried.ends == 1, carried.last_id > carried.event_id)
    return late.select(deliver_id="last_id").distinct()
