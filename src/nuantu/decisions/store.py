"""The public half of a log on disk: leaves with the nodes that each completes, receipts, checkpoints and keys.

One SQLite file in WAL mode with ``synchronous=FULL``: what a commit has returned is on the disk. Nothing in it is
personal, so the whole file may be handed to anybody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nuantu.core.errors import InputError
from nuantu.decisions.tree import HASH_BYTES, Frontier, list_complete

_SCHEMA = """
CREATE TABLE leaf (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, nodes BLOB NOT NULL,
                   issued_s INTEGER NOT NULL, receipt BLOB NOT NULL) STRICT;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL, cosigned INTEGER NOT NULL) STRICT;
CREATE TABLE signing_key (from_seq INTEGER PRIMARY KEY, vkey TEXT NOT NULL) STRICT;
CREATE TABLE witnessed (vkey TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT;
"""


#: What reading a damaged database raises; its own error texts may hold the damaged bytes.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
#: Rows of one statement.
_BLOCK = 128


class Row(NamedTuple):
    """One leaf as stored: its bytes, the nodes it completed (its own hash first), and its receipt's time and seal."""

    seq: int
    body: bytes
    nodes: bytes
    issued_s: int
    receipt: bytes


def has_types(row: Row) -> bool:
    """Whether a row holds what a leaf holds; a store that came from elsewhere may hold anything."""
    return (type(row.body), type(row.nodes), type(row.issued_s), type(row.receipt)) == (bytes, bytes, int, bytes)


class StoredCheckpoint(NamedTuple):
    """One signed checkpoint: leaves, the note, and whether every witness has cosigned it."""

    size: int
    note: str
    cosigned: bool


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to an existing database, for writing as durable as SQLite knows how."""
    if not path.is_file():
        raise InputError("the file of the log does not exist", file=path, fix="name the folder of a decision log")
    mode = "rw" if write else "ro"
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None,
                           check_same_thread=False, timeout=30)
    base.text_factory = _read_text
    if write:
        base.execute("PRAGMA synchronous=FULL")
    return base


def _read_text(data: bytes) -> str:
    """Text as it stands; what is no UTF-8 is marked, so that whoever reads it refuses it by its form."""
    return data.decode("utf-8", errors="replace")


def insert_rows(base: sqlite3.Connection, table: str, width: int, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows in blocks, one statement each: the interpreter's lock is let go once a statement, not once a row."""
    found = list(rows)
    one = f"({', '.join('?' * width)})"
    whole = len(found) - len(found) % _BLOCK
    for first in range(0, whole, _BLOCK):
        base.execute(f"INSERT INTO {table} VALUES {', '.join([one] * _BLOCK)}",  # noqa: S608 - names of our own tables
                     [value for row in found[first:first + _BLOCK] for value in row])
    base.executemany(f"INSERT INTO {table} VALUES {one}", found[whole:])  # noqa: S608 - names of our own tables


def create_database(path: Path, schema: str, pragmas: Iterable[str] = ()) -> None:
    """Make a database in WAL mode with this schema."""
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", *pragmas):
        base.execute(f"PRAGMA {pragma}")
    base.executescript(schema)
    base.close()


class LeafStore:
    """Access to one ``leaves.db``; callers see to it that only one writes."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._base = connect(path, write=write)

    @staticmethod
    def create(path: Path, vkey: str) -> None:
        """Make an empty store whose first signing key is this one."""
        create_database(path, _SCHEMA)
        store = LeafStore(path, write=True)
        store._base.execute("INSERT INTO signing_key VALUES (0, ?)", (vkey,))
        store.close()

    def close(self) -> None:
        """Close the connection."""
        self._base.close()

    def read_size(self) -> int:
        """Leaves in the store, counted by their highest number."""
        found = self._base.execute("SELECT max(seq) FROM leaf").fetchone()[0]
        if found is not None and found > self.path.stat().st_size + self._measure_wal():
            raise InputError(f"a leaf bears the number {found}, for which the file is too small", file=self.path,
                             fix="ask for a copy")
        return 0 if found is None else int(found) + 1

    def _measure_wal(self) -> int:
        """Bytes of the write-ahead log."""
        path = self.path.with_name(f"{self.path.name}-wal")
        return path.stat().st_size if path.exists() else 0

    def append(self, rows: Iterable[Row], key: tuple[int, str] | None = None) -> None:
        """Commit these rows, durably and all at once, and with them a new signing key (from which leaf, vkey)."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            insert_rows(self._base, "leaf", len(Row._fields), rows)
            if key is not None:
                self._base.execute("INSERT INTO signing_key VALUES (?, ?)", key)
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise

    def read_rows(self, begin: int, end: int) -> Iterator[Row]:
        """Rows from leaf ``begin`` up to ``end`` in order, as they stand."""
        found = self._base.execute("SELECT seq, body, nodes, issued_s, receipt FROM leaf WHERE seq >= ? AND seq < ? "
                                   "ORDER BY seq", (begin, end))
        return map(Row._make, found)

    def read_row(self, seq: int) -> Row:
        """One leaf; ``InputError`` if there is none of this number."""
        for row in self.read_rows(seq, seq + 1):
            if not has_types(row):
                raise InputError(f"the row of leaf {seq} does not hold the types of a leaf", file=self.path)
            return row
        raise InputError(f"the log has no leaf {seq}", file=self.path, fix="name a number below the log's size")

    def find_hash(self, leaf_hash: bytes) -> int | None:
        """Number of the leaf with this hash, by looking through all of them."""
        row = self._base.execute("SELECT seq FROM leaf WHERE substr(nodes, 1, 32) = ?", (leaf_hash,)).fetchone()
        return None if row is None else int(row[0])

    def read_node(self, level: int, index: int) -> bytes:
        """Hash of the complete subtree at (level, index), from the leaf that completed it."""
        seq = ((index + 1) << level) - 1
        nodes = self.read_row(seq).nodes
        found = nodes[level * HASH_BYTES:(level + 1) * HASH_BYTES]
        if len(found) != HASH_BYTES:
            raise InputError(f"leaf {seq} does not hold the node of level {level}", file=self.path,
                             fix="run nuantu log fsck")
        return bytes(found)

    def read_frontier(self, size: int) -> Frontier:
        """The complete subtrees of the tree of this size."""
        return Frontier(size, [self.read_node(level, index) for level, index in list_complete(size)])

    def put_checkpoint(self, checkpoint: StoredCheckpoint) -> None:
        """Commit a checkpoint; one of the same size is replaced."""
        self._base.execute("INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)", checkpoint)

    def read_checkpoints(self) -> list[StoredCheckpoint]:
        """Every checkpoint by size."""
        found = self._base.execute("SELECT size, note, cosigned FROM checkpoint ORDER BY size")
        return [StoredCheckpoint(size, str(note), bool(cosigned)) for size, note, cosigned in found]

    def read_latest(self, *, cosigned: bool, at_least: int = 0) -> StoredCheckpoint | None:
        """The largest checkpoint (witnessed, or of either kind) of at least this size."""
        row = self._base.execute("SELECT size, note, cosigned FROM checkpoint WHERE cosigned >= ? AND size >= ? "
                                 "ORDER BY size DESC LIMIT 1", (int(cosigned), at_least)).fetchone()
        return None if row is None else StoredCheckpoint(row[0], str(row[1]), bool(row[2]))

    def read_keys(self) -> list[tuple[int, str]]:
        """Signing keys as (first leaf, vkey) in order."""
        return [(seq, str(vkey)) for seq, vkey in
                self._base.execute("SELECT from_seq, vkey FROM signing_key ORDER BY from_seq")]

    def read_witnessed(self, vkey: str) -> int:
        """Leaves in the last checkpoint that this witness cosigned, as far as the log knows."""
        row = self._base.execute("SELECT size FROM witnessed WHERE vkey = ?", (vkey,)).fetchone()
        return 0 if row is None else int(row[0])

    def put_witnessed(self, vkey: str, size: int) -> None:
        """Remember up to where this witness has cosigned."""
        self._base.execute("INSERT OR REPLACE INTO witnessed VALUES (?, ?)", (vkey, size))

    def check_pages(self) -> list[str]:
        """What SQLite finds wrong with the file itself; empty where it is whole."""
        found = [str(row[0]) for row in self._base.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found
