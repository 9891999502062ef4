"""Aid that workers ask for: what each application is due, whether the ledger has it, and how it went on."""

from __future__ import annotations

from collections.abc import Callable

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_days
from nuantu.audit.benefits import compare_benefits, is_short, is_wrong
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import surely

Due = Callable[[ir.Table], ir.IntegerValue]

GROUNDS = {
    "short": "due_minor {due_minor}: on {period} paid_minor {paid_minor} < {day_due_minor}",
    "wrong": "due_minor {due_minor}: on {period} in its name paid_minor {own_minor} in {own_lines} lines "
             "!= {day_due_minor}",
    "undecided": "no aid_decided in time; within {decide} d",
    "less": "decided {decided_minor} < due_minor {due_minor}",
    "unpaid": "no aid_paid in time of {decided_minor}; within {pay} d of the decision",
}
EVENTS = ("event_id", "decision_id")


def check_aid(clause: Clause, case: Case, filed: ir.Table, due: Due, component: str, fields: tuple[str, ...]) -> Query:
    """Applications (``filed``, of covered workers) with all of ``fields``, each due what ``due`` gives for it."""
    filed = filed.select("event_id", "worker_id", "order_id", "day_s", "at_s", "component", "amount_minor", "count")
    lost = ibis.literal(value=False)
    for name in fields:
        lost = lost | filed[name].isnull()
    known = filed.filter(~lost)
    known = known.mutate(due_minor=due(known)).inner_join(
        case.records.days.select("day_s", period="day"), "day_s")
    known = case.records.keep(_follow(clause, case, known))
    summed = known.group_by("worker_id", "period").agg(
        due_minor=known.due_minor.sum(), first_id=known.event_id.min(), last_id=known.event_id.max())
    days = compare_benefits(clause, case, summed, component)
    keys = ["worker_id", "period"]
    joined = known.inner_join(days.rename(day_due_minor="due_minor").drop("first_id", "last_id"), keys)
    told = case.records.keep(joined.mutate(ground=_judge(joined)))
    strays = days.filter(days.first_id.isnull(), is_wrong(days)).mutate(day_due_minor=ibis.literal(0, "int64"))
    unknown = filed.filter(lost)
    return Query(
        unit="event",
        units=stack(told.select("event_id"), unknown.select("event_id"), strays.select(event_id=strays.first_id)),
        breaches=stack(*(_tell(told, ground) for ground in GROUNDS), fault(
            strays, "wrong", order=None, lines="line_ids",
            numbers=("period", "due_minor", "day_due_minor", "paid_minor", "own_minor", "own_lines"))),
        grounds=GROUNDS, figures={"decide": clause.optional_int("decide"), "pay": clause.optional_int("pay")},
        missing=stack(*(lacking(_lack(unknown, fields, number), f"events.{name} (aid_filed)", order=None,
                                events=("event_id",)) for number, name in enumerate(fields))),
    )


def _lack(unknown: ir.Table, fields: tuple[str, ...], number: int) -> ir.Table:
    """Applications of which this field is the first that is absent."""
    rows = unknown.filter(unknown[fields[number]].isnull())
    for earlier in fields[:number]:
        rows = rows.filter(rows[earlier].notnull())
    return rows


def _tell(told: ir.Table, ground: str) -> ir.Table:
    by_ledger = ground in ("short", "wrong")
    numbers = ("period", "due_minor", "day_due_minor", "paid_minor", "own_minor", "own_lines", "decided_minor")
    return fault(told.filter(told.ground == ground), ground, order=None,
                 events=("event_id",) if by_ledger else EVENTS, lines="line_ids" if by_ledger else None,
                 numbers=numbers)


def _judge(rows: ir.Table) -> ir.StringValue:
    """The first ground on which an application breaks the clause, null where it is kept."""
    return ibis.cases(
        (is_short(rows, "day_due_minor"), "short"), (is_wrong(rows, "day_due_minor"), "wrong"),
        (~rows.decided_ok, "undecided"), (surely(rows.decided_minor < rows.due_minor), "less"),
        (~rows.paid_ok, "unpaid"), else_=ibis.null("string"))


def _follow(clause: Clause, case: Case, known: ir.Table) -> ir.Table:
    """Applications with decision_id, decided_minor (what was granted; null while undecided), and whether decision and
    payment came in time (true where the clause sets no time, or it is not over)."""
    yes = ibis.literal(value=True)
    answered = find_answers(case, known, "aid_decided")
    decide, pay = clause.optional_int("decide"), clause.optional_int("pay")
    late = answered.filter(answered.event_id.isnull()) if decide is None else within_days(case, answered, decide)
    late = late.select("event_id") if decide is None else late.filter(~late.in_time).select("event_id")
    refused = surely(answered.answer_outcome == "refused")
    rows = answered.select(
        *known.columns, decision_id="answer_id", decision_s="answer_s", decision_day_s="answer_day_s",
        decided_minor=refused.ifelse(0, answered.answer_amount_minor))
    rows = rows.left_join(late.mutate(late=yes), "event_id").drop("event_id_right")
    rows = rows.mutate(decided_ok=rows.late.isnull()).drop("late")
    granted = rows.filter(rows.decided_minor > 0).select(
        "decided_minor", event_id="decision_id", day_s="decision_day_s", at_s="decision_s")
    if pay is None:
        return rows.mutate(paid_ok=yes)
    timed = within_days(case, find_answers(case, granted, "aid_paid"), pay)
    bad = timed.filter(~timed.in_time | surely(timed.answer_amount_minor < timed.decided_minor))
    rows = rows.left_join(bad.select(bad_id="event_id"), rows.decision_id == bad.event_id)
    return rows.mutate(paid_ok=rows.bad_id.isnull()).drop("bad_id")
