"""The auditor finds the day of hire by what the log says of tenure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.tenure import find_hired


def test_the_last_correction_counts_else_what_was_registered(tmp_path: Path) -> None:
    """Of whom nothing is known there is no row; an empty correction corrects nothing."""
    log = LogBuilder("2026-11-20")
    log.register("W1", tenure_days=10)
    log.register("W2", tenure_days=None)
    log.register("W3", tenure_days=10)
    log.add("tenure_change", "12:00", worker_id="W1")
    log.add("tenure_change", "12:00", worker_id="W3", tenure_days=100)
    log.add("tenure_change", "2026-11-22 12:00", worker_id="W3", tenure_days=400)
    case = open_case(log, tmp_path)
    assert {row["worker_id"]: row["hired"] for row in case.records.rows(find_hired(case))} == {
        "W1": date(2026, 11, 10).toordinal(), "W3": date(2026, 11, 22).toordinal() - 400}
