"""C17 health_stipend: a share of a monthly amount, by the mean week of a quarter."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.benefits import GROUNDS, compare_benefits, find_faults
from nuantu.audit.calendar import hold_spans, place_in_spans, table_spans
from nuantu.audit.query import Case, Query

MONTHS = 3
WEEK_DAYS = 7


def check(clause: Clause, case: Case) -> Query:
    """For each worker and whole quarter: accept time, the tier it reaches, proof, and the lines of the stipend."""
    spans = tuple(one for one in hold_spans(case.records, "quarter") if not one.missing)
    quarters = case.limit_days(clause, table_spans(spans))
    engaged = case.spells.engaged_by_day
    placed = case.limit_workers(clause, place_in_spans(quarters, engaged, "start_s"))
    sums = placed.group_by("worker_id", "span", "period").agg(engaged_s=(placed.end_s - placed.start_s).sum())
    known = sums.inner_join(quarters.select("span", "days", quarter_s="begin_s", quarter_end_s="end_s"), "span")
    if clause.params["proof"]:
        known = _prove(case, known)
    share = ibis.cases(*((known.engaged_s * WEEK_DAYS >= known.days * from_s, share_pm)
                         for from_s, share_pm in reversed(clause.tiers_param("tiers"))), else_=0)
    due = known.mutate(share_pm=share.cast("int64"))
    ends = _find_ends(case, quarters)
    due = due.mutate(due_minor=divide_rounded(due.share_pm * MONTHS * clause.int_param("amount"), 1000,
                                              clause.word_param("rounding")))
    due = due.inner_join(ends, ["worker_id", "span"]).select(
        "worker_id", "period", "engaged_s", "days", "share_pm", "due_minor", "first_id", "last_id")
    whole = compare_benefits(clause, case, due, "health_stipend")
    head = "engaged_s {engaged_s} in {days} days, share_pm {share_pm}; "
    return Query(
        unit="worker_quarter", units=whole, breaches=find_faults(whole, "engaged_s", "days", "share_pm"),
        grounds={ground: head + text for ground, text in GROUNDS.items()},
    )


def _find_ends(case: Case, quarters: ir.Table) -> ir.Table:
    """First and last acceptance of each worker's quarter, or of an order carried into it."""
    held, spans = case.spells.engaged, quarters.select("span", quarter_s="begin_s", quarter_end_s="end_s")
    cut = held.inner_join(spans, [held.start_s < spans.quarter_end_s, held.end_s > spans.quarter_s])
    return cut.group_by("worker_id", "span").agg(first_id=cut.accept_id.min(), last_id=cut.accept_id.max())


def _prove(case: Case, known: ir.Table) -> ir.Table:
    """Workers and quarters for some of which own cover is on record."""
    proofs = case.records.of_kind("contribution_proved")
    proofs = proofs.filter(proofs.component == "health").select("worker_id", proof_from_s="from_s", proof_to_s="to_s")
    pairs = known.select("worker_id", "span", "quarter_s", "quarter_end_s").inner_join(proofs, "worker_id")
    met = pairs.filter(pairs.proof_from_s < pairs.quarter_end_s, pairs.proof_to_s > pairs.quarter_s)
    return known.semi_join(met.select("worker_id", "span").distinct(), ["worker_id", "span"])
