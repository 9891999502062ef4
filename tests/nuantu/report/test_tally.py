"""Verdicts are counted by clause, the gravest gives the state, and breaches are kept to be shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nuantu.explanation.record import Record
from nuantu.report.tally import SHOWN_CASES, Tally, count_verdicts


def _row(verdict: str, units: int = 1, **more: Any) -> dict[str, Any]:
    return {"clause_id": "c1", "type": "daily_stop", "layer": "platform", "verdict": verdict, "units": units,
            "unit": "worker_day", "arithmetic": "12:20 > 12:00", **more}


def test_the_gravest_verdict_is_the_state() -> None:
    """Kept a thousand times and broken once is broken."""
    (tally,) = count_verdicts([_row("complied", 1000), _row("insufficient_evidence"), _row("violated")], [])

    assert tally.state == "violated"
    assert tally.units == {"complied": 1000, "insufficient_evidence": 1, "violated": 1}


def test_a_clause_without_verdicts_is_unchecked() -> None:
    """Nothing is called kept that nobody looked at."""
    assert Tally("c1", "daily_stop", "platform").state == "unchecked"


def test_more_breaches_than_can_be_shown_are_counted() -> None:
    """The rest is told as a number."""
    (tally,) = count_verdicts([_row("violated", worker_id=f"W{n}") for n in range(SHOWN_CASES + 3)], [])

    assert (len(tally.cases), tally.unshown) == (SHOWN_CASES, 3)


def test_the_sums_of_what_was_kept_are_told_only_where_something_was() -> None:
    """An empty count explains nothing."""
    (tally,) = count_verdicts([_row("complied", 0, arithmetic="units 0")], [])

    assert tally.sums == []


def test_every_unit_of_the_verdicts_is_in_the_table(demo_out: Path, record: Record) -> None:
    """The page loses no verdict, and names every clause in force, then the records."""
    rows = json.loads((demo_out / "verdicts.json").read_text(encoding="utf-8"))

    tallies = count_verdicts(rows, list(record.clauses.values()))

    assert sum(tally.units.total() for tally in tallies) == sum(row["units"] for row in rows)
    assert [tally.clause_id for tally in tallies] == [*record.clauses, "log", "ledger"]
