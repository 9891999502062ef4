"""One stretch of a log: what it counts, and what it finds in damaged stores."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import Yard, dispatch, make_day, pay

from nuantu.decisions.chunk import NAMED_MAX, Stretch, check_stretch
from nuantu.decisions.encoding import decode, encode
from nuantu.decisions.tree import Frontier, hash_leaf

_UNTYPED = ("CREATE TABLE t (seq INTEGER PRIMARY KEY, body, nodes, issued_s, receipt); INSERT INTO t SELECT * "
            "FROM leaf; DROP TABLE leaf; ALTER TABLE t RENAME TO leaf;")


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """Thirty decisions."""
    yard = Yard(tmp_path)
    yard.fill(make_day(30))
    return yard


def check(yard: Yard, *sizes: int):
    return check_stretch(Stretch(yard.folder.leaves, yard.folder.openings, 0, 30, sizes))


def change(path: Path, *statements: str) -> None:
    base = sqlite3.connect(path)
    for one in statements:
        base.executescript(one)
    base.commit()
    base.close()


def test_a_whole_stretch_gives_subtrees_and_counts(yard: Yard) -> None:
    """Every commitment opened (six for a dispatch, four for a pay line), subtrees at the sizes wanted."""
    done = check(yard, 5, 30)
    frontier = Frontier()
    base = sqlite3.connect(yard.folder.leaves)
    for body, in base.execute("SELECT body FROM leaf WHERE seq < 5 ORDER BY seq"):
        frontier.append(hash_leaf(body))
    base.close()

    assert done.findings == []
    assert (done.opened, done.erased, done.locked) == (20 * 6 + 10 * 4, 0, 0)
    assert (done.rows[5], set(done.rows)) == (frontier.row, {5, 30})
    assert done.derivable == list(range(30))


@pytest.mark.parametrize(("file", "statement", "check_name", "words"), [
    ("leaves", "DELETE FROM leaf WHERE seq = 7", "sequence", "leaves 7 to 7 are missing"),
    ("leaves", "DELETE FROM leaf WHERE seq > 25", "sequence", "leaves 26 to 29 are missing"),
    ("leaves", "UPDATE leaf SET nodes = zeroblob(32) WHERE seq = 4", "nodes", "stored nodes"),
    ("leaves", "UPDATE leaf SET body = x'00' WHERE seq = 4", "leaf", "nine fields"),
    ("leaves", "UPDATE leaf SET body = (SELECT body FROM leaf WHERE seq = 5) WHERE seq = 4", "sequence",
     "says that it is number 5"),
    ("openings", "DELETE FROM opening WHERE seq = 4 AND part = 1", "openings", "missing and was not erased"),
    ("openings", "UPDATE opening SET salt = zeroblob(16) WHERE seq = 4 AND part = 2", "openings", "does not open"),
    ("openings", "INSERT INTO opening VALUES (4, 9, NULL, x'00', x'00')", "openings", "part 9, which the leaf"),
    ("leaves", _UNTYPED + "UPDATE leaf SET body = 5, nodes = 'ÿ' WHERE seq = 3", "leaf", "does not hold the types"),
    ("openings", "INSERT INTO tombstone VALUES (4, 1)", "openings", "said to be erased and still stands"),
])
def test_damage_is_named_with_its_leaf(yard: Yard, file: str, statement: str, check_name: str, words: str) -> None:
    """Each kind of damage gives its finding."""
    change(getattr(yard.folder, file), statement)
    found = check(yard).findings

    assert any(one.check == check_name and words in one.what for one in found), found


def test_a_leaf_dated_back_is_found_even_if_its_hash_were_right(tmp_path: Path) -> None:
    """A writer that forges times into the tree itself is caught by the order of time."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        log.append([pay(5), dispatch(9)])
        log._last_s = 0
        log.append([pay(3)])
    done = check_stretch(Stretch(yard.folder.leaves, yard.folder.openings, 0, 3, ()))

    assert [(one.check, one.seq, one.what) for one in done.findings] == [
        ("time", 2, "the leaf is dated 6 s before the one that precedes it")]


def test_inputs_that_are_no_inputs_are_named(yard: Yard) -> None:
    """An opening that fits its hash but not its form."""
    base = sqlite3.connect(yard.folder.leaves)
    body, = base.execute("SELECT body FROM leaf WHERE seq = 0").fetchone()
    base.close()
    leaf = decode(body)
    from hashlib import sha256

    value = encode({"facts": {}, "people": [b"short"]})
    leaf["inputs_commit"] = sha256(bytes(16) + value).digest()
    forged = encode(leaf)
    change(yard.folder.leaves, f"UPDATE leaf SET body = x'{forged.hex()}' WHERE seq = 0")
    change(yard.folder.openings, f"UPDATE opening SET salt = zeroblob(16), value = x'{value.hex()}' "
                                 "WHERE seq = 0 AND part = 2")

    assert "the inputs are not a map of facts and people" in [one.what for one in check(yard).findings]


def test_many_findings_are_counted(yard: Yard) -> None:
    """After so many the rest is a number."""
    change(yard.folder.openings, "DELETE FROM opening")
    done = check(yard)

    assert (len(done.findings), done.unnamed) == (NAMED_MAX, 20 * 3 + 10 * 3 - NAMED_MAX)
