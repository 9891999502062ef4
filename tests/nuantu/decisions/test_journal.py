"""Many callers and one writer: told after the receipt, each on its own, and witnessed by and by."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import Yard, dispatch, pay

from nuantu.core.errors import InputError
from nuantu.decisions.journal import Journal
from nuantu.decisions.log import WriteError
from nuantu.decisions.store import LeafStore


def test_nothing_is_told_before_its_leaf_is_durable(tmp_path: Path) -> None:
    """At the moment of telling a reader of its own finds the leaf, from eight callers at once."""
    yard, told, missing = Yard(tmp_path), [], []

    def tell(decision, issued) -> None:
        reader = LeafStore(yard.folder.leaves)
        if reader.read_row(issued.receipt.seq).body != issued.body:
            missing.append(issued)
        reader.close()
        told.append(decision.order_id)

    with yard.open() as log, Journal(log) as journal:
        threads = [threading.Thread(target=lambda first=first: [
            journal.submit([pay(5), pay(5, worker=first)], tell).result(30) for _ in range(25)]) for first in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert (len(told), missing) == (400, [])
    report = yard.verify()
    assert (report.size, report.witnessed, report.findings) == (400, 400, [])


def test_a_bad_decision_fails_alone(tmp_path: Path) -> None:
    """Of three hand-ins gathered into one group the one dated back is refused, the others get receipts."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        with Journal(log) as journal:
            futures = [journal.submit([pay(9)]), journal.submit([pay(3), pay(12)]), journal.submit([dispatch(10)])]
            seqs = [futures[0].result(30)[0].receipt.seq, futures[2].result(30)[0].receipt.seq]
            with pytest.raises(InputError, match="before the one that precedes"):
                futures[1].result(30)
        assert (seqs, log.size) == ([0, 1], 2)


def test_nothing_is_told_where_the_disk_fails(tmp_path: Path) -> None:
    """The caller learns of it, the teller is never called, and everything after is refused."""
    yard, told = Yard(tmp_path), []
    with yard.open() as log:
        log.leaves._base.execute("PRAGMA query_only=ON")
        with Journal(log) as journal:
            with pytest.raises(WriteError, match="cannot be written"):
                journal.submit([pay(1)], lambda *_: told.append(1)).result(30)
            with pytest.raises(InputError, match="failed to write before"):
                journal.submit([pay(2)], lambda *_: told.append(2)).result(30)

    assert told == []


def test_a_teller_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    """Its caller gets the error; the decision stands, and the next is written."""
    yard = Yard(tmp_path)

    def fail(decision, issued) -> None:
        raise RuntimeError("no connection")

    with yard.open() as log:
        with Journal(log) as journal:
            with pytest.raises(RuntimeError, match="no connection"):
                journal.submit([pay(1)], fail).result(30)
            assert journal.submit([pay(2)]).result(30)[0].receipt.seq == 1
        with pytest.raises(InputError, match="closed"):
            journal.submit([pay(3)])


def test_a_checkpoint_follows_256_decisions_and_the_end(tmp_path: Path) -> None:
    """Closing has the last leaves witnessed, and each try is reported."""
    yard, states = Yard(tmp_path), []
    with yard.open() as log, Journal(log, states.append) as journal:
        for _ in range(5):
            journal.submit([pay(1)] * 256).result(30)

    assert states[-1].published
    assert states[-1].size == 1280
    assert yard.verify().witnessed == 1280
