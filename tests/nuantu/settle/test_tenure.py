"""The day of hire follows from what the log says of tenure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.log import read_log
from nuantu.settle.tenure import UNKNOWN, find_hired


def test_the_last_correction_counts_else_what_was_registered(tmp_path: Path) -> None:
    """Counted back from the day on which it was said; nothing is guessed for the unknown."""
    log = LogBuilder("2026-11-20")
    log.register("W1", tenure_days=10)
    log.register("W2", tenure_days=None)
    log.register("W3", tenure_days=10)
    log.add("tenure_change", "12:00", worker_id="W3", tenure_days=100)
    log.add("tenure_change", "2026-11-22 12:00", worker_id="W3", tenure_days=400)
    hired = find_hired(read_log(log.write(tmp_path)))
    assert hired.tolist() == [date(2026, 11, 10).toordinal(), UNKNOWN, date(2026, 11, 22).toordinal() - 400]
