"""Applications for aid, one by one, as the auditor reads them."""

from __future__ import annotations

from pathlib import Path

from ibis import ir
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.aid import check_aid


def test_two_applications_of_one_day_share_a_line_and_keep_their_own_decisions(tmp_path: Path) -> None:
    """One line for both is right; of the second, less was granted than is due; of a third nobody says how much."""
    log = LogBuilder()
    log.register("Wang")
    filed = [log.add("aid_filed", f"1{hour}:00", worker_id="Wang", reason="severe_illness", component="self",
                     amount_minor=amount) for hour, amount in enumerate((600_000, 700_000, None))]
    for event, granted in ((filed[0], 100_000), (filed[1], 199_999)):
        log.add("aid_decided", "18:00", ref=event, worker_id="Wang", outcome="granted", amount_minor=granted)
    clause = make_clause("serious_illness", deductible=500_000, most=20_000_000)
    line = {"account": "benefit", "order_id": None, "component": "illness_aid", "clause_id": "C05",
            "amount_minor": 300_000}
    case = open_case(log, tmp_path, [line], [clause])

    def due(rows: ir.Table) -> ir.IntegerValue:
        return rows.amount_minor - 500_000

    query = check_aid(clause, case, case.records.of_kind("aid_filed"), due, "illness_aid", ("amount_minor",))
    assert query.missing is not None
    found = [(row["ground"], row["event_ids"], row["decided_minor"]) for row in case.records.rows(query.breaches)]
    assert found == [("less", [3, 6], 199_999)]
    assert [(row["field"], row["event_ids"]) for row in case.records.rows(query.missing)] == [
        ("events.amount_minor (aid_filed)", [4])]
    assert case.records.value(query.units.count()) == 3
