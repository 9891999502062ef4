"""What the columns of a published file come to: by its rows, or by what the file says of itself.

A Parquet file sums its columns up: the least value of a part, the greatest, how many are null. Engines believe that;
what such a sum excludes they do not read. So whoever writes a log could keep an auditor's engine from what stands in
it. An audit therefore looks through the rows, every one of them decoded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nuantu.core.tables import Column

#: Rows that are decoded at a time.
BATCH_ROWS: Final = 1 << 17
#: Kinds of whole numbers in a file.
WHOLE: Final = frozenset({"INT32", "INT64"})


@dataclass(frozen=True)
class Sums:
    """Rows of a table, in how many of them a column carries something, least and greatest of its whole numbers (none
    where it carries nothing), and its words where they were asked for; of the columns of which this is known."""

    rows: int
    known: Mapping[str, int]
    ranges: Mapping[str, tuple[int | None, int | None]]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def cover(self, columns: Sequence[Column]) -> bool:
        """Whether gaps and ranges of these columns are known."""
        return all(column.name in self.known and (column.type != "int64" or column.name in self.ranges)
                   for column in columns)


class Tally:
    """Sums of columns that grow with each part of the rows; words are those of the columns in ``spoken``."""

    def __init__(self, columns: Sequence[Column], spoken: Collection[str] = ()) -> None:
        self._columns, self._spoken = columns, spoken
        self._rows, self._known, self._words = 0, Counter[str](), defaultdict[str, set[str]](set)
        self._ends: dict[str, list[int]] = {column.name: [] for column in columns if column.type == "int64"}

    def add(self, batch: pa.RecordBatch) -> None:
        """Count rows. Raises pyarrow.ArrowInvalid for text that is none."""
        self._rows += batch.num_rows
        for column in self._columns:
            values = batch.column(column.name)
            self._known[column.name] += len(values) - values.null_count
            if column.type == "int64":
                self._ends[column.name] += [end for end in pc.min_max(values).as_py().values() if end is not None]
                continue
            values.validate(full=True)
            if column.name in self._spoken:
                self._words[column.name].update(_list_words(values))

    def sum_up(self) -> Sums:
        """What was counted."""
        ranges = {name: (min(ends, default=None), max(ends, default=None)) for name, ends in self._ends.items()}
        return Sums(self._rows, dict(self._known), ranges,
                    {name: frozenset(found) for name, found in self._words.items()})


def look_through(path: Path, columns: Sequence[Column], spoken: Collection[str] = ()) -> Sums:
    """Decode every row of these columns.

    Raises pyarrow.ArrowException or OSError for what cannot be read, and for text that is none.
    """
    tally = Tally(columns, spoken)
    with pq.ParquetFile(path, read_dictionary=list_texts(path, columns)) as file:
        for batch in file.iter_batches(BATCH_ROWS, columns=[column.name for column in columns]):
            tally.add(batch)
    return tally.sum_up()


def _list_words(values: pa.Array) -> Iterator[str]:
    """All words of a column's part, and maybe some that it only knows."""
    listed = values.dictionary if isinstance(values, pa.DictionaryArray) else values.unique()
    return (str(word) for word in listed.to_pylist() if word is not None)


def list_texts(path: Path, columns: Sequence[Column]) -> list[str]:
    """Columns of plain text in a file, of which each word needs to be decoded only once."""
    schema = pq.read_schema(path)
    return [column.name for column in columns if schema.field(column.name).type == pa.string()]


def read_stated(path: Path) -> Sums:
    """What all parts of a file say of their columns; of lists whether they carry anything."""
    metadata = pq.read_metadata(path)
    parts = defaultdict[str, list[Part | None]](list)
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            parts[column.path_in_schema.partition(".")[0]].append(_read_part(column))
    known = {name: sum(part.known for part in told if part) for name, told in parts.items() if all(told)}
    ranges = {name: _span([part for part in parts[name] if part and part.known]) for name in known}
    return Sums(metadata.num_rows, known, {name: span for name, span in ranges.items() if span is not None})


class Part(NamedTuple):
    """What one part of a file says of a column: rows that carry something, and the span of whole numbers."""

    known: int
    span: tuple[int, int] | None


def _read_part(column: Any) -> Part | None:
    stated = column.statistics if column.is_stats_set else None
    if stated is None or not stated.has_null_count:
        return None
    ranged = stated.has_min_max and column.physical_type in WHOLE
    return Part(column.num_values - stated.null_count, (stated.min, stated.max) if ranged else None)


def _span(parts: Sequence[Part]) -> tuple[int | None, int | None] | None:
    spans = [part.span for part in parts if part.span is not None]
    if len(spans) < len(parts):
        return None
    return min((low for low, _high in spans), default=None), max((high for _low, high in spans), default=None)
