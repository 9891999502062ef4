"""What a gate or a door writes down about passes: never a credential's id, only marks under keys that are forgotten.

A *mark* is a truncated HMAC under a key drawn for one day. The keys are deleted after seven days, with their marks;
``secure_delete`` overwrites what is deleted, and the write-ahead log is emptied then, so that nothing of them is left.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from nuantu.gates.store import PRAGMAS, Change, Store

_SCHEMA = Store.schema + """
CREATE TABLE IF NOT EXISTS day_key (day INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS seen (step INTEGER NOT NULL, mark BLOB NOT NULL,
                                 PRIMARY KEY (step, mark)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scan (minute INTEGER NOT NULL, mark BLOB NOT NULL, verdict TEXT NOT NULL, n INTEGER NOT NULL,
                                 PRIMARY KEY (minute, mark, verdict)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tally (day INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL,
                                  PRIMARY KEY (day, what)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS list (name TEXT PRIMARY KEY, data BLOB NOT NULL, heard_s INTEGER NOT NULL) STRICT,
                                 WITHOUT ROWID;
"""


class Seen(NamedTuple):
    """One use of a credential's step, under the key of a day."""

    step: int
    mark: bytes


class Scan(NamedTuple):
    """What the ring holds: a minute (UTC seconds ÷ 60), a mark (empty where nobody was let in), a verdict."""

    minute: int
    mark: bytes
    verdict: str


class Count(NamedTuple):
    """How often something happened on a local day (days since 1970)."""

    day: int
    what: str
    n: int


class HeldList(NamedTuple):
    """A signed list as it came, and when it came (UTC seconds)."""

    name: str
    data: bytes
    heard_s: int


class Cutoffs(NamedTuple):
    """Before which day, minute and step nothing is kept; tallies before ``tally_day``."""

    day: int
    minute: int
    step: int
    tally_day: int


@dataclass(frozen=True, slots=True)
class PassChange(Change):
    """A change that also concerns passes; all of it is written, or nothing. ``dropped`` are names of lists."""

    keys: tuple[tuple[int, bytes], ...] = ()
    seen: tuple[Seen, ...] = ()
    scans: tuple[Scan, ...] = ()
    counts: tuple[Count, ...] = ()
    lists: tuple[HeldList, ...] = ()
    dropped: tuple[str, ...] = ()
    cutoffs: Cutoffs | None = None


@dataclass(frozen=True, slots=True)
class HeldPasses:
    """What a record holds of passes at the start, without the ring."""

    keys: dict[int, bytes]
    seen: tuple[Seen, ...]
    tallies: tuple[Count, ...]
    lists: dict[str, HeldList]


class PassStore(Store):
    """A record of a gate, or of a door that takes passes."""

    schema: ClassVar[str] = _SCHEMA
    pragmas: ClassVar[tuple[str, ...]] = (*PRAGMAS, "secure_delete=ON")

    def load_passes(self) -> HeldPasses:
        """Keys, uses, counts and lists."""
        try:
            keys = dict(self._base.execute("SELECT day, key FROM day_key"))
            seen = tuple(map(Seen._make, self._base.execute("SELECT step, mark FROM seen")))
            tallies = tuple(map(Count._make, self._base.execute("SELECT day, what, n FROM tally ORDER BY day, what")))
            lists = [HeldList(*row) for row in self._base.execute("SELECT name, data, heard_s FROM list")]
        except sqlite3.DatabaseError as error:
            raise self._describe(error) from error
        return HeldPasses(keys, seen, tallies, {one.name: one for one in lists})

    def write_rest(self, change: Change) -> None:
        """Write what is no event: of any change, and of one that concerns passes."""
        super().write_rest(change)
        if isinstance(change, PassChange):
            self._write_passes(change)

    def _write_passes(self, change: PassChange) -> None:
        self._base.executemany("INSERT INTO day_key VALUES (?, ?) ON CONFLICT DO NOTHING", change.keys)
        self._base.executemany("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", change.seen)
        self._base.executemany("INSERT INTO scan VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1", change.scans)
        self._base.executemany("INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
                               change.counts)
        self._base.executemany("INSERT INTO list VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                               "data = excluded.data, heard_s = excluded.heard_s", change.lists)
        self._base.executemany("DELETE FROM list WHERE name = ?", [(name,) for name in change.dropped])
        if change.cutoffs is not None:
            self._forget(change.cutoffs)

    def _forget(self, cutoffs: Cutoffs) -> None:
        self._base.execute("DELETE FROM day_key WHERE day < ?", (cutoffs.day,))
        self._base.execute("DELETE FROM scan WHERE minute < ?", (cutoffs.minute,))
        self._base.execute("DELETE FROM seen WHERE step < ?", (cutoffs.step,))
        self._base.execute("DELETE FROM tally WHERE day < ?", (cutoffs.tally_day,))

    def empty_log(self) -> None:
        """Have the write-ahead log overwritten and cut off, so that what was deleted stands there no more."""
        with contextlib.suppress(sqlite3.OperationalError):  # a full disk: the next time will do
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def read_scans(self, first_minute: int, end_minute: int) -> list[tuple[Scan, int]]:
        """The ring between two minutes, the second excluded: each entry with how often it happened."""
        rows = self._base.execute("SELECT minute, mark, verdict, n FROM scan WHERE minute >= ? AND minute < ?",
                                  (first_minute, end_minute))
        return [(Scan(minute, mark, verdict), n) for minute, mark, verdict, n in rows]

    def read_tallies(self, first_day: int, end_day: int) -> list[Count]:
        """The counts of local days, the second excluded."""
        rows = self._base.execute("SELECT day, what, n FROM tally WHERE day >= ? AND day < ? ORDER BY day, what",
                                  (first_day, end_day))
        return [Count(*row) for row in rows]


def sum_counts(counts: Iterable[Count], day: int) -> dict[str, int]:
    """The counts of one day."""
    return {one.what: one.n for one in counts if one.day == day}
