"""Lies about supplements, guarantees and floors of periods are found where they were planted, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.falsifier.pay import CLAUSES, LIES, POOL, POOL_LIES, tell_lie, write_pool, write_true_world
from tests.falsifier.worlds import merge_worlds, name_in, split_name
from tests.nuantu.settle.plain_words import write_book

from nuantu.agreement.book import Book
from nuantu.audit.run import audit
from nuantu.audit.verdict import Verdict
from nuantu.settle.ledger import settle

FAULTY = ("violated", "departed", "insufficient_evidence")
TYPES = {str(clause["type"]) for clause in CLAUSES}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The clauses under which the world is true."""
    return write_book(CLAUSES, "CNY", tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The true world."""
    return write_true_world(tmp_path_factory.mktemp("true") / "out")


@pytest.fixture(scope="module")
def told(world: Path, book: Book, tmp_path_factory: pytest.TempPathFactory,
         ) -> tuple[Mapping[str, Mapping[str, Any]], Mapping[str, Sequence[Verdict]]]:
    """What each lie must show, and what one audit of all of them side by side found in its world."""
    folder = tmp_path_factory.mktemp("lies")
    wanted = {name: tell_lie(name, world, folder / name) for name in LIES}
    numbers = merge_worlds([folder / name for name in wanted], folder / "joint")
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


def test_the_true_world_keeps_every_clause(world: Path, book: Book) -> None:
    """Nothing is violated or without evidence, and every type has something to judge."""
    verdicts = audit(world, None, book)
    assert [one for one in verdicts if one.verdict in FAULTY] == []
    assert {one.type for one in verdicts if one.verdict == "complied"} >= TYPES


def test_settlement_writes_the_ledger_that_was_told_by_hand(world: Path, book: Book, tmp_path: Path) -> None:
    """Line by line what the world says, and the pool as well."""
    pairs = ((world, book), (write_pool(tmp_path / "pool"), write_book(POOL, "CNY", tmp_path)))
    keys = ("worker_id", "order_id", "period", "component", "clause_id", "amount_minor")
    for folder, rules in pairs:
        told = pq.read_table(folder / "ledger.parquet").select(keys).to_pylist()
        settled = settle(folder / "log", rules).select(keys).to_pylist()
        assert sorted(map(str, settled)) == sorted(map(str, told))


def test_each_type_is_lied_about_three_times(told: tuple[Mapping[str, Mapping[str, Any]], Any]) -> None:
    """At least three lies a type."""
    counts = Counter(finding["type"] for finding in told[0].values())
    assert {name: count for name, count in counts.items() if count < 3} == {}
    assert set(counts) == TYPES


@pytest.mark.parametrize("name", list(LIES))
def test_a_lie_is_found(told: tuple[Mapping[str, Mapping[str, Any]], Mapping[str, Sequence[Verdict]]],
                        name: str) -> None:
    """By type, worker, order and one of the events or lines; and nobody else is accused."""
    wanted, found = told[0][name], told[1][name]
    hits = [one for one in found
            if (one.type, one.worker_id, one.order_id) == (wanted["type"], wanted["worker_id"], wanted["order_id"])
            and ({*one.event_ids} & {*wanted["event_ids"]} or {*one.line_ids} & {*wanted["line_ids"]})]
    assert hits, (wanted, found)
    assert [one for one in found if one.type not in {wanted["type"], *wanted["also"]}] == []


@pytest.mark.parametrize("name", [None, *POOL_LIES])
def test_a_lie_about_the_pool_is_found(name: str | None, tmp_path: Path) -> None:
    """A pool is one world; each lie about it is judged alone, and without a lie nothing is accused."""
    pool = write_book(POOL, "CNY", tmp_path)
    out = write_pool(tmp_path / "out")
    wanted = None if name is None else tell_lie(name, out, tmp_path / "lie")
    verdicts = audit(out if name is None else tmp_path / "lie", None, pool)
    found = [one for one in verdicts if one.verdict in FAULTY]
    assert {one.type for one in found} == (set() if wanted is None else {"aggregate_floor"})
    assert wanted is None or any(
        one.worker_id == wanted["worker_id"]
        and ({*one.event_ids} & {*wanted["event_ids"]} or {*one.line_ids} & {*wanted["line_ids"]}) for one in found)
    assert len(POOL_LIES) >= 3
