"""A selector is held against the workers of the log."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Selector
from nuantu.audit.scope import covered_by, limit_to
from nuantu.audit.tables import Records, open_records
from nuantu.core.tables import LEDGER


def open_log(folder: Path) -> Records:
    """Wang rides a bicycle, Li drives a car, Sun was never registered."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.register("Li", vehicle="car")
    for worker in ("Wang", "Li", "Sun"):
        log.online(worker, "10:00")
    log.write(folder)
    LEDGER.write(LEDGER.to_arrow().empty_table(), folder / "ledger.parquet")
    return open_records(folder)


def test_an_empty_selector_concerns_everybody(tmp_path: Path) -> None:
    """Also him who never registered."""
    clause = make_clause("eta_speed_basis", speed=15_000)
    records = open_log(tmp_path)
    assert covered_by(clause, records) == ("Li", "Sun", "Wang")
    assert limit_to(clause, records, records.events) is records.events


def test_a_selector_keeps_the_rows_of_those_it_covers(tmp_path: Path) -> None:
    """Riders of bicycles; of whom nothing is known is none."""
    clause = make_clause("eta_speed_basis", speed=15_000, selector=Selector(vehicle=frozenset({"ebike"})))
    records = open_log(tmp_path)
    kept = records.rows(limit_to(clause, records, records.of_kind("online")))
    assert (covered_by(clause, records), [row["worker_id"] for row in kept]) == (("Wang",), ["Wang"])
