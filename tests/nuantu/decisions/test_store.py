"""The public store keeps leaves, nodes and checkpoints, all of a group or none of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.decisions.store import LeafStore, Row, StoredCheckpoint
from nuantu.decisions.tree import Frontier, hash_leaf, hash_tree


def make_rows(count: int) -> list[Row]:
    frontier = Frontier()
    return [Row(seq, b"leaf %d" % seq, frontier.append(hash_leaf(b"leaf %d" % seq)), 5, b"r" * 64)
            for seq in range(count)]


def open_store(folder: Path) -> LeafStore:
    LeafStore.create(folder / "leaves.db", "key")
    return LeafStore(folder / "leaves.db", write=True)


def test_rows_come_back_in_order_and_more_than_a_block_of_them(tmp_path: Path) -> None:
    """300 rows: two blocks and the rest; the frontier of each size is read from the nodes."""
    store, rows = open_store(tmp_path), make_rows(300)
    store.append(rows)

    assert list(store.read_rows(0, 300)) == rows
    assert store.read_size() == 300
    for size in (0, 1, 2, 255, 256, 257, 300):
        assert store.read_frontier(size).root() == hash_tree([row.nodes[:32] for row in rows[:size]])
    assert store.find_hash(rows[77].nodes[:32]) == 77
    assert store.find_hash(bytes(32)) is None


def test_a_group_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A number that stands already spoils its whole group, and a new key goes the same way."""
    store, rows = open_store(tmp_path), make_rows(10)
    store.append(rows[:5])
    with pytest.raises(sqlite3.IntegrityError):
        store.append([*rows[5:8], rows[2]], (8, "new key"))

    assert (store.read_size(), store.read_keys()) == (5, [(0, "key")])


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """Stores are opened read only unless asked otherwise."""
    open_store(tmp_path).close()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        LeafStore(tmp_path / "leaves.db").append(make_rows(1))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """No file, no leaf of that number, a node that its leaf does not hold."""
    store = open_store(tmp_path)
    store.append([make_rows(2)[0], make_rows(2)[1]._replace(nodes=b"x" * 32)])

    with pytest.raises(InputError, match="does not exist"):
        LeafStore(tmp_path / "other.db")
    with pytest.raises(InputError, match="no leaf 9"):
        store.read_row(9)
    with pytest.raises(InputError, match="node of level 1"):
        store.read_node(1, 0)


def test_checkpoints_are_found_by_size_and_standing(tmp_path: Path) -> None:
    """The largest witnessed one, the largest of any kind, and one of at least a size."""
    store = open_store(tmp_path)
    for size, cosigned in ((5, True), (9, True), (12, False)):
        store.put_checkpoint(StoredCheckpoint(size, f"note {size}", cosigned))
    store.put_witnessed("w", 9)

    assert store.read_latest(cosigned=True) == (9, "note 9", True)
    assert store.read_latest(cosigned=False) == (12, "note 12", False)
    assert store.read_latest(cosigned=True, at_least=10) is None
    assert [one.size for one in store.read_checkpoints()] == [5, 9, 12]
    assert (store.read_witnessed("w"), store.read_witnessed("v")) == (9, 0)
