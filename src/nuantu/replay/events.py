"""The growing event log of a replay: rows are appended as they are decided and sorted by time once at the end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.core.vocabulary import EVENT_KINDS

_FIELDS = frozenset(column.name for column in EVENTS.columns) - {"event_id", "at_s", "kind"}
_CANDIDATE_NAMES = tuple(column.name for column in CANDIDATES.columns)


class EventLog:
    """An append buffer for the events table.

    ``append`` returns a handle. Handles may be given as ``ref_event_id`` of later rows; they become event ids when
    the table is built. Rows may be appended out of order of time: the table is sorted by ``at_s`` and, within one
    second, by order of appending, so that a cause that was appended first stays before its effect.
    """

    def __init__(self) -> None:
        self._at_s: list[int] = []
        self._kind: list[str] = []
        self._columns: dict[str, tuple[list[int], list[Any]]] = {name: ([], []) for name in _FIELDS}

    def __len__(self) -> int:
        return len(self._at_s)

    def append(self, at_s: int, kind: str, **fields: Any) -> int:
        """Add one event (UTC seconds, word of the vocabulary, further columns by name) and return its handle.

        Columns that are ``None`` are left null. An unknown kind or column is our own bug: ``KeyError``.
        """
        if kind not in EVENT_KINDS:
            raise KeyError(kind)
        handle = len(self._at_s)
        self._at_s.append(int(at_s))
        self._kind.append(kind)
        columns = self._columns
        for name, value in fields.items():
            if value is not None:
                rows, values = columns[name]
                rows.append(handle)
                values.append(value)
        return handle

    def to_table(self) -> pa.Table:
        """The events table in its published schema, event_id from 1 without gaps."""
        count = len(self._at_s)
        at_s = np.asarray(self._at_s, np.int64)
        order = np.argsort(at_s, kind="stable")
        event_id = np.empty(count, np.int64)
        event_id[order] = np.arange(1, count + 1)
        arrays: list[pa.Array] = []
        for field in EVENTS.to_arrow():
            if field.name == "event_id":
                arrays.append(pa.array(np.arange(1, count + 1)))
            elif field.name == "at_s":
                arrays.append(pa.array(at_s[order]))
            elif field.name == "kind":
                arrays.append(pa.array(self._kind, pa.string()).take(pa.array(order)))
            else:
                arrays.append(self._column(field, order, event_id))
        return pa.Table.from_arrays(arrays, schema=EVENTS.to_arrow())

    def _column(self, field: pa.Field, order: np.ndarray[Any, Any], event_id: np.ndarray[Any, Any]) -> pa.Array:
        """One sparse column, spread over all rows and put in order of time."""
        rows, values = self._columns[field.name]
        if not rows:
            return pa.nulls(len(order), field.type)
        if field.name == "ref_event_id":
            values = [int(event_id[handle]) for handle in values]
        position = np.full(len(order), -1, np.int64)
        position[rows] = np.arange(len(rows))
        position = position[order]
        return pa.array(values, field.type).take(pa.array(position, mask=position < 0))


class CandidateLog:
    """An append buffer for the candidates table: one decision after another."""

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {name: [] for name in _CANDIDATE_NAMES}
        self._decisions = 0

    def open_decision(self) -> int:
        """Begin a decision and return its id, from 1."""
        self._decisions += 1
        return self._decisions

    def append(self, **fields: Any) -> None:
        """Add one candidate of a decision; every published column must be named."""
        for name in _CANDIDATE_NAMES:
            self._columns[name].append(fields[name])

    def to_table(self) -> pa.Table:
        """The candidates table in its published schema."""
        schema = CANDIDATES.to_arrow()
        return pa.Table.from_arrays(
            [pa.array(self._columns[field.name], field.type) for field in schema], schema=schema
        )
