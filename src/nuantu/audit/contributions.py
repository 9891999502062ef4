"""Subsidies of a contribution: monthly income against a base, months that reach it, proof, and the subsidy due."""

from __future__ import annotations

from datetime import date, timedelta

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.benefits import GROUNDS, compare_benefits, find_faults
from nuantu.audit.calendar import HeldSpan, hold_days, hold_spans, place_in_spans, table_spans
from nuantu.audit.query import Case, Query, lacking, stack
from nuantu.audit.scope import covered_by
from nuantu.audit.tables import list_rows
from nuantu.core.spans import add_months

MILLE_SQUARED = 1_000_000
HEAD = "income_minor {income_minor}, base_minor {base_minor}, months {months} of {months_met}; "


def check_contribution(clause: Clause, case: Case, component: str) -> Query:
    """For each worker and whole month: whether the subsidy is due, and whether the ledger has it."""
    known, unknown = _list_bases(clause, case)
    months = case.limit_days(clause, _list_months(clause, case))
    payouts = case.records.of_kind("payout")
    uncycled = case.limit(clause, payouts.filter(payouts.to_s.isnull() | payouts.from_s.isnull()))
    due = _find_due(clause, case, months, known, component).anti_join(uncycled, "worker_id")
    due = case.records.keep(due)
    undecided = due.filter(due.due_minor.isnull())
    whole = compare_benefits(clause, case, due.filter(due.due_minor.notnull()), component)
    whole = whole.anti_join(undecided, ["worker_id", "period"]).anti_join(unknown, "worker_id")
    whole = case.records.keep(whole.anti_join(uncycled, "worker_id"))
    baseless = _sum_income(case).inner_join(months.select("month_no", "period"), "month_no").inner_join(
        unknown, "worker_id")
    keys = ("worker_id", "period")
    rows = lacking(undecided, "", order=None, events=("first_id", "last_id"), numbers=("lack",))
    ends = ("first_id", "last_id")
    return Query(
        unit="worker_month", units=stack(whole.select(*keys), undecided.select(*keys), baseless.select(*keys),
                                         uncycled.select("worker_id", period=ibis.null("string"))),
        breaches=find_faults(whole, "income_minor", "base_minor", "months"),
        grounds={ground: HEAD + text for ground, text in GROUNDS.items()},
        figures={"months_met": clause.int_param("months_met")},
        missing=stack(rows.mutate(field=rows.lack),
                      lacking(baseless, "a base for events.place_code (registered)", order=None, events=ends),
                      lacking(uncycled, "events.to_s (payout)", order=None, events=("event_id",))),
    )


def number_month(day: date) -> int:
    """Months since the year 0, so that they can be counted on."""
    return day.year * 12 + day.month - 1


def _list_months(clause: Clause, case: Case) -> ir.Table:
    """Whole months of the log: month_no, period, begin_s, end_s, day_s, first_no and last_no of the months considered,
    and how many of those the log does not hold whole (``unseen``), with their days (``lack``)."""
    spans = hold_spans(case.records, "month")
    seen = {number_month(one.span.first) for one in spans if not one.missing}
    rows = []
    for one in spans:
        if one.missing:
            continue
        number = number_month(one.span.first)
        last = number if clause.params["current_counts"] else number - 1
        window = range(last - clause.int_param("months_seen") + 1, last + 1)
        unseen = [month for month in window if month not in seen]
        rows.append((number, one.span.last.isoformat(), one.begin_s, one.end_s, one.day_s, window[0], window[-1],
                     len(unseen), _say_lack(case, one, window[0] - number) if unseen else None))
    names = ("month_no", "period", "begin_s", "end_s", "day_s", "first_no", "last_no", "unseen", "lack")
    return list_rows({name: "string" if name in ("period", "lack") else "int64" for name in names}, rows)


def _say_lack(case: Case, one: HeldSpan, months: int) -> str:
    begin = add_months(one.span.first, months)
    return f"log of {begin}..{hold_days(case.records)[0] - timedelta(days=1)}"


def _sum_income(case: Case) -> ir.Table:
    """Income by worker and month in which a paid cycle ends: worker_id, month_no, income_minor, first_id, last_id."""
    spans = hold_spans(case.records, "month")
    numbers = list_rows({"period": "string", "month_no": "int64"}, [
        (one.span.last.isoformat(), number_month(one.span.first)) for one in spans])
    paid = case.records.of_kind("payout")
    paid = paid.filter(paid.to_s.notnull(), paid.from_s.notnull()).mutate(last_s=paid.to_s - 1)
    placed = place_in_spans(table_spans(spans), paid, "last_s").inner_join(numbers, "period")
    return placed.group_by("worker_id", "month_no").agg(
        income_minor=placed.amount_minor.sum().fill_null(0), first_id=placed.event_id.min(),
        last_id=placed.event_id.max())


def _find_due(clause: Clause, case: Case, months: ir.Table, known: ir.Table, component: str) -> ir.Table:
    """One row a worker and whole month with income: worker_id, period, income_minor, base_minor, months, first_id,
    last_id, lack, and due_minor, null where months that the log lacks would decide."""
    income = case.records.keep(_sum_income(case).inner_join(known, "worker_id"))
    own = income.inner_join(months, "month_no")
    past = income.filter(income.income_minor >= income.base_minor).select("worker_id", past_no="month_no")
    pairs = own.select("worker_id", "month_no", "first_no", "last_no").inner_join(past, "worker_id")
    held = pairs.semi_join(_list_seen(case), "past_no")
    met = held.filter(held.past_no >= held.first_no, held.past_no <= held.last_no)
    met = met.group_by("worker_id", "month_no").agg(months=met.count())
    states = own.left_join(met, ["worker_id", "month_no"]).drop("worker_id_right", "month_no_right")
    states = states.mutate(months=states.months.fill_null(0))
    states = states.mutate(proved=ibis.literal(value=True)) if not clause.params["proof"] else _prove(
        case, states, component)
    wanted = clause.int_param("months_met")
    able = (states.income_minor >= states.base_minor) & states.proved
    amount = divide_rounded(states.base_minor * clause.int_param("rate") * clause.int_param("ratio"), MILLE_SQUARED,
                            clause.word_param("rounding"))
    open_ = able & (states.months < wanted) & (states.months + states.unseen >= wanted)
    due = ibis.cases((open_, ibis.null("int64")), (able & (states.months >= wanted), amount),
                     else_=ibis.literal(0, "int64"))
    return states.select("worker_id", "period", "income_minor", "base_minor", "months", "first_id", "last_id", "lack",
                         due_minor=due)


def _list_seen(case: Case) -> ir.Table:
    return list_rows({"past_no": "int64"}, [(number_month(one.span.first),)
                                            for one in hold_spans(case.records, "month") if not one.missing])


def _prove(case: Case, states: ir.Table, component: str) -> ir.Table:
    """States with ``proved``: whether a contribution of this kind for some of the month is on record."""
    proofs = case.records.of_kind("contribution_proved")
    proofs = proofs.filter(proofs.component == component).select("worker_id", proof_from_s="from_s", proof_to_s="to_s")
    pairs = states.select("worker_id", "month_no", "begin_s", "end_s").inner_join(proofs, "worker_id")
    met = pairs.filter(pairs.proof_from_s < pairs.end_s, pairs.proof_to_s > pairs.begin_s).select(
        "worker_id", "month_no").distinct().mutate(proved=ibis.literal(value=True))
    joined = states.left_join(met, ["worker_id", "month_no"]).drop("worker_id_right", "month_no_right")
    return joined.mutate(proved=joined.proved.fill_null(ibis.literal(value=False)))


def _list_bases(clause: Clause, case: Case) -> tuple[ir.Table, ir.Table]:
    """Covered workers by their work place: worker_id and base_minor; and worker_id of those without a base."""
    place = {row[0]: row[4] for row in case.records.traits}
    bases = [(worker, clause.for_place("base", place[worker])) for worker in covered_by(clause, case.records)]
    types = {"worker_id": "string", "base_minor": "int64"}
    return (case.records.keep(list_rows(types, [row for row in bases if row[1] is not None])),
            case.records.keep(list_rows({"worker_id": "string"}, [row[:1] for row in bases if row[1] is None])))
