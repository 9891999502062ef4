"""P15 pay_timeliness: short cycles, paid soon after their end, whole and without a fee."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.payouts import find_unpaid, list_payouts, sum_days
from nuantu.audit.query import Case, Need, Query, fault, stack
from nuantu.audit.truth import NO, surely
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """Each payout is of a short cycle, in time, whole and free; no day of pay is left out once it is overdue."""
    cycle, within = clause.int_param("cycle"), clause.int_param("within")
    payouts = case.records.keep(case.limit(clause, list_payouts(case)))
    timed = payouts.mutate(due_at_s=payouts.to_s + within * DAY_S, length_s=payouts.to_s - payouts.from_s,
                           after_s=payouts.at_s - payouts.to_s)
    days = sum_days(clause, case)
    unpaid, unknown = find_unpaid(case, payouts, days)
    patience_s = (cycle + within) * DAY_S
    overdue = unpaid.filter(unpaid.day_end_s + patience_s < case.records.last_s)
    untold = unknown.filter(unknown.day_end_s + patience_s < case.records.last_s)
    # Of somebody who has no payout at all one row says so; a row a day would say no more.
    untold = untold.group_by("worker_id").agg(line_ids=ibis.array([untold.first_line.min()]))
    last = timed.filter(timed.is_last)
    owed = last.drop("day_s").inner_join(days, "worker_id")
    owed = owed.filter(owed.day_s >= owed.from_s, owed.day_s < owed.to_s)
    owed = owed.group_by("worker_id", "event_id", "paid_minor").agg(due_minor=owed.pay_minor.sum())
    fee = surely(timed.outcome == "fee") if clause.params["no_fee"] else NO
    units = payouts.select("worker_id").union(overdue.select("worker_id")).union(untold.select("worker_id"))
    events = ("event_id",)
    return Query(
        unit="event", units=units,
        breaches=stack(
            fault(timed.filter(timed.length_s > cycle * DAY_S), "long", order=None, events=events,
                  numbers=("length_s",)),
            fault(timed.filter(timed.at_s > timed.due_at_s), "late", order=None, events=events,
                  numbers=("after_s",)),
            fault(timed.filter(fee), "fee", order=None, events=events, numbers=("amount_minor",)),
            fault(owed.filter(owed.paid_minor < owed.due_minor), "short", order=None, events=events,
                  numbers=("paid_minor", "due_minor")),
            fault(overdue, "unpaid", order=None, lines="line_ids", numbers=("pay_minor", "day")),
        ),
        grounds={"long": "a cycle of {length_s} s > {cycle} days", "fee": "a fee on {amount_minor}",
                 "late": "paid {after_s} s after the cycle > {within} days",
                 "short": "paid_minor {paid_minor} < due_minor {due_minor}",
                 "unpaid": "{pay_minor} of {day} is in no payout"},
        figures={"cycle": cycle, "within": within}, needs=(Need(("payout",), "from_s"), Need(("payout",), "to_s")),
        missing=fault(untold, "missing", order=None, lines="line_ids").mutate(field=ibis.literal("events payout")),
    )
