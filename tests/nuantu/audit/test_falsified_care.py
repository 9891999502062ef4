"""Lies about care, career and governance are found where they were planted, and nothing else is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.falsifier.care import AGREEMENT_LIES, CLAUSES, COMMON, COMMON_LIES, LIES, tell_lie, write_true_world
from tests.falsifier.worlds import merge_worlds, name_in, split_name
from tests.nuantu.settle.plain_words import write_book

from nuantu.agreement.book import Book
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import judge, read_explained
from nuantu.audit.query import Case
from nuantu.audit.run import audit, find_span
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.audit.verdict import Verdict

FAULTY = ("violated", "departed", "insufficient_evidence")
TYPES = {str(clause["type"]) for clause in (*CLAUSES, *COMMON)} - {"weekday_distance_band"}
Told = tuple[Mapping[str, Mapping[str, Any]], Mapping[str, Sequence[Verdict]]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The clauses whose breaches bear a worker's name or an event."""
    return write_book(CLAUSES, "CNY", tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The true year."""
    return write_true_world(tmp_path_factory.mktemp("true") / "out")


@pytest.fixture(scope="module")
def told(world: Path, book: Book, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What each lie must show, and what one audit of all of them side by side found in its world."""
    folder = tmp_path_factory.mktemp("lies")
    places = {name: folder / str(number) for number, name in enumerate(LIES)}
    wanted = {name: tell_lie(lie, world, places[name]) for name, lie in LIES.items()}
    numbers = merge_worlds(list(places.values()), folder / "joint")
    for place, finding in enumerate(wanted.values()):
        for key in ("worker_id", "order_id"):
            finding[key] = name_in(place, finding[key])
        for key in ("event", "line"):
            finding[f"{key}_ids"] = [numbers[place, key, number] for number in finding[f"{key}_ids"]]
    worlds = {number: place for (place, key, _), number in numbers.items() if key == "event"}
    found: dict[str, list[Verdict]] = {name: [] for name in wanted}
    for verdict in audit(folder / "joint", None, book):
        if verdict.verdict in FAULTY:
            named = verdict.worker_id or verdict.order_id
            place = worlds[verdict.event_ids[0]] if named is None else split_name(named)[0]
            found[list(wanted)[place]].append(verdict)
    return wanted, found


def find_faults(folder: Path, clauses: Sequence[Mapping[str, Any]], home: Path) -> list[Verdict]:
    """What the checks of these clauses find wrong, without a look at the records themselves."""
    records = open_records(folder)
    in_force = write_book(clauses, "CNY", home).over(*find_span(records))
    case = Case(records, Spells(records), in_force)
    found = [one for clause in in_force
             for one in judge(clause, CHECKS[clause.type.name](clause, case), case, read_explained(records))]
    return [one for one in found if one.verdict in FAULTY]


def test_the_true_year_keeps_every_clause(world: Path, tmp_path: Path) -> None:
    """Nothing is violated or without evidence, and every type has something to judge."""
    both = [*CLAUSES, *(clause for clause in COMMON if clause["id"] != "gear")]
    verdicts = audit(world, None, write_book(both, "CNY", tmp_path))
    assert [one for one in verdicts if one.verdict in FAULTY] == []
    assert {one.type for one in verdicts if one.verdict == "complied"} >= TYPES


def test_each_type_is_lied_about_three_times() -> None:
    """At least three lies a type."""
    counts = Counter([lie.type for lie in (*LIES.values(), *COMMON_LIES.values())])
    counts["three_party_obligation"] = len(AGREEMENT_LIES)
    assert {name: count for name, count in counts.items() if count < 3} == {}
    assert set(counts) == TYPES


@pytest.mark.parametrize("name", list(LIES))
def test_a_lie_is_found(told: Told, name: str) -> None:
    """By type, worker, order and one of the events or lines; and nobody else is accused."""
    wanted, found = told[0][name], told[1][name]
    hits = [one for one in found
            if (one.type, one.worker_id, one.order_id) == (wanted["type"], wanted["worker_id"], wanted["order_id"])
            and ({*one.event_ids} & {*wanted["event_ids"]} or {*one.line_ids} & {*wanted["line_ids"]})]
    assert hits, (wanted, found)
    assert [one for one in found if one.type not in {wanted["type"], *wanted["also"]}] == []


@pytest.mark.parametrize("name", list(COMMON_LIES))
def test_a_lie_about_what_concerns_all_is_found(world: Path, tmp_path: Path, name: str) -> None:
    """One fault, of the type that was lied about, by its event or by what it says."""
    lie = COMMON_LIES[name]
    wanted = tell_lie(lie, world, tmp_path / "out")
    clauses = [clause for clause in COMMON if clause["type"] == lie.type]
    found = find_faults(tmp_path / "out", clauses, tmp_path)
    assert [one.type for one in found] == [lie.type]
    if lie.says is None:
        assert {*found[0].event_ids} & {*wanted["event_ids"]}
    else:
        assert (found[0].arithmetic, found[0].worker_id) == (lie.says, None)


@pytest.mark.parametrize("name", list(AGREEMENT_LIES))
def test_a_lie_in_the_agreement_is_found(world: Path, tmp_path: Path, name: str) -> None:
    """A party that answers for nothing, or a clause that binds nobody at the table."""
    params, says = AGREEMENT_LIES[name]
    clauses = [{"id": "three", "type": "three_party_obligation", "params": params}]
    found = find_faults(world, clauses, tmp_path)
    assert [(one.type, one.arithmetic) for one in found] == [("three_party_obligation", says)]
