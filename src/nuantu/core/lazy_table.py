"""A published table in a file, of which only the columns that are asked for are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.core.errors import InputError
from nuantu.core.tables import Table, conform, read_parquet


class Rows(Protocol):
    """What readers of a log want of its events: a whole table in memory fits, and a file read column by column."""

    @property
    def num_rows(self) -> int:
        """How many rows there are."""

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        """A column of the published type."""

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns as a table."""


class LazyTable:
    """A file whose columns are read, each once, when they are first asked for.

    A log of a month has many columns that settlement never looks at. What is wrong with the file as a whole (not
    readable, a column missing or of another kind) is refused at once, what is wrong in a column when it is read.
    """

    def __init__(self, wanted: Table, path: Path) -> None:
        self._wanted, self._path = wanted, path
        self._read: dict[str, pa.ChunkedArray] = {}
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError, ValueError):
            read_parquet(path)
            raise
        conform(self._file.schema_arrow.empty_table(), wanted, path)

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        return int(self._file.metadata.num_rows)

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        """A column of the published type; InputError by row where it holds what it may not."""
        if name not in self._read:
            column = next(one for one in self._wanted.columns if one.name == name)
            table = self._read_column(name)
            self._read[name] = conform(table, replace(self._wanted, columns=(column,)), self._path)[name]
        return self._read[name]

    def words(self, name: str) -> pa.ChunkedArray:
        """A text column with dictionaries: of a file that has them the words are not written out row by row.

        It is checked like any other column and not held on to.
        """
        place = self._file.schema_arrow.get_field_index(name)
        if name in self._read or place < 0 or not pa.types.is_string(self._file.schema_arrow.field(place).type):
            return self[name].dictionary_encode()
        try:
            with pq.ParquetFile(self._path, read_dictionary=[name]) as file:
                column = file.read(columns=[name])[name]
            column.validate(full=True)
        except (pa.ArrowException, OSError):
            return self[name].dictionary_encode()
        wanted = next(one for one in self._wanted.columns if one.name == name)
        return self[name].dictionary_encode() if wanted.null is None and column.null_count else column

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns as a table."""
        return pa.table({name: self[name] for name in names})

    def to_pylist(self) -> list[dict[str, Any]]:
        """All rows with all columns."""
        rows: list[dict[str, Any]] = self.select([column.name for column in self._wanted.columns]).to_pylist()
        return rows

    def _read_column(self, name: str) -> pa.Table:
        if name not in self._file.schema_arrow.names:
            return pa.table({name: pa.nulls(self.num_rows)})
        try:
            table = self._file.read(columns=[name])
            table.validate(full=True)
        except (pa.ArrowException, OSError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:120]
            raise InputError(f"the column cannot be read ({reason})", file=self._path, field=name,
                             fix="write it again as Parquet") from error
        return table
