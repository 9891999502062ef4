"""Receipts against the tree, and decisions against their inputs, one by one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from tests.nuantu.decisions.small_log import ORIGIN, Yard, make_day

from nuantu.decisions.note import NoteError
from nuantu.decisions.openings import OpeningStore
from nuantu.decisions.sampling import (
    ERASED,
    Promise,
    check_decisions,
    check_own_receipts,
    check_receipts,
    find_breach,
    recompute_leaf,
)
from nuantu.decisions.store import LeafStore


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """Nine decisions; R2 is looked at in some and chosen in others."""
    yard = Yard(tmp_path)
    yard.issued = yard.fill(make_day(9))  # type: ignore[attr-defined]
    return yard


def test_a_promise_is_kept_by_the_first_checkpoint_that_holds_the_leaf() -> None:
    """Leaf 4 is witnessed with five leaves or more; without any it may still be in time until it is due."""
    promise = Promise(ORIGIN, [], [(3, 100), (6, 170)], now_s=200)

    assert [promise.is_kept(2, 40), promise.is_kept(2, 39)] == [True, False]
    assert [promise.is_kept(3, 110), promise.is_kept(5, 109)] == [True, False]
    assert [promise.is_kept(6, 140), promise.is_kept(6, 139)] == [True, False]
    assert list(promise.find_late(np.array([40, 40, 39, 110, 109, 110, 140, 139]))) == [2, 4, 7]


def test_a_rider_learns_what_became_of_a_receipt(yard: Yard) -> None:
    """Kept, rewritten, left out, late, false."""
    leaves = LeafStore(yard.folder.leaves, write=True)
    keys = leaves.read_keys()
    promise = Promise(ORIGIN, keys, [(9, int(yard.clock()))], int(yard.clock()))
    late = Promise(ORIGIN, keys, [(9, int(yard.clock()) + 61)], int(yard.clock()) + 61)
    notes = [one.note for one in yard.issued]  # type: ignore[attr-defined]
    assert [find_breach(leaves, promise, note) for note in notes] == [None] * 9
    assert find_breach(leaves, late, notes[3]) == (
        "not honoured: no witnessed checkpoint held decision 3 within 60 s")
    with pytest.raises(NoteError):
        find_breach(leaves, promise, notes[3].replace("\n3\n", "\n4\n"))
    leaves._base.execute("UPDATE leaf SET body = x'00' WHERE seq = 3")
    leaves._base.execute("DELETE FROM leaf WHERE seq = 8")
    findings: list = []
    power = check_receipts(leaves, promise, [*notes, "nonsense"], range(10), findings)
    own = check_own_receipts(leaves, promise, range(9), findings)
    leaves.close()

    assert [one.what for one in findings] == [
        "receipt 4: not honoured: decision 3 is not in the log as promised",
        "receipt 9: not honoured: decision 8 is not in the log as promised",
        "receipt 10: the note has no empty line before its signatures.",
        "the log's receipt does not belong to the leaf that stands there"]
    assert (power.drawn, power.population, own.drawn) == (10, 10, 9)


def test_a_decision_about_somebody_erased_lacks_evidence(yard: Yard) -> None:
    """Chosen or only looked at: the answer is insufficient evidence (erased), never broken and never kept."""
    leaves, store = LeafStore(yard.folder.leaves), OpeningStore(yard.folder.openings, write=True)
    assert [recompute_leaf(leaves, store, seq) for seq in range(9)] == [None] * 9
    store.erase(store.read_person("Rider-2"), [], 9)
    answers = [recompute_leaf(leaves, store, seq) for seq in range(9)]
    findings: list = []
    power, insufficient = check_decisions(leaves, yard.folder.openings, range(9), 9, findings)
    leaves.close()
    store.close()

    assert set(answers) == {None, ERASED}
    assert (answers[1], answers[2], answers[0]) == (ERASED, ERASED, None)
    assert (power.drawn + insufficient, insufficient, findings) == (9, answers.count(ERASED), [])


def test_a_lost_opening_is_not_an_erased_one(yard: Yard) -> None:
    """Without a tombstone it is a finding."""
    base = sqlite3.connect(yard.folder.openings)
    base.execute("DELETE FROM opening WHERE seq = 1 AND part = 4")
    base.execute("UPDATE opening SET value = x'00' WHERE seq = 2 AND part = 2")
    base.commit()
    base.close()
    leaves, store = LeafStore(yard.folder.leaves), OpeningStore(yard.folder.openings)

    assert recompute_leaf(leaves, store, 1) == "an opening is missing and was not erased"
    assert "part 2 does not open the commitment" in (recompute_leaf(leaves, store, 2) or "")
    leaves.close()
    store.close()
