"""G14 evaluation_cycle: systems are evaluated at intervals, with representatives."""

from __future__ import annotations

from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_days
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.tables import list_rows
from nuantu.core.spans import add_months

Gaps = list[tuple[str, str, str]]

TYPES = {"system": "string", "since": "string", "due": "string"}


def check(clause: Clause, case: Case) -> Query:
    """Each evaluation has enough representatives, and no more than the interval passes without one."""
    systems, least = clause.words_param("systems"), clause.int_param("representatives")
    held = case.limit_days(clause, case.records.of_kind("evaluation_done"))
    held = held.filter(held.reason.isin(sorted(systems)))
    few = held.filter(held["count"].fill_null(0) < least).mutate(took_part=held["count"].fill_null(0))
    ends = case.holds_at_end(clause)
    late, unknown = _find_gaps(clause, case) if ends else ([], [])
    asked = sorted(systems) if ends else []
    gaps, dim = list_rows(TYPES, late), list_rows(TYPES, unknown)
    rows = lacking(dim, "", worker=None, order=None, numbers=("system", "since"))
    first = str(hold_days(case.records)[0])
    field = (ibis.literal("evaluation_done (") + rows.system + ibis.literal(") in ") + rows.since
             + ibis.literal(f"..{first}"))
    return Query(
        unit="system", units=stack(held.select("event_id"), list_rows({"system": "string"}, [
            (system,) for system in asked]).select(event_id=ibis.null("int64"))),
        breaches=stack(fault(few, "few", events=("event_id",), numbers=("reason", "took_part")),
                       fault(gaps, "late", worker=None, order=None, numbers=("system", "since", "due"))),
        grounds={"few": "{reason}: representatives {took_part} < {least}",
                 "late": "{system}: no evaluation_done from {since} to {due}"},
        figures={"least": least}, missing=rows.mutate(field=field),
    )


def _find_gaps(clause: Clause, case: Case) -> tuple[Gaps, Gaps]:
    """Systems whose interval passed without an evaluation, and those of which the log is too short to say."""
    every = clause.int_param("every")
    first, last = hold_days(case.records)
    held: ir.Table = case.records.of_kind("evaluation_done").inner_join(
        case.records.days.select("day_s", "day"), "day_s")
    rows = case.records.rows(held.select("reason", "day").distinct().order_by("day"))
    late: Gaps = []
    unknown: Gaps = []
    for system in sorted(clause.words_param("systems")):
        days = [date.fromisoformat(row["day"]) for row in rows if row["reason"] == system]
        ends = [*days[1:], last]
        gaps = [(begin, add_months(begin, every)) for begin, end in zip(days, ends, strict=False)
                if end > add_months(begin, every)]
        if gaps:
            late.append((system, str(gaps[0][0]), str(gaps[0][1])))
        elif not days or days[0] > add_months(first, every):
            whole = add_months(first, every) < (days[0] if days else last)
            start = first if whole else add_months(last, -every)
            (late if whole else unknown).append((system, str(start), str(add_months(start, every))))
    return late, unknown
