"""A clause cut into two versions at a midnight, both alike, is judged as the whole clause is: each day by its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.checks.test_slow_twins import PLAN, choose
from tests.nuantu.audit.random_worlds import World, write_worlds

from nuantu.agreement.clause import Clause
from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Records, open_records

WORLDS = 50
BEFORE = (date(2026, 11, 1), date(2026, 11, 20))
AFTER = (date(2026, 11, 21), date(2026, 11, 30))


def cut(clause: Clause) -> tuple[Clause, Clause]:
    """The clause as two versions that say the same, on the two sides of the midnight in the middle of the worlds."""
    return replace(clause, days=BEFORE), replace(clause, days=AFTER, since=AFTER[0])


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """Random worlds that ride over a midnight."""
    return open_records(write_worlds([World(number, 100, 300) for number in range(WORLDS)],
                                     tmp_path_factory.mktemp("worlds")))


@pytest.fixture(scope="module")
def whole(records: Records) -> Case:
    """One definition of working time for all days."""
    definition = make_clause("worktime_definition", allowance_pm=100, exclude_rest=300)
    return Case(records, Spells(records, [definition]), (definition,))


@pytest.fixture(scope="module")
def split(records: Records, whole: Case) -> Case:
    """The same definition, cut in two."""
    versions = cut(whole.clauses[0])
    return Case(records, Spells(records, versions), versions)


def judge(clauses: tuple[Clause, ...], kind: str, case: Case) -> tuple[list[str], int]:
    """Breaches, sorted and written out, and the number of units, of these versions together."""
    opened = Case(case.records, case.spells, (*case.clauses, *clauses))
    breaches: list[dict[str, Any]] = []
    units = 0
    for clause in clauses:
        query = CHECKS[kind](clause, opened)
        breaches += [{**row, "line_ids": sorted(row["line_ids"] or [])} for row in case.records.rows(query.breaches)]
        units += int(case.records.value(query.units.count()))
    return sorted(str(sorted(row.items(), key=str)) for row in breaches), units


@pytest.mark.parametrize("name", list(PLAN))
def test_two_equal_versions_find_what_one_clause_finds(whole: Case, split: Case, name: str) -> None:
    """Breach for breach and unit for unit; and each of the two finds something, so that the cut is not empty."""
    clause = choose(name, whole)
    kind = PLAN[name][0]
    found = judge((clause,), kind, whole)

    assert found[0]
    assert judge(cut(clause), kind, split) == found
    assert 0 < judge(cut(clause)[:1], kind, split)[1] < found[1]
