"""P10 night_supplement: orders of the night have a share of their pay, or an amount, on top."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import MOMENTS, add_order_pay, compare_dues, list_order_units, write_grounds
from nuantu.audit.local_time import find_clock
from nuantu.audit.query import Case, Query, lacking
from nuantu.audit.truth import surely


def check(clause: Clause, case: Case) -> Query:
    """Each delivery whose deciding moment lies in the window is paid the supplement, and no other is."""
    done = case.limit(clause, case.spells.deliveries)
    at = MOMENTS[clause.word_param("at")]
    night = done.filter(surely(_lies_in_window(find_clock(case.records, done[at]), clause.int_param("begin"),
                                               clause.int_param("end"))))
    normal = add_order_pay(case, night, clause.words_param("of"))
    share, amount = (clause.optional_int(name) or 0 for name in ("share", "amount"))
    by_share = divide_rounded(normal.normal_minor * share, 1000, clause.word_param("rounding"))
    due = normal.mutate(due_minor=ibis.greatest(by_share, amount), inside=ibis.literal(1, "int64"))
    units = list_order_units(clause, case, due, done, "night")
    timeless = done.filter(done[at].isnull())
    return Query(
        unit="order", units=units.select("worker_id").union(timeless.select("worker_id")),
        figures={"share_pm": share, "amount_minor": amount},
        breaches=compare_dues(units, told=("inside", "normal_minor"), order=True),
        grounds=write_grounds("in the window {inside}, normal_minor {normal_minor}, share_pm {share_pm}, "
                              "amount_minor {amount_minor}"),
        missing=lacking(timeless, "events accepted", events=("deliver_id",)),
    )


def _lies_in_window(clock: ir.IntegerValue, begin: int, end: int) -> ir.BooleanValue:
    """Whether a clock lies from begin to end (exclusive), over midnight where begin is not the earlier."""
    return (clock >= begin) & (clock < end) if begin < end else (clock >= begin) | (clock < end)
