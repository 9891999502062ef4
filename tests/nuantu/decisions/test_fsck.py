"""fsck names what is wrong and mends only what a stopped writer left."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import Yard, make_day, pay

from nuantu.core.errors import InputError
from nuantu.decisions.fsck import Repaired, check_store, repair_store
from nuantu.decisions.leaf import seal_decision
from nuantu.decisions.log import hold_writer
from nuantu.decisions.openings import OpeningStore


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """Twelve witnessed decisions."""
    yard = Yard(tmp_path)
    yard.fill(make_day(12))
    return yard


def leave_openings(yard: Yard) -> int:
    """What a writer leaves that is stopped between its two commits."""
    store = OpeningStore(yard.folder.openings, write=True)
    openings = [one for seq in (12, 13) for one in seal_decision(pay(50), seq)[1]]
    store.append(openings)
    store.close()
    return len(openings)


def test_a_whole_log_is_whole_and_nothing_is_repaired(yard: Yard) -> None:
    """No finding, and a repair that does nothing."""
    assert check_store(yard.folder).sound
    assert repair_store(yard.folder, yard.clock) == Repaired(0, 0, published=False)


def test_left_overs_are_named_then_dropped_when_asked(yard: Yard) -> None:
    """Looking changes nothing; the writer refuses until they are gone; nothing else is touched."""
    count = leave_openings(yard)
    assert (check_store(yard.folder).left_overs, check_store(yard.folder).left_overs) == (count, count)
    with pytest.raises(InputError, match="fsck"):
        yard.open()
    assert repair_store(yard.folder, yard.clock) == Repaired(count, 0, published=False)
    yard.fill([pay(50)])

    assert (check_store(yard.folder).sound, yard.verify().findings) == (True, [])


def test_nothing_is_dropped_under_a_writer(yard: Yard) -> None:
    """A repair waits for nobody: it refuses while a writer has the log."""
    leave_openings(yard)
    with hold_writer(yard.folder), pytest.raises(InputError, match="another writer"):
        repair_store(yard.folder, yard.clock)
    assert check_store(yard.folder).left_overs > 0


def test_an_erasure_that_was_not_told_is_told(yard: Yard) -> None:
    """Stopped between deleting and writing it down: named, refused by the writer, then written."""
    store = OpeningStore(yard.folder.openings, write=True)
    gone = store.read_person("Rider-5")
    store.erase(gone, [], 12)
    store.close()
    assert (check_store(yard.folder).untold, yard.verify().sound) == (1, False)
    with pytest.raises(InputError, match="does not tell of"):
        yard.open()
    assert repair_store(yard.folder, yard.clock) == Repaired(0, 1, published=False)
    with yard.open() as log:
        assert log.checkpoint().published

    assert (check_store(yard.folder).sound, yard.verify().findings, yard.verify().erased) == (True, [], len(gone))


def test_a_published_file_that_lags_is_named_and_written(yard: Yard) -> None:
    """Stopped between storing the witnessed checkpoint and publishing it."""
    note = yard.folder.published.read_text()
    yard.folder.published.unlink()
    assert check_store(yard.folder).unpublished
    assert repair_store(yard.folder, yard.clock) == Repaired(0, 0, published=True)
    assert yard.folder.published.read_text() == note


@pytest.mark.parametrize(("file", "statement", "words"), [
    ("leaves", "DELETE FROM leaf WHERE seq = 3", "leaves 3 to 3 are missing"),
    ("leaves", "UPDATE checkpoint SET note = 'x' WHERE size = 8", "checkpoint of 8 leaves"),
    ("leaves", "UPDATE signing_key SET vkey = 'x'", "no Ed25519 verifier key"),
    ("openings", "UPDATE opening SET worker_id = 'R9' WHERE seq = 3 AND part = 1", "filed under another worker"),
    ("openings", "DROP TABLE hold", "openings.db is damaged"),
])
def test_what_cannot_be_mended_is_named_and_left(yard: Yard, file: str, statement: str, words: str) -> None:
    """A repair of such a log leaves it as it is."""
    base = sqlite3.connect(getattr(yard.folder, file))
    base.execute(statement)
    base.commit()
    base.close()
    repair_store(yard.folder, yard.clock)

    assert any(words in one.what for one in check_store(yard.folder).findings), check_store(yard.folder).findings


def test_a_key_that_does_not_fit_and_an_absent_half_are_named(yard: Yard) -> None:
    """A private key of somebody else under our name, and a log without its salts."""
    path = next((yard.folder.path / "private").iterdir())
    path.chmod(0o644)
    yard.folder.openings.unlink()
    found = [one.what for one in check_store(yard.folder).findings]

    assert any("may be read by others" in what for what in found)
    assert "the salts and links are not at hand" in found
