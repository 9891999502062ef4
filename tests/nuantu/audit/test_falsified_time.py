"""Lies about roll-outs and directions are found by clause, words and event, and the true world has none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.falsifier.time import LIES, World
from tests.nuantu.agreement.agreement_text import write_agreement

from nuantu.agreement.book import Book, load_book
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import judge as judge_clause
from nuantu.audit.judge import read_explained
from nuantu.audit.query import Case
from nuantu.audit.run import find_span
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.audit.verdict import Verdict

TYPES = ("rollout_commitment", "directional_improvement")
ROLLOUT = {"of": "injury_premium", "deadline": "2026-11-19", "places": ["11", "31"]}
DAYS = {"baseline_from": "2026-11-20", "baseline_to": "2026-11-20", "window_from": "2026-11-21",
        "window_to": "2026-11-21"}
CLAUSES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("insurance", "injury_premium", {"amount": "0.07 CNY/order"}),
    ("rollout", "rollout_commitment", ROLLOUT),
    ("everywhere", "rollout_commitment", {**ROLLOUT, "evidence": "every_order"}),
    ("late", "directional_improvement", {"metric": "late_share", "sense": "lower", **DAYS}),
    ("safe", "directional_improvement", {"metric": "accidents_per_order", "sense": "lower",
                                         "baseline_per_million": "50000", "window_from": "2026-11-21",
                                         "window_to": "2026-11-21"}),
    ("pay", "directional_improvement", {"metric": "income_per_hour", "sense": "higher", **DAYS}),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The promises that the world keeps."""
    clauses = [{"id": name, "type": kind, "params": params} for name, kind, params in CLAUSES]
    return load_book(write_agreement(tmp_path_factory.mktemp("book"), clauses=clauses,
                                     effective={"from": "2026-11-18"}))


def judge(world: World, folder: Path, book: Book) -> Sequence[Verdict]:
    """Verdicts of the two types on a world."""
    records = open_records(world.write(folder))
    clauses = book.over(*find_span(records))
    case = Case(records, Spells(records, ()), clauses)
    return [verdict for clause in clauses if clause.type.name in TYPES
            for verdict in judge_clause(clause, CHECKS[clause.type.name](clause, case), case, read_explained(records))]


def test_the_true_world_keeps_every_promise(book: Book, tmp_path: Path) -> None:
    """Both places, and all three measures; every verdict tells what it was measured by."""
    verdicts = judge(World(), tmp_path / "out", book)

    assert [(one.clause_id, one.verdict, one.units) for one in verdicts] == [
        ("rollout", "complied", 2), ("everywhere", "complied", 2), ("late", "complied", 1), ("safe", "complied", 1),
        ("pay", "complied", 1)]
    assert [one.arithmetic for one in verdicts][:3] == [
        "units 2; kept 2; covered 2 of 2, required 2 by 2026-11-19; not in the log 0",
        "units 2; kept 2; covered 2 of 2, required 2 by 2026-11-19; not in the log 0",
        ("units 1; kept 1; late_share 12 of 120, between 58133 and 166682 per_million; before 138244 to 280367; "
         "difference -190618 to -9114, to become lower")]


@pytest.mark.parametrize("name", list(LIES))
def test_a_lie_is_found_and_nothing_else(name: str, book: Book, tmp_path: Path) -> None:
    """By the clause that forbids it, in words that name it, and with the event where there is one."""
    world = World()
    told = LIES[name](world)
    verdicts = judge(world, tmp_path / "out", book)
    found = [one for one in verdicts if one.verdict not in ("complied", "not_applicable")]

    assert [(one.clause_id, one.verdict) for one in found] == [(told["clause_id"], "violated")]
    assert found[0].arithmetic.startswith(told["says"])
    assert found[0].event_ids == (() if told["event"] is None else (told["event"]["event_id"],))
