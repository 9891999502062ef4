"""A door's record on disk: events in their order, used codes, orders that were done, and what the hub has told.

One SQLite file in WAL mode with ``synchronous=FULL``: what ``commit`` has returned is on the disk. It is opened for
this process alone, so that a second controller on the same folder is refused. A full disk is told apart from a broken
one: after the first the connection is made anew and may be tried again; after the second nothing is, since a
synchronisation that failed once proves nothing when it succeeds later.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, cast

from nuantu.core.errors import InputError
from nuantu.gates.events import Event, NumberedEvent
from nuantu.gates.used import Floors, Use

_SCHEMA = """
CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at_s INTEGER NOT NULL,
                                  kind TEXT NOT NULL, facts TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS used (kind TEXT NOT NULL, period INTEGER NOT NULL, which INTEGER NOT NULL,
                                 PRIMARY KEY (kind, period, which)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS done (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
#: Events that the hub has taken over and that are kept all the same, for a hub that is restored from a backup.
KEPT = 20_000
#: Events that the hub has not taken over at which the record counts as full.
UNSENT_MAX = 200_000
#: Orders that are remembered as done.
DONE_MAX = 5_000
#: Largest record, pages of 4 KiB: a quarter of a gigabyte, which no disk of a door should lack.
PAGES_MAX = 65_536
PRAGMAS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=256")


class StoreFull(Exception):  # noqa: N818 - a state of the disk, not a fault of ours
    """There is no room for what was to be written; nothing of it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is written together or not at all. A fact is a name and its new value; None removes it."""

    events: tuple[Event, ...] = ()
    uses: tuple[Use, ...] = ()
    done: tuple[str, ...] = ()
    facts: Mapping[str, str | None] = field(default_factory=dict)
    floors: Floors | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a record holds at the start, without its events."""

    facts: dict[str, str]
    uses: frozenset[Use]
    done: frozenset[str]
    floors: Floors
    first_seq: int
    last_seq: int


class Store:
    """Access to one record; used by one thread at a time. A record that holds more is a subclass with more tables."""

    schema: ClassVar[str] = _SCHEMA
    pragmas: ClassVar[tuple[str, ...]] = PRAGMAS

    def __init__(self, path: Path, pages_max: int = PAGES_MAX) -> None:
        self.path = path
        self._pages_max = pages_max
        self._base = self._connect()
        try:
            self._last_seq = self._read_seq("max") or 0
            self._first_seq = self._read_seq("min") or self._last_seq + 1
        except sqlite3.DatabaseError as error:
            raise self._describe(error) from error

    def _connect(self) -> sqlite3.Connection:
        try:
            self.path.touch(mode=0o600)
            base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=0,
                                   cached_statements=64)
            self._set_up(base)
            base.executescript(self.schema)
        except sqlite3.DatabaseError as error:
            raise self._describe(error) from error
        except OSError as error:
            raise InputError(f"the record of the door cannot be opened ({error.strerror})", file=self.path) from error
        return base

    def _describe(self, error: sqlite3.DatabaseError) -> InputError:
        if _code_of(error) == sqlite3.SQLITE_BUSY:
            return InputError("another controller uses this record", file=self.path,
                              fix="end that one, or name another --data folder")
        return InputError(f"the record of the door cannot be read ({error})", file=self.path,
                          fix="put the file aside and enrol the door anew; exit and fire release do not need it")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def load(self) -> Held:
        """Everything but the events."""
        try:
            facts = dict(self._base.execute("SELECT name, value FROM fact"))
            uses = frozenset(map(Use._make, self._base.execute("SELECT kind, period, which FROM used")))
            done = frozenset(one for one, in self._base.execute("SELECT id FROM done"))
        except sqlite3.DatabaseError as error:
            raise self._describe(error) from error
        floors = Floors(int(facts.get("floor_once", -1)), int(facts.get("floor_standing", -1)))
        return Held(facts, uses, done, floors, self._first_seq, self._last_seq)

    @property
    def last_seq(self) -> int:
        """The number of the newest event, 0 where there is none."""
        return self._last_seq

    @property
    def first_seq(self) -> int:
        """The number of the oldest event that is held; the next one's where none is."""
        return self._first_seq

    def _read_seq(self, which: str) -> int | None:
        found = self._base.execute(f"SELECT {which}(seq) FROM event").fetchone()[0]  # noqa: S608 - min or max
        return cast("int | None", found)

    def commit(self, changes: Sequence[Change]) -> None:
        """Write several changes at once, durably, in their order.

        Raises
        ------
        StoreFull
            Where there is no room; none of the changes is there then.
        sqlite3.DatabaseError
            Where the disk fails: this store must not be used again.
        """
        with self._transaction():
            seq = self._last_seq
            for event in (event for change in changes for event in change.events):
                # Written again after an uncertain failure, an event keeps its first number.
                seq += self._base.execute(
                    "INSERT INTO event VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                    (seq + 1, event.id, event.at_s, event.kind, _write_facts(event.facts))).rowcount
            for change in changes:
                self.write_rest(change)
        self._last_seq = seq

    def write_rest(self, change: Change) -> None:
        """Write what is no event, within the transaction that is open."""
        self._base.executemany("INSERT INTO used VALUES (?, ?, ?) ON CONFLICT DO NOTHING", change.uses)
        self._base.executemany("INSERT INTO done (id) VALUES (?) ON CONFLICT DO NOTHING",
                               [(one,) for one in change.done])
        if change.done:
            self._base.execute("DELETE FROM done WHERE number <= (SELECT max(number) FROM done) - ?", (DONE_MAX,))
        for name, value in change.facts.items():
            self._write_fact(name, value)
        if change.floors is not None:
            for kind, floor in (("once", change.floors.once), ("standing", change.floors.standing)):
                self._base.execute("DELETE FROM used WHERE kind = ? AND period <= ?", (kind, floor))
                self._write_fact(f"floor_{kind}", str(floor))

    def _write_fact(self, name: str, value: str | None) -> None:
        if value is None:
            self._base.execute("DELETE FROM fact WHERE name = ?", (name,))
        else:
            self._base.execute("INSERT INTO fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value "
                               "WHERE value IS NOT excluded.value", (name, value))

    def drop_sent(self, through: int, kept: int = KEPT) -> None:
        """Delete what the hub has taken over, but for the newest ``kept`` of it; the newest event always stays."""
        oldest = min(through, self._last_seq - 1) - kept
        if self._first_seq <= oldest:
            with self._transaction():
                self._base.execute("DELETE FROM event WHERE seq <= ?", (oldest,))
            self._first_seq = oldest + 1

    def renumber(self, after: int, above: int, event: Event) -> None:
        """Give the events from ``after`` on new numbers above ``above``, and write down that this was done."""
        moved = above - after
        assert moved >= 0, (after, above)
        with self._transaction():
            # Through negative numbers, since one statement would meet its own rows.
            self._base.execute("UPDATE event SET seq = -(seq + ?) WHERE seq > ?", (moved, after))
            self._base.execute("UPDATE event SET seq = -seq WHERE seq < 0")
            last = max(self._read_seq("max") or 0, above)
            self._base.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)",
                               (last + 1, event.id, event.at_s, event.kind, _write_facts(event.facts)))
        self._last_seq = last + 1
        self._first_seq = self._read_seq("min") or self._last_seq

    def read_events(self, after: int, most: int) -> list[NumberedEvent]:
        """Events above a number, in order, ``most`` at most."""
        rows = self._base.execute("SELECT seq, id, at_s, kind, facts FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
                                  (after, most))
        return [NumberedEvent(seq, one, at_s, kind, json.loads(facts)) for seq, one, at_s, kind, facts in rows]

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if _code_of(error) != sqlite3.SQLITE_FULL:
                raise
            self._reopen()
            raise StoreFull from error
        except BaseException:
            self._base.rollback()
            raise

    def _reopen(self) -> None:
        """A fresh connection after a full disk; what the old one had begun is gone with it."""
        with contextlib.suppress(sqlite3.DatabaseError):
            self._base.rollback()
        self._base.close()
        self._base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=0)
        self._set_up(self._base)
        self._last_seq = self._read_seq("max") or 0

    def _set_up(self, base: sqlite3.Connection) -> None:
        for pragma in (*self.pragmas, f"max_page_count={self._pages_max}"):
            base.execute(f"PRAGMA {pragma}")

    def limit(self, pages_max: int) -> None:
        """Let the record grow to so many pages; one that is larger already keeps its size and grows no more."""
        self._pages_max = pages_max
        self._base.execute(f"PRAGMA max_page_count={pages_max}")


def _write_facts(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _code_of(error: sqlite3.Error) -> int:
    """The primary result code; the upper bits say more of the same."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
