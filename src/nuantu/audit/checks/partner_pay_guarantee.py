"""P20 partner_pay_guarantee: what a partner company pays late the platform has advanced."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.payouts import find_unpaid, list_payouts, sum_days
from nuantu.audit.query import Case, Need, Query, fault, stack
from nuantu.audit.truth import possibly, surely
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """Each cycle that the partner did not pay in time was paid, by whomever, before the platform's time was up.

    A day of pay that no payout covers is due as late as the worker's longest cycle would make it.
    """
    due_s, advance_s = clause.int_param("due") * DAY_S, clause.int_param("advance") * DAY_S
    payouts = case.records.keep(case.limit(clause, list_payouts(case)))
    partner, platform = surely(payouts.issued_by == "partner"), surely(payouts.issued_by == "platform")
    never = ibis.null("int64")
    cycles = payouts.group_by("worker_id", "from_s", "to_s").agg(
        partner_s=partner.ifelse(payouts.at_s, never).min(), platform_s=platform.ifelse(payouts.at_s, never).min(),
        first_id=payouts.event_id.min())
    cycles = cycles.mutate(due_at_s=cycles.to_s + due_s, until_s=cycles.to_s + due_s + advance_s)
    tardy = cycles.filter(possibly(cycles.partner_s > cycles.due_at_s))
    # The least of two of which one may be null is null on some engines and not on others; so it is said out.
    paid_s = ibis.coalesce(ibis.least(tardy.partner_s, tardy.platform_s), tardy.partner_s, tardy.platform_s)
    told = case.records.keep(tardy.mutate(paid_s=paid_s, after_s=paid_s - tardy.to_s))
    late = told.filter(told.paid_s > told.until_s)
    unpaid, _ = find_unpaid(case, payouts, sum_days(clause, case))
    longest = payouts.group_by("worker_id").agg(longest_s=(payouts.to_s - payouts.from_s).max())
    unpaid = unpaid.inner_join(longest, "worker_id")
    overdue = unpaid.filter(unpaid.day_end_s + unpaid.longest_s + due_s + advance_s < case.records.last_s)
    return Query(
        unit="event", units=told.select("worker_id").union(overdue.select("worker_id")),
        breaches=stack(
            fault(late, "late", order=None, events=("first_id",), numbers=("after_s",)),
            fault(overdue, "unpaid", order=None, lines="line_ids", numbers=("pay_minor", "day")),
        ),
        grounds={"late": "first paid {after_s} s after the cycle > {due} + {advance} days",
                 "unpaid": "{pay_minor} of {day} was neither paid nor advanced"},
        figures={"due": clause.int_param("due"), "advance": clause.int_param("advance")},
        needs=(Need(("payout",), "issued_by"), Need(("payout",), "from_s"), Need(("payout",), "to_s")),
    )
