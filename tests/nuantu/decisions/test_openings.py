"""The personal store forgets for good: what was deleted stands nowhere in its files."""

from __future__ import annotations

import os
from pathlib import Path

from nuantu.decisions.leaf import Opening
from nuantu.decisions.openings import Hold, OpeningStore


def make_store(folder: Path, count: int) -> tuple[OpeningStore, list[Opening]]:
    OpeningStore.create(folder / "openings.db")
    store = OpeningStore(folder / "openings.db", write=True)
    openings = [Opening(seq, part, None if part == 0 else f"R{part}", os.urandom(16), b"value %d %d" % (seq, part))
                for seq in range(count) for part in range(3)]
    store.append(openings)
    return store, openings


def test_openings_come_back_by_leaf_and_part(tmp_path: Path) -> None:
    """All, some, and one person's."""
    store, openings = make_store(tmp_path, 60)

    assert list(store.read_openings(0, 60)) == openings
    assert list(store.read_openings(5, 7)) == openings[15:21]
    assert store.read_person("R2") == [(seq, 2) for seq in range(60)]
    assert (store.read_last(), store.count_from(58)) == (59, 6)


def test_erased_bytes_stand_in_no_file(tmp_path: Path) -> None:
    """Salts and values of the erased are in neither database nor write-ahead log; the others still are."""
    store, openings = make_store(tmp_path, 200)
    gone = [one for one in openings if one.worker_id == "R1"]
    store.erase([(one.seq, one.part) for one in gone], [], 200)
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".db-shm")

    assert [one for one in gone if one.salt in files or one.value + b"\0" in files] == []
    assert all(one.salt in files for one in openings if one.worker_id != "R1")
    assert store.read_tombstones(0, 200) == {(seq, 1) for seq in range(200)}
    assert store.read_erasures() == [(200, 200)]


def test_a_hold_keeps_until_it_is_erased(tmp_path: Path) -> None:
    """A locked opening stands; a later erasure takes opening and lock."""
    store, _ = make_store(tmp_path, 2)
    store.erase([], [Hold(1, 1, 99, "the law")], 2)

    assert store.read_holds(0, 2) == {(1, 1): Hold(1, 1, 99, "the law")}
    assert len(store.read_person("R1")) == 2
    store.erase([(1, 1)], [], 2)
    assert (store.read_holds(0, 2), store.read_person("R1")) == ({}, [(0, 1)])
