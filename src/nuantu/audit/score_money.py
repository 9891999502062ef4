"""Money that follows from a score: lines that name it or rest on it, events about money, points paid out in cash."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case
from nuantu.audit.truth import NO, surely

MONEY = ("fare_line", "subsidy_line", "deduction_line", "commission_line", "adjustment", "priced")
SCORE = ("score_change", "score_redeemed", "privilege_granted")


def _names_score(table: ir.Table) -> ir.BooleanValue:
    return surely(table.component.lower().contains("score")) | surely(table.reason.lower().contains("score"))


def find_lines(clause: Clause, case: Case) -> ir.Table:
    """Lines of pay whose component or reason is the score, or that rest on an event of it; with ``own_ids``."""
    ledger = case.records.ledger
    lines = case.limit_lines(clause, ledger.filter(ledger.account == "worker_pay"))
    points = case.records.of_kind(*SCORE).select("event_id")
    rests = lines.semi_join(points, lines.first_event_id == points.event_id).select("line_id").union(
        lines.semi_join(points, lines.last_event_id == points.event_id).select("line_id"))
    named = lines.filter(_names_score(lines)).select("line_id")
    found = lines.semi_join(rests.union(named).distinct(), "line_id")
    return found.select("worker_id", "order_id", "component", "amount_minor", own_ids=ibis.array([found.line_id]))


def find_booked(clause: Clause, case: Case) -> ir.Table:
    """Events about money whose component or reason is the score, or that answer an event of it."""
    events = case.limit(clause, case.records.of_kind(*MONEY))
    points = case.records.of_kind(*SCORE).select(ref_event_id="event_id")
    answers = events.semi_join(points, "ref_event_id").select("event_id")
    named = events.filter(_names_score(events)).select("event_id")
    found = events.semi_join(answers.union(named).distinct(), "event_id")
    return found.select("event_id", "worker_id", "order_id", "kind", "amount_minor")


def find_cashed(clause: Clause, case: Case) -> ir.Table:
    """Redemptions of points for money, unless a clause on safety gives cash for points that are not of the score."""
    events = case.limit(clause, case.records.of_kind("score_redeemed"))
    paid = surely(events.component == "cash") | surely(events.amount_minor > 0)
    lawful = any(other.type.name == "safety_reward" and other.params["redeem"] is not None
                 and "cash" in other.map_param("redeem") and "score" not in other.words_param("basis")
                 for other in case.clauses)
    found = events.filter(NO if lawful else paid)
    return found.select("event_id", "worker_id", "component", amount_minor=found.amount_minor.fill_null(0))
