"""The personal half of a log on disk: salts and links, in a store of its own from which a person can be erased.

A deleted opening leaves a tombstone of leaf and part, and nothing that tells whose it was or which tombstones belong
together. ``secure_delete`` overwrites deleted rows, and `erase` empties the write-ahead log behind them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from nuantu.decisions.leaf import Opening
from nuantu.decisions.store import connect, create_database, insert_rows

_SCHEMA = """
CREATE TABLE opening (seq INTEGER NOT NULL, part INTEGER NOT NULL, worker_id TEXT, salt BLOB NOT NULL,
                      value BLOB NOT NULL, PRIMARY KEY (seq, part)) WITHOUT ROWID, STRICT;
CREATE TABLE tombstone (seq INTEGER NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (seq, part)) WITHOUT ROWID, STRICT;
CREATE TABLE hold (seq INTEGER NOT NULL, part INTEGER NOT NULL, until_s INTEGER NOT NULL, ground TEXT NOT NULL,
                   PRIMARY KEY (seq, part)) WITHOUT ROWID, STRICT;
CREATE TABLE erasure (seq INTEGER PRIMARY KEY, erased INTEGER NOT NULL) STRICT;
"""


class Hold(NamedTuple):
    """An opening that must be kept although its person wants it gone: until when (UTC seconds) and on what ground."""

    seq: int
    part: int
    until_s: int
    ground: str


class OpeningStore:
    """Access to one ``openings.db``."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._base = connect(path, write=write)
        if write:
            self._base.execute("PRAGMA secure_delete=ON")

    @staticmethod
    def create(path: Path) -> None:
        """Make an empty store."""
        create_database(path, _SCHEMA, ["secure_delete=ON"])

    def close(self) -> None:
        """Close the connection."""
        self._base.close()

    def append(self, openings: Iterable[Opening]) -> None:
        """Commit openings, durably and all at once."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            insert_rows(self._base, "opening", len(Opening._fields), openings)
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise

    def read_openings(self, begin: int, end: int) -> Iterator[Opening]:
        """Openings of leaves from ``begin`` up to ``end``, by leaf and part."""
        found = self._base.execute("SELECT seq, part, worker_id, salt, value FROM opening WHERE seq >= ? AND seq < ? "
                                   "ORDER BY seq, part", (begin, end))
        return map(Opening._make, found)

    def read_tombstones(self, begin: int, end: int) -> set[tuple[int, int]]:
        """(leaf, part) of what was erased, from leaf ``begin`` up to ``end``."""
        return set(self._base.execute("SELECT seq, part FROM tombstone WHERE seq >= ? AND seq < ?", (begin, end)))

    def read_holds(self, begin: int, end: int) -> dict[tuple[int, int], Hold]:
        """Locked openings by (leaf, part), from leaf ``begin`` up to ``end``."""
        found = self._base.execute("SELECT seq, part, until_s, ground FROM hold WHERE seq >= ? AND seq < ?",
                                   (begin, end))
        return {(row[0], row[1]): Hold(*row) for row in found}

    def read_person(self, worker_id: str) -> list[tuple[int, int]]:
        """(leaf, part) of every opening of this worker; looks through the whole store."""
        return list(self._base.execute("SELECT seq, part FROM opening WHERE worker_id = ? ORDER BY seq, part",
                                       (worker_id,)))

    def read_last(self) -> int | None:
        """The highest leaf number for which an opening stands."""
        found = self._base.execute("SELECT max(seq) FROM opening").fetchone()[0]
        return None if found is None else int(found)

    def count_from(self, size: int) -> int:
        """Openings of leaves from ``size`` on."""
        return int(self._base.execute("SELECT count(*) FROM opening WHERE seq >= ?", (size,)).fetchone()[0])

    def read_erasures(self) -> list[tuple[int, int]]:
        """(leaf, openings erased) of every erasure: the leaf that tells of it, written or still to be written."""
        return list(self._base.execute("SELECT seq, erased FROM erasure ORDER BY seq"))

    def delete_from(self, size: int) -> int:
        """Delete openings of leaves from ``size`` on, which never became part of the log; return how many."""
        return self._base.execute("DELETE FROM opening WHERE seq >= ?", (size,)).rowcount

    def erase(self, parts: Iterable[tuple[int, int]], holds: Iterable[Hold], seq: int) -> None:
        """Delete these openings for good, leave tombstones, and lock others; all at once.

        ``seq`` is the number of the leaf that will tell of it: noted here first, so that a writer that is stopped in
        between leaves no erasure untold.
        """
        gone = list(parts)
        self._base.execute("BEGIN IMMEDIATE")
        try:
            self._base.executemany("DELETE FROM opening WHERE seq = ? AND part = ?", gone)
            self._base.executemany("DELETE FROM hold WHERE seq = ? AND part = ?", gone)
            self._base.executemany("INSERT INTO tombstone VALUES (?, ?)", gone)
            self._base.executemany("INSERT OR REPLACE INTO hold VALUES (?, ?, ?, ?)", holds)
            if gone:
                self._base.execute("INSERT INTO erasure VALUES (?, ?)", (seq, len(gone)))
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise
        self.empty_wal()

    def empty_wal(self) -> None:
        """Move everything into the database file and cut the write-ahead log to nothing."""
        busy = self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise sqlite3.OperationalError("another reader keeps the write-ahead log of the openings")

    def check_pages(self) -> list[str]:
        """What SQLite finds wrong with the file itself; empty where it is whole."""
        found = [str(row[0]) for row in self._base.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found
