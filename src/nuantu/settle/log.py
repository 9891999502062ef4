"""The event log as settlement reads it: checked against its manifest, then seen as columns of numbers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.core.lazy_table import LazyTable, Rows
from nuantu.core.tables import EVENTS
from nuantu.core.times import local_day_bounds_s, local_midnight_s
from nuantu.core.vocabulary import EVENT_KINDS

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_AGAIN = "write the log again by replaying the day"


@dataclass(frozen=True)
class DayLog:
    """One day's events and the terms of the manifest.

    ``events`` is in the published schema; a row number is always ``event_id - 1``. Workers and orders are
    named inside settlement by their code: the place in ``worker_ids`` and ``order_ids``; -1 stands for none.
    ``until_s`` is the last second of the log of which this is one part of the workers; 0 where it is all of it.
    """

    date: dt.date
    tz: str
    currency: str
    rules: str
    events: Rows
    until_s: int = 0

    @cached_property
    def at_s(self) -> Ints:
        """UTC seconds of every event."""
        return self.ints("at_s")

    @cached_property
    def end_s(self) -> int:
        """UTC second of the last event, of all workers; 0 where there is none."""
        return max(int(self.at_s[-1]) if len(self.at_s) else 0, self.until_s)

    @cached_property
    def _workers(self) -> tuple[Ints, tuple[str, ...]]:
        return encode(read_words(self.events, "worker_id"))

    @cached_property
    def _orders(self) -> tuple[Ints, tuple[str, ...]]:
        return encode(read_words(self.events, "order_id"))

    @cached_property
    def _kinds(self) -> tuple[Ints, tuple[str, ...]]:
        return encode(read_words(self.events, "kind"))

    @property
    def worker(self) -> Ints:
        """Worker code of every event."""
        return self._workers[0]

    @property
    def worker_ids(self) -> tuple[str, ...]:
        """Worker ids by code."""
        return self._workers[1]

    @property
    def order(self) -> Ints:
        """Order code of every event."""
        return self._orders[0]

    @property
    def order_ids(self) -> tuple[str, ...]:
        """Order ids by code."""
        return self._orders[1]

    def rows(self, *kinds: str) -> Ints:
        """Row numbers of the events of these kinds, in order."""
        wanted = np.array([kind in kinds for kind in self._kinds[1]], bool)
        return np.flatnonzero(wanted[self._kinds[0]] if len(wanted) else wanted).astype(np.int64)

    def is_of(self, rows: Ints, kind: str) -> Bools:
        """Which of the events in these rows are of this kind."""
        wanted = np.array([one == kind for one in self._kinds[1]], bool)
        found: Bools = wanted[self._kinds[0][rows]] if len(wanted) else np.zeros(0, bool)
        return found

    def ints(self, name: str, rows: Ints | None = None, *, null: int = -1) -> Ints:
        """A whole-number column, or some rows of it, with ``null`` for what is missing."""
        column = self.events[name] if rows is None else self.events[name].take(pa.array(rows))
        filled: Ints = pc.fill_null(column, null).to_numpy().astype(np.int64, copy=False)
        return filled

    def words(self, name: str, rows: Ints) -> tuple[Ints, tuple[str, ...]]:
        """Codes of a text column at some rows, -1 for null, and the words by code."""
        return encode(self.events[name].take(pa.array(rows)))

    def days(self) -> tuple[tuple[dt.date, int, int], ...]:
        """Local days that the log touches, each with its begin (inclusive) and end (exclusive) in UTC seconds."""
        found: list[tuple[dt.date, int, int]] = []
        day = self.date
        while not found or found[-1][2] <= self.end_s:
            found.append((day, *local_day_bounds_s(day, self.tz)))
            day = dt.date.fromordinal(day.toordinal() + 1)
        return tuple(found)


def read_words(events: Rows, name: str) -> pa.ChunkedArray:
    """A text column, with the dictionary under which it stands in a file where it is read from one."""
    return events.words(name) if isinstance(events, LazyTable) else events[name]


def encode(column: pa.ChunkedArray) -> tuple[Ints, tuple[str, ...]]:
    """Codes of a text column, -1 for null, and its words in order of first appearance."""
    coded = column if pa.types.is_dictionary(column.type) else column.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.unify_dictionaries().combine_chunks()
    codes: Ints = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, tuple(coded.dictionary.to_pylist())


def read_log(folder: Path) -> DayLog:
    """Read ``manifest.json`` and ``events.parquet`` of a log folder.

    Raises InputError where a file is missing or unreadable, the manifest is of another format, or the events are not
    those that it names: another digest, a gap in the ids, time running backwards, a word outside the vocabulary.
    """
    manifest = _read_manifest(folder / "manifest.json")
    path = folder / "events.parquet"
    events = LazyTable(EVENTS, path)
    if digest_bytes(path.read_bytes()) != manifest["events_sha256"]:
        raise InputError("the events are not the ones that manifest.json names: their digest differs", file=path,
                         field="events_sha256", fix=_AGAIN)
    log = DayLog(date=dt.date.fromisoformat(manifest["date"]), tz=manifest["tz"], currency=manifest["currency"],
                 rules=manifest["rules"], events=events)
    _check_events(log, manifest["events"], path)
    return log


def _read_manifest(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InputError("the log has no manifest", file=path, fix="name a folder that a replay has written")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"the manifest is not JSON in UTF-8 ({error})", file=path, fix=_AGAIN) from error
    if not isinstance(manifest, dict) or manifest.get("format") != "nuantu-log/1":
        raise InputError("the manifest is not of format nuantu-log/1", file=path, field="format", fix=_AGAIN)
    for name in ("date", "tz", "currency", "rules", "events_sha256"):
        if not isinstance(manifest.get(name), str):
            raise InputError("the manifest lacks this field, or it is not text", file=path, field=name, fix=_AGAIN)
    try:
        local_midnight_s(dt.date.fromisoformat(manifest["date"]), manifest["tz"])
    except (ValueError, KeyError) as error:
        raise InputError(f"date {manifest['date']} and time zone {manifest['tz']} name no local day", file=path,
                         field="date", fix=_AGAIN) from error
    return manifest


def _check_events(log: DayLog, count: Any, path: Path) -> None:
    """Refuse events that do not run on: number, ids, time, vocabulary."""
    if log.events.num_rows != count:
        raise InputError(f"there are {log.events.num_rows} events where manifest.json names {count}", file=path,
                         field="events", fix=_AGAIN)
    out_of_row = np.flatnonzero(log.ints("event_id") != np.arange(1, log.events.num_rows + 1))
    if len(out_of_row):
        raise InputError("event_id does not run from 1 without a gap", file=path, line=int(out_of_row[0]) + 1,
                         field="event_id", fix=_AGAIN)
    backwards = np.flatnonzero(np.diff(log.at_s) < 0)
    if len(backwards):
        raise InputError("the event lies before the one above it", file=path, line=int(backwards[0]) + 2,
                         field="at_s", fix=_AGAIN)
    strange = sorted(set(log._kinds[1]) - EVENT_KINDS)
    if strange:
        raise InputError(f"{strange[0]!r} is no word of the event vocabulary", file=path,
                         line=int(log.rows(strange[0])[0]) + 1, field="kind", fix=_AGAIN)
