"""The facts of a day are read once, and order lines reach the clauses of periods."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.facts import gather_facts
from nuantu.settle.lines import SCHEMA
from nuantu.settle.log import read_log


def test_facts_hold_the_whole_day(tmp_path: Path) -> None:
    """Roster, deliveries, alerts and worktime terms come from one log."""
    log = LogBuilder()
    log.register("W1")
    log.alert("red", "09:00", "12:00")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="10:30")
    facts = gather_facts(read_log(log.write(tmp_path)),
                         [build_clause("worktime_definition", base="engaged", allowance_pm=100)])
    assert (facts.roster.worker_ids, len(facts.alerts), len(facts.deliveries.order)) == (("W1",), 1, 1)
    assert facts.worktime_at(log.at("10:00")).allowance_pm.tolist() == [100]
    assert facts.settled.num_rows == 0


def test_settled_lines_are_handed_on(tmp_path: Path) -> None:
    """A period clause sees what the order clauses wrote."""
    facts = gather_facts(read_log(LogBuilder().write(tmp_path)), [])
    lines = SCHEMA.empty_table()
    assert facts.with_settled(lines).settled is lines
