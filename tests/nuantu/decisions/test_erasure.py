"""A person is erased: the personal part is gone, the tree and every proof and every sum hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import BEGIN_S, Yard, make_day

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import parse_checkpoint
from nuantu.decisions.erasure import Erased, Retention, erase_worker, say_erased
from nuantu.decisions.leaf import decode_leaf
from nuantu.decisions.note import parse_note
from nuantu.decisions.proof_file import find_flaw, prove_decision, read_parts
from nuantu.decisions.store import LeafStore


def sum_pay(yard: Yard) -> int:
    store = LeafStore(yard.folder.leaves)
    found = sum(leaf.terms["amount_minor"] for row in store.read_rows(0, store.read_size())
                if (leaf := decode_leaf(row.body)).kind == "pay")
    store.close()
    return found


def test_after_retention_everything_of_a_person_goes(tmp_path: Path) -> None:
    """Pseudonym, salts and order links stand in no file; root, proofs and sums are as before; readers are told why."""
    yard = Yard(tmp_path)
    yard.fill(make_day(30))
    root, total = parse_checkpoint(parse_note(yard.folder.published.read_text()).text).root, sum_pay(yard)
    proof = prove_decision(yard.folder, 6, opened=True)
    salts = [part["salt"] for part in proof["openings"].values() if "salt" in part]
    with yard.open() as log:
        done = erase_worker(log, "Rider-6", Retention(pay_years=0), int(yard.clock()))
        before_leaf = log.leaves.read_frontier(30).root()
        assert log.checkpoint().published
    body = LeafStore(yard.folder.leaves).read_row(6).body
    files = b"".join(path.read_bytes() for path in yard.folder.path.rglob("*.db*") if path.suffix != ".db-shm")

    assert (done.erased > 0, done.locked, done.until) == (True, 0, None)
    assert b"Rider-6" not in files
    assert [salt for name, salt in zip(proof["openings"], salts, strict=True)
            if name in ("worker", "order", "person 1") and bytes.fromhex(salt) in files] == []
    assert (before_leaf, sum_pay(yard)) == (root, total)
    assert find_flaw(proof, yard.trust()) is None
    again = prove_decision(yard.folder, 6, opened=True)
    assert find_flaw(again, yard.trust()) is None
    assert again["openings"]["worker"] == {"answer": "insufficient evidence (erased)"}
    assert read_parts(yard.folder, 6, body)["order"] == {"answer": "insufficient evidence (erased)"}
    assert yard.verify().findings == []


def test_pay_is_locked_until_the_law_lets_it_go(tmp_path: Path) -> None:
    """Within three years pay openings stay, locked and unread; the person is told until when; afterwards they go."""
    yard = Yard(tmp_path)
    yard.fill(make_day(30))
    with yard.open() as log:
        first = erase_worker(log, "Rider-6", Retention(), int(yard.clock()))
        body = log.leaves.read_row(6).body
        locked = read_parts(yard.folder, 6, body)
        then = int(datetime(2029, 11, 21, tzinfo=UTC).timestamp())
        second = erase_worker(log, "Rider-6", Retention(), then)
        assert log.checkpoint().published

    assert (first.locked, first.until) == (6, date(2029, 11, 19))
    assert locked["worker"]["answer"] == "locked"
    assert "salt" not in locked["worker"]
    assert (second.erased, second.locked) == (6, 0)
    report = yard.verify()
    assert (report.findings, report.erased, report.locked) == ([], first.erased + second.erased, 0)
    assert "2029-11-19" in say_erased(first, "zh")
    assert "locked until 2029-11-19" in say_erased(first, "en")
    assert "locked" not in say_erased(second, "en")


def test_nobody_is_erased_twice_or_by_a_wrong_name(tmp_path: Path) -> None:
    """A pseudonym without openings is refused; nothing is written."""
    yard = Yard(tmp_path)
    yard.fill(make_day(9))
    with yard.open() as log:
        with pytest.raises(InputError, match="no opening of worker 'R99'"):
            erase_worker(log, "R99", Retention(), BEGIN_S)
        assert log.size == 9


def test_retention_ends_on_the_same_day_of_a_later_year() -> None:
    """29 February ends on 1 March."""
    leap = int(datetime(2028, 2, 29, tzinfo=UTC).timestamp())

    assert datetime.fromtimestamp(Retention(1).end_of(leap), UTC).date() == date(2029, 3, 1)
    assert datetime.fromtimestamp(Retention(4).end_of(leap), UTC).date() == date(2032, 2, 29)
    assert say_erased(Erased(3, 0, None, "x"), "zh").startswith("已删除 3 处")
