"""The whole log is verified from the witness's key: sound logs pass, every trick has its finding."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import ORIGIN, Clock, Yard, dispatch, make_day, pay

from nuantu.core.errors import InputError
from nuantu.decisions import chunk, verify
from nuantu.decisions.erasure import Retention, erase_worker
from nuantu.decisions.keys import make_key
from nuantu.decisions.log import DecisionLog
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.verify import Evidence, read_kept
from nuantu.decisions.witness import Witness


def checks(report) -> set[str]:
    return {one.check for one in report.findings}


def test_a_sound_log_holds(tmp_path: Path) -> None:
    """Counts of everything that was checked, and the power of both samples."""
    yard = Yard(tmp_path)
    yard.fill(make_day(30))
    report = yard.verify()

    assert report.findings == []
    assert (report.size, report.witnessed, report.checkpoints, report.cosignatures) == (30, 30, 4, 4)
    assert (report.opened, report.dishonoured, report.own_keys) == (160, 0, False)
    assert (report.receipts.drawn, report.receipts.chance) == (30, 1.0)
    assert (report.decisions.drawn, report.decisions.chance) == (30, 1.0)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17])
def test_every_small_size_holds(tmp_path: Path, size: int) -> None:
    """No leaf, one, powers of two and their neighbours."""
    yard = Yard(tmp_path)
    yard.fill(make_day(size), group=3)

    assert (yard.verify().findings, yard.verify().witnessed) == ([], size)


@pytest.mark.parametrize("jobs", [1, 2])
def test_stretches_join_into_one_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """With stretches of eight leaves the same log holds, and a time that falls on a border is found."""
    monkeypatch.setattr(verify, "LEAVES", 8)
    monkeypatch.setattr(chunk, "LEAVES", 8)
    monkeypatch.setattr(verify, "ProcessPoolExecutor", _Threads)
    yard = Yard(tmp_path)
    yard.fill(make_day(44), group=5)
    seen: list[tuple[int, int]] = []
    report = yard.verify(jobs=jobs, progress=lambda *at: seen.append(at))

    assert (report.findings, report.size) == ([], 44)
    assert seen == [(8, 44), (16, 44), (24, 44), (32, 44), (40, 44), (44, 44)]
    base = sqlite3.connect(yard.folder.leaves)
    nodes, = base.execute("SELECT nodes FROM leaf WHERE seq = 15").fetchone()
    base.execute("UPDATE leaf SET nodes = ? WHERE seq = 15", (nodes[:128] + bytes(32),))
    base.commit()
    base.close()
    assert ("nodes", 15) in {(one.check, one.seq) for one in yard.verify(jobs=jobs).findings}


class _Threads:
    """A pool that sees the patched size of stretches, which another process would not."""

    def __init__(self, jobs: int, mp_context: object) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._pool = ThreadPoolExecutor(jobs)

    def __enter__(self):
        return self._pool.__enter__()

    def __exit__(self, *error: object) -> None:
        self._pool.__exit__(None, None, None)


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    """Two stretches in real processes; damage in the last is found."""
    yard = Yard(tmp_path)
    with yard.open() as log:
        small = [dispatch(0, riders=1)] * 512
        while log.size < chunk.LEAVES + 100:
            log.append(small)
        assert log.checkpoint().published
    assert yard.verify(jobs=2).findings == []
    base = sqlite3.connect(yard.folder.leaves)
    base.execute(f"UPDATE leaf SET body = zeroblob(9) WHERE seq = {chunk.LEAVES + 7}")
    base.commit()
    base.close()

    assert {"leaf", "nodes", "checkpoints"} <= checks(yard.verify(jobs=2))


def test_the_tail_is_told(tmp_path: Path) -> None:
    """Leaves after the last witnessed checkpoint are counted as unprotected, and are no finding while not due."""
    yard = Yard(tmp_path)
    yard.fill(make_day(8))
    with yard.open() as log:
        log.append([pay(50), pay(51)])
    report = yard.verify()

    assert (report.size, report.witnessed, report.findings) == (10, 8, [])


def test_a_receipt_never_honoured_is_reported(tmp_path: Path) -> None:
    """After sixty seconds without a witnessed checkpoint the promise is broken, whatever comes later."""
    yard = Yard(tmp_path, clock=Clock())
    with yard.open() as log:
        log.append(make_day(5))
        yard.clock.now_s += 60
        assert yard.verify().dishonoured == 0
        yard.clock.now_s += 1
        assert yard.verify().dishonoured == 5
        assert log.checkpoint().published
        log.append([pay(60)])
        assert log.checkpoint().published
    report = yard.verify()

    assert (report.dishonoured, checks(report), report.witnessed) == (5, {"receipts"}, 6)
    assert "5 receipts were not honoured" in report.findings[0].what


def test_riders_receipts_find_what_the_log_left_out(tmp_path: Path) -> None:
    """A log that forgets a decision and its own receipt looks sound by itself; the rider's receipt gives it away."""
    yard, honest = Yard(tmp_path), None
    honest = yard.fill(make_day(6))
    shutil.copytree(yard.folder.path, tmp_path / "before")
    with DecisionLog(yard.folder, [], yard.clock) as log:
        left_out = log.append([pay(70)])[0].note
    shutil.rmtree(yard.folder.path)
    shutil.copytree(tmp_path / "before", yard.folder.path)
    with yard.open() as log:
        log.append([pay(71, worker=4)])
        assert log.checkpoint().published

    assert yard.verify().findings == []
    report = yard.verify(Evidence(receipts=[honest[2].note, left_out]))
    assert [one.what for one in report.findings] == [
        "receipt 2: not honoured: decision 6 is not in the log as promised"]


def test_a_log_cut_back_to_an_older_checkpoint_is_found_by_what_was_kept(tmp_path: Path) -> None:
    """Nothing inside the log can show it: a checkpoint kept by the union does, and so does the witness."""
    yard = Yard(tmp_path)
    yard.fill(make_day(8))
    shutil.copytree(yard.folder.path, tmp_path / "old")
    yard.fill([pay(40), pay(41)])
    kept = tmp_path / "kept.note"
    kept.write_text(yard.folder.published.read_text())
    shutil.rmtree(yard.folder.path)
    shutil.copytree(tmp_path / "old", yard.folder.path)

    assert yard.verify().findings == []
    report = yard.verify(Evidence(kept=[read_kept(kept)]))
    assert [one.what for one in report.findings] == [
        "checkpoint of 10 leaves: the log has 8 leaves: 2 are missing from its end"]
    with yard.open() as log:
        log.append([pay(42)])
        assert "has cosigned 10 leaves of this log, which now has 9" in log.checkpoint().refusals[0]


def test_foreign_keys_are_refused(tmp_path: Path) -> None:
    """Another log key, another witness, and no witness at all."""
    yard = Yard(tmp_path)
    yard.fill(make_day(8))
    stranger = make_key(ORIGIN, TYPE_NOTE).public
    other = make_key("union.example/witness", TYPE_COSIGNATURE).public
    unknown = yard.verify(trust=Trust((stranger,), (yard.witness_key.public,)))
    unwitnessed = yard.verify(trust=Trust(tuple(yard.list_keys()), (other,)))
    alone = yard.verify(trust=Trust(tuple(yard.list_keys()), ()))

    assert checks(unknown) == {"keys"}
    assert (checks(unwitnessed), unwitnessed.witnessed) == ({"checkpoints"}, 0)
    assert (alone.findings, alone.witnessed) == ([], 0)


def test_a_second_key_without_the_first_ones_word_is_refused(tmp_path: Path) -> None:
    """A thief of the disk who puts in a key of its own cannot make the old key sign the change."""
    yard = Yard(tmp_path)
    yard.fill(make_day(4))
    thief = make_key(ORIGIN, TYPE_NOTE)
    base = sqlite3.connect(yard.folder.leaves)
    base.execute("INSERT INTO signing_key VALUES (2, ?)", (thief.public.vkey,))
    base.commit()
    base.close()

    assert "the signing keys are not those that the leaves name" in [one.what for one in yard.verify().findings]


def test_a_witness_may_change_its_key(tmp_path: Path) -> None:
    """Both keys under one name: each checkpoint needs one of them."""
    yard = Yard(tmp_path)
    yard.fill(make_day(8))
    newer = make_key("union.example/witness", TYPE_COSIGNATURE)
    second = Witness(tmp_path / "second.db", newer, {ORIGIN: yard.list_keys()}, yard.clock)
    with DecisionLog(yard.folder, [second], yard.clock) as log:
        log.append([pay(60)])
        assert log.checkpoint().published
    both = Trust(tuple(yard.list_keys()), (yard.witness_key.public, newer.public))

    assert (yard.verify(trust=both).findings, yard.verify(trust=both).witnessed) == ([], 9)
    assert checks(yard.verify()) == {"checkpoints"}


def test_openings_may_be_absent(tmp_path: Path) -> None:
    """An auditor who gets the public half alone checks all of it and says what was not checked."""
    yard = Yard(tmp_path)
    yard.fill(make_day(8))
    shutil.rmtree(yard.folder.openings.parent)
    shutil.rmtree(yard.folder.path / "private")
    report = yard.verify()

    assert (report.findings, report.has_openings, report.opened, report.decisions.drawn) == ([], False, 0, 0)


def test_a_false_decision_is_found_by_recomputing(tmp_path: Path) -> None:
    """A blocked worker was chosen, and the log tells the truth about it: the recomputation says so."""
    yard = Yard(tmp_path)
    bad = dispatch(9)
    bad.people[0].facts["clause"] = "PLT-hours"  # type: ignore[index]
    yard.fill([*make_day(8), bad])
    report = yard.verify()

    assert [(one.check, one.seq) for one in report.findings] == [("decisions", 8)]


def test_a_damaged_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    """A database that SQLite cannot read ends in an InputError."""
    yard = Yard(tmp_path)
    yard.fill(make_day(8))
    data = bytearray(yard.folder.leaves.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    yard.folder.leaves.write_bytes(bytes(data))

    with pytest.raises(InputError, match="the store is damaged"):
        yard.verify()


def test_erased_people_leave_the_log_sound(tmp_path: Path) -> None:
    """Everything still holds; what was erased is counted, and decisions about them lack evidence."""
    yard = Yard(tmp_path)
    yard.fill(make_day(30))
    with yard.open() as log:
        erase_worker(log, "Rider-1", Retention(pay_years=0), int(yard.clock()))
        assert log.checkpoint().published
    report = yard.verify()

    assert (report.findings, report.size) == ([], 31)
    assert min(report.erased, report.insufficient) > 0
    assert report.decisions.drawn == 30 - report.insufficient
