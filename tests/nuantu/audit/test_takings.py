"""What is taken from a worker in the name of a thing."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.takings import find_taken_events, find_taken_lines


def test_deductions_and_lines_are_known_by_component_or_reason(tmp_path: Path) -> None:
    """Zero is nothing, an unknown amount is something; what is given is not taken."""
    log = LogBuilder()
    log.register("Wang")
    for component, reason, amount in (("helmet", None, -100), ("fee", "helmet", -100), ("fee", "late", -100),
                                      ("helmet", None, 0), (None, "helmet", None)):
        log.add("deduction_line", "10:00", worker_id="Wang", component=component, reason=reason, amount_minor=amount)
    lines = [{"component": component, "reason": reason, "amount_minor": amount, "account": account}
             for component, reason, amount, account in (
                 ("helmet", None, -1, "worker_pay"), ("adjustment", "helmet", -2, "worker_pay"),
                 ("adjustment", None, -3, "worker_pay"), ("helmet", None, 4, "worker_pay"),
                 ("helmet", None, -5, "benefit"))]
    clause = make_clause("equipment", items=frozenset({"helmet"}))
    case = open_case(log, tmp_path, lines, [clause])
    events = case.records.rows(find_taken_events(clause, case, {"helmet"}))
    taken = case.records.rows(find_taken_lines(clause, case, {"helmet"}))
    assert sorted((row["event_ids"], row["name"], row["amount_minor"]) for row in events) == [
        ([2], "helmet", -100), ([3], "helmet", -100), ([6], "helmet", None)]
    assert sorted((row["line_ids"], row["amount_minor"]) for row in taken) == [([1], -1), ([2], -2)]
