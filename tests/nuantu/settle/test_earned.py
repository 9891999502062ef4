"""Sums of what is settled so far."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.facts import gather_facts
from nuantu.settle.lines import join_lines
from nuantu.settle.log import read_log
from nuantu.settle.pays.equipment_allowance import EQUIPMENT_ALLOWANCE
from nuantu.settle.pays.injury_premium import INJURY_PREMIUM


def test_only_pay_of_the_components_and_days_counts(tmp_path: Path) -> None:
    """A premium is nobody's pay; a delivery after midnight is the next day's."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.register("W2")
    log.order("A1", worker="W2", created="10:00", accepted="10:00", delivered="10:20")
    log.order("A2", worker="W2", created="23:50", accepted="23:50", delivered="24:10")
    facts = gather_facts(read_log(log.write(tmp_path)), [])
    premium = INJURY_PREMIUM.settle(build_clause("injury_premium", amount=7), facts)
    equipment = EQUIPMENT_ALLOWANCE.settle(build_clause("equipment_allowance", amount=250), facts)
    facts = facts.with_settled(join_lines((premium, equipment)))
    assert facts.log.worker_ids == ("W1", "W2")
    assert facts.earned.sum_by_order(["equipment", "premium"]).tolist() == [250, 250]
    assert facts.earned.sum_by_order(["base"]).tolist() == [0, 0]
    first, second = date(2026, 11, 20), date(2026, 11, 21)
    assert facts.earned.sum_by_worker(["equipment"], first, first).tolist() == [0, 250]
    assert facts.earned.sum_by_worker(["equipment"], first, second).tolist() == [0, 500]
