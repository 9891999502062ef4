"""C09 commercial_insurance: no part of a premium comes from the worker."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, stack
from nuantu.audit.takings import find_taken_events, find_taken_lines


def check(clause: Clause, case: Case) -> Query:
    """Of no covered worker anything is taken in the name of a cover, by a deduction in the log or a line of pay."""
    covers = clause.words_param("covers")
    present = case.records.workers
    if clause.days is not None:
        events = case.records.events
        present = case.limit_days(clause, events.filter(events.worker_id.notnull()))
    return Query(
        unit="worker", units=case.limit_workers(clause, present.select("worker_id").distinct()),
        breaches=stack(find_taken_events(clause, case, covers), find_taken_lines(clause, case, covers)),
        grounds={"event": "deduction_line of {amount_minor} for {name}", "line": "line of {amount_minor} for {name}"},
    )
