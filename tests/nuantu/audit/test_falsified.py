"""Every planted falsification is found, by clause, worker, order and event, and nothing is found that was not planted.

Two days are forged: the hand-written one, in which every situation occurs, and a small city day that was really
replayed. A forged day costs an audit of seconds; so all of them that can be told side by side are put into one run as
worlds of their own, and judged at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.falsifier.falsify import BY_DIGEST, FALSIFICATIONS, UnplantableError, plant
from tests.falsifier.worlds import merge_worlds, name_in, split_name
from tests.nuantu.days import DATE, load_demo_book, write_day_agreements, write_full_day

from nuantu.agreement.book import Book
from nuantu.audit.run import audit
from nuantu.audit.verdict import Verdict
from nuantu.commands.city import city
from nuantu.commands.replay import replay

#: Lies about the order of the log, or about nothing that a rule looks at: judged one by one.
ALONE = {"set_a_clock_back", *BY_DIGEST}
FAULTY = ("violated", "departed", "insufficient_evidence")


@dataclass(frozen=True)
class Forged:
    """Findings that were planted, by name, and the faults that the audit found in that world."""

    wanted: Mapping[str, Mapping[str, Any]]
    found: Mapping[str, Sequence[Verdict]]


def audit_together(names: Sequence[str], source: Path, folder: Path, book: Book) -> Forged:
    """Forge a day once for each name that can be planted in it, and judge all of them in one run."""
    wanted: dict[str, dict[str, Any]] = {}
    for name in names:
        try:
            wanted[name] = plant(name, source, folder / name)
        except UnplantableError:
            continue
    numbers = merge_worlds([folder / name for name in wanted], folder / "joint")
    for world, finding in enumerate(wanted.values()):
        for key in ("worker_id", "order_id"):
            finding[key] = name_in(world, finding[key])
        for key in ("event", "line"):
            finding[f"{key}_ids"] = [numbers[world, key, number] for number in finding[f"{key}_ids"]]
    found: dict[str, list[Verdict]] = {name: [] for name in wanted}
    for verdict in audit(folder / "joint", None, book):
        if verdict.verdict in FAULTY:
            world, _ = split_name(verdict.worker_id or verdict.order_id or "")
            found[list(wanted)[world]].append(verdict)
    return Forged(wanted, found)


def is_found(wanted: Mapping[str, Any], found: Sequence[Verdict]) -> bool:
    """Whether one verdict names the type, the worker, the order and one of the events or lines."""
    for verdict in found:
        named = (verdict.type, verdict.worker_id, verdict.order_id)
        rows = bool({*verdict.event_ids} & {*wanted["event_ids"]} or {*verdict.line_ids} & {*wanted["line_ids"]})
        if named == (wanted["type"], wanted["worker_id"], wanted["order_id"]) and rows:
            return True
    return False


def list_types() -> set[str]:
    """What a verdict can be about: the types of the day's clauses, the log and the ledger."""
    clauses = load_demo_book().in_force(date.fromisoformat(DATE))
    return {"log_integrity", "ledger_integrity", *(clause.type.name for clause in clauses)}


@pytest.fixture(scope="module")
def true_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-written day."""
    return write_full_day(tmp_path_factory.mktemp("true") / "out")


@pytest.fixture(scope="module")
def forged(true_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Forged:
    """The hand-written day in as many forgeries as can be told side by side."""
    names = [name for name in FALSIFICATIONS if name not in ALONE]
    return audit_together(names, true_day, tmp_path_factory.mktemp("forged"), load_demo_book())


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Forged]:
    """A small city day, really replayed, settled and audited, and its forgeries."""
    folder = tmp_path_factory.mktemp("city")
    made = CliRunner().invoke(city, ["--orders", "150", "--seed", "7", "--out", str(folder / "day")])
    assert made.exit_code == 0, made.output
    agreement, *others = write_day_agreements(folder / "agreements")
    layers = [word for other in others for word in ("--layer", str(other))]
    run = CliRunner().invoke(replay, [str(folder / "day"), "--agreement", str(agreement), *layers,
                                      "--policy", "greedy", "--seed", "1", "--out", str(folder / "out"), "--json"])
    assert run.exit_code == 0, run.output
    names = [name for name in FALSIFICATIONS if name not in ALONE]
    return folder / "out", audit_together(names, folder / "out", folder / "forged", load_demo_book())


def test_the_true_day_is_kept_in_every_clause(true_day: Path) -> None:
    """Without a forgery nothing is violated, departed from or without evidence, and every clause concerns the day."""
    verdicts = audit(true_day, None, load_demo_book())
    assert [one for one in verdicts if one.verdict in FAULTY] == []
    assert {one.type for one in verdicts if one.verdict == "complied"} == list_types()


def test_there_are_enough_falsifications_and_each_type_has_its_own(forged: Forged) -> None:
    """At least thirty falsifications; each clause type, the log and the ledger are lied about."""
    assert len(FALSIFICATIONS) >= 30
    assert {*forged.wanted} == {*FALSIFICATIONS} - ALONE
    assert {finding["type"] for finding in forged.wanted.values()} == list_types()


@pytest.mark.parametrize("name", [name for name in FALSIFICATIONS if name not in ALONE])
def test_a_careful_forgery_is_found(forged: Forged, name: str) -> None:
    """With ids renumbered and digests repaired the lie is found where it was planted, and nothing else is accused."""
    wanted, found = forged.wanted[name], forged.found[name]
    assert is_found(wanted, found), (wanted, found)
    assert [one for one in found if one.type not in {wanted["type"], *wanted["also"]}] == []


def test_forgeries_of_a_replayed_day_are_found(replayed: tuple[Path, Forged]) -> None:
    """On a day that was really replayed all that can be planted is found, and nothing else is accused."""
    _, forged = replayed
    assert len(forged.wanted) >= 25
    lost = {name: (wanted, forged.found[name]) for name, wanted in forged.wanted.items()
            if not is_found(wanted, forged.found[name])}
    assert lost == {}
    beyond = {name: [one for one in forged.found[name] if one.type not in {wanted["type"], *wanted["also"]}]
              for name, wanted in forged.wanted.items()}
    assert {name: rest for name, rest in beyond.items() if rest} == {}


@pytest.mark.parametrize("name", sorted(ALONE))
def test_a_lie_about_the_order_or_the_whole_is_found(true_day: Path, tmp_path: Path, name: str) -> None:
    """A clock set back, an order erased without a trace, a place changed: the records themselves give it away."""
    wanted = plant(name, true_day, tmp_path / "out")
    found = [one for one in audit(tmp_path / "out", None, load_demo_book()) if one.verdict == "violated"]
    assert [one for one in found if one.type == "log_integrity"]
    if name not in BY_DIGEST:
        assert is_found(wanted, found)
    assert {one.type for one in found} <= {"log_integrity", *wanted["also"]}


def test_a_careless_forger_is_found_by_digest_and_by_gap(true_day: Path, tmp_path: Path) -> None:
    """Who takes out an event and repairs nothing leaves a gap, a wrong count and two wrong digests behind."""
    plant("remove_a_reminder", true_day, tmp_path / "out", careful=False)
    found = [one.arithmetic.split(":")[0] for one in audit(tmp_path / "out", None, load_demo_book())
             if one.type == "log_integrity" and one.verdict == "violated"]
    assert found == ["count", "manifest digest", "run digest", "numbering"]
