"""Logs with something to find for every check, and the book that judges each, for engines to agree upon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.falsifier import care, falsify, pay, rest, score
from tests.falsifier.time import LIES, World
from tests.falsifier.worlds import merge_worlds, name_in
from tests.nuantu.audit.joint_cases import join_books, join_cases
from tests.nuantu.audit.test_falsified import ALONE
from tests.nuantu.audit.test_falsified_time import CLAUSES as PROMISES
from tests.nuantu.days import load_demo_book, write_full_day
from tests.nuantu.settle.plain_words import write_book

from nuantu.agreement.book import Book

Judged = tuple[Path, Book]


def join_day(folder: Path) -> Judged:
    """The hand-written day, true and with each falsification that can be planted in it."""
    true = write_full_day(folder / "true")
    worlds = [true]
    for name in falsify.FALSIFICATIONS:
        try:
            if name not in ALONE:
                falsify.plant(name, true, folder / name)
                worlds.append(folder / name)
        except falsify.UnplantableError:
            continue
    return _join(worlds, folder), load_demo_book()


def join_worked(folder: Path) -> Judged:
    """The worked verdicts of all clause types."""
    return join_cases(folder), join_books(folder / "book")


def join_pay(folder: Path) -> Judged:
    """Supplements, guarantees and floors of periods."""
    return _join_lies(folder, pay.write_true_world, pay.tell_lie, pay.LIES), _bind(folder, pay.CLAUSES)


def join_pool(folder: Path) -> Judged:
    """A floor of a whole pool of drivers."""
    true = pay.write_pool(folder / "true")
    pay.tell_lie(next(iter(pay.POOL_LIES)), true, folder / "lie")
    return folder / "lie", _bind(folder, pay.POOL)


def join_money(folder: Path) -> Judged:
    """Deductions, commission, payouts, scores and measures."""
    return _join_lies(folder, score.write_true_world, score.tell_lie, score.LIES), _bind(folder, score.CLAUSES)


def join_rest(folder: Path) -> Judged:
    """Rest and dispatch; each world has a compound of its own."""
    names = ["c-12", *(name_in(place, "c-12") for place in range(len(rest.LIES) + 1))]
    clauses = [clause | {"params": clause["params"] | {"added": dict.fromkeys(names, "5 min")}}
               if clause["id"] == "hard" else clause for clause in rest.CLAUSES]
    return _join_lies(folder, rest.write_true_world, rest.tell_lie, rest.LIES), _bind(folder, clauses)


def join_care(folder: Path) -> Judged:
    """Care, career and governance."""
    true = care.write_true_world(folder / "true")
    worlds = [true]
    for number, lie in enumerate((*care.LIES.values(), *care.COMMON_LIES.values())):
        worlds.append(folder / str(number))
        care.tell_lie(lie, true, worlds[-1])
    clauses = [*care.CLAUSES, *(clause for clause in care.COMMON if clause["id"] != "gear")]
    return _join(worlds, folder), _bind(folder, clauses)


def lack_care(folder: Path) -> Judged:
    """A year without a contest and a talk, under an agreement that binds a stranger."""
    true = care.write_true_world(folder / "true")
    care.tell_lie(care.COMMON_LIES["hold no contest"], true, folder / "idle")
    care.tell_lie(care.COMMON_LIES["hold no talk"], folder / "idle", folder / "silent")
    stranger, _ = care.AGREEMENT_LIES["leave the platform out"]
    clauses = [clause | ({"params": stranger} if clause["id"] == "three" else {}) for clause in care.COMMON
               if clause["id"] in ("contest", "talks", "three")]
    return folder / "silent", _bind(folder, clauses)


def tell_promises(folder: Path) -> Judged:
    """Roll-outs and directions, kept."""
    return World().write(folder / "true"), _bind_promises(folder)


def break_promises(folder: Path) -> Judged:
    """Roll-outs and directions, kept in one world and broken in each other."""
    worlds = [World().write(folder / "true")]
    for name, tell in LIES.items():
        world = World()
        tell(world)
        worlds.append(world.write(folder / name))
    return _join(worlds, folder), _bind_promises(folder)


JOINED: Mapping[str, Callable[[Path], Judged]] = {
    "the hand-written day": join_day, "the worked verdicts": join_worked, "supplements and floors": join_pay,
    "a pool": join_pool, "deductions and scores": join_money, "rest and dispatch": join_rest, "care": join_care,
    "care that nobody gives": lack_care,
    "promises kept": tell_promises, "promises broken": break_promises,
}


def _join_lies(folder: Path, write: Callable[[Path], Path], tell: Callable[[str, Path, Path], object],
               names: Iterable[str]) -> Path:
    true = write(folder / "true")
    worlds = [true]
    for name in names:
        tell(name, true, folder / name)
        worlds.append(folder / name)
    return _join(worlds, folder)


def _join(worlds: list[Path], folder: Path) -> Path:
    merge_worlds(worlds, folder / "joint")
    return folder / "joint"


def _bind(folder: Path, clauses: Iterable[Mapping[str, object]]) -> Book:
    (folder / "book").mkdir()
    return write_book(list(clauses), "CNY", folder / "book")


def _bind_promises(folder: Path) -> Book:
    days = {"from": "2026-11-18"}
    return _bind(folder, [{"id": name, "type": kind, "params": params, "effective": days}
                          for name, kind, params in PROMISES])
