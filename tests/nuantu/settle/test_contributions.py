"""Subsidies as settled: what the auditor recounts in his own way comes out the same on random springs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.random_years import Spring
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.core.errors import InputError
from nuantu.core.tables import LEDGER
from nuantu.settle.ledger import settle_log
from nuantu.settle.log import read_log

CONTRIBUTION = {"base": {"1101": 400_000, "44": 300_000}, "ratio": 500, "rate": 200, "months_met": 2, "months_seen": 3,
                "current_counts": True, "rounding": "half_up"}
PARAMS = {
    "pension_subsidy": CONTRIBUTION | {"proof": True},
    "medical_subsidy": CONTRIBUTION | {"months_met": 1, "months_seen": 1, "proof": False, "rounding": "up"},
    "serious_illness": {"deductible": 500_000, "most": 20_000_000, "kinds": frozenset({"severe_illness"}),
                        "relations": frozenset({"self", "child"})},
    "child_education": {"most": 5_000_000, "age_below": 18, "kinds": frozenset({"schooling"})},
    "health_stipend": {"amount": 40_001, "tiers": ((3600, 500), (7200, 1000)), "proof": True, "rounding": "down"},
    "skill_certificate": {"amounts": {"level5": 50_000, "level4": 80_000}},
}
TWINS = {"serious_illness": {"decide": None, "pay": None}, "child_education": {"decide": None, "pay": None}}


def settle_spring(seed: int, out: Path) -> list[str]:
    """Settle and audit one random spring; the components that were settled."""
    spring = Spring(seed, {name: {**params, **TWINS.get(name, {})} for name, params in PARAMS.items()})
    for row in spring.rows:
        if row["kind"] == "payout" and row["to_s"] is None:
            row["to_s"] = row["at_s"]
    spring.write(out)
    clauses = tuple(make_clause(name, **params) for name, params in PARAMS.items())
    ledger = settle_log(read_log(out / "log"), clauses)
    LEDGER.write(ledger, out / "ledger.parquet")
    records = open_records(out)
    case = Case(records, Spells(records), clauses)
    for clause in clauses:
        breaches = records.rows(CHECKS[clause.type.name](clause, case).breaches)
        assert [row for row in breaches if row["ground"] in ("short", "wrong")] == []
    components: list[str] = ledger["component"].to_pylist()
    return components


def test_what_is_settled_is_what_the_auditor_finds_due(tmp_path: Path) -> None:
    """No benefit is short or wrong, and there are some of each kind; grants that are too small are another matter."""
    settled = {component for seed in range(4) for component in settle_spring(seed, tmp_path / str(seed))}
    assert settled == {"pension", "medical", "illness_aid", "child_aid", "health_stipend", "certificate"}


def test_a_payout_without_its_cycle_is_refused_for_whom_the_clause_covers(tmp_path: Path) -> None:
    """Nobody could say of which month it is; the sentence names clause, file and row."""
    log = LogBuilder()
    log.register("Wang")
    log.add("payout", "10:00", worker_id="Wang", amount_minor=100)
    read = read_log(log.write(tmp_path))
    with pytest.raises(InputError, match="clause C03 counts income by the month") as refused:
        settle_log(read, [make_clause("pension_subsidy", **PARAMS["pension_subsidy"])])
    assert (refused.value.line, refused.value.field) == (2, "to_s")
