"""Reading published tables into the engine of an audit: at the speed of the engine where they are in order, and row by
row where they are not, so that every fault is named by file, row and field.

Columns that are null throughout are not carried along; they are put back as null constants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis import ir
from ibis.backends import BaseBackend

from nuantu.audit.embedded import EmbeddedBackend
from nuantu.core.errors import InputError
from nuantu.core.tables import Table, conform, read_parquet

#: No figure of a day comes near; beyond it products would no longer fit into whole numbers.
LARGEST = 10**11
LARGEST_FACTOR = 10**9
#: What is multiplied; the divisor rate_per may be the time of a whole pool of workers.
FACTORS = ("quantity", "rate_minor")
#: Texts of few words, by which rows are told apart, joined and ordered.
REPEATED = frozenset({"kind", "worker_id", "merchant_id", "component", "reason", "clause_id", "account", "period",
                      "quantity_unit", "rounding", "currency"})


@dataclass(frozen=True)
class Loaded:
    """A published table in the engine: its rows, the columns that carry anything, least and greatest whole numbers."""

    name: str
    wanted: Table
    path: Path
    table: ir.Table
    rows: int
    carried: frozenset[str]
    ranges: Mapping[str, tuple[int, int]]

    def keep(self, compute: Callable[[ir.Table], ir.Table]) -> ir.Table:
        """Compute it once; a fault that only shows then is named by row."""
        with telling(self.wanted, self.path):
            return compute(self.table)

    @property
    def words(self) -> frozenset[str]:
        """The carried columns of texts that repeat."""
        return self.carried & REPEATED

    def widen(self, kept: ir.Table) -> ir.Table:
        """A kept copy of the table with the null columns in their places."""
        schema = ibis.Schema.from_pyarrow(self.wanted.to_arrow())
        nulls = {name: ibis.null(schema[name]) for name in schema if name not in self.carried}
        return kept.mutate(**nulls)


def load_table(con: BaseBackend, name: str, wanted: Table, path: Path) -> Loaded:
    """Read a published table; a column that may be null may also be absent.

    Raises InputError by file, row and field for what does not fit.
    """
    stated = _refuse_disorder(wanted, path)
    with telling(wanted, path):
        table = con.read_parquet(path, table_name=name)
    numbers = [column.name for column in wanted.columns if column.type == "int64" and column.name in table.columns]
    measures = {"rows": table.count()}
    # Of a column that is said to carry something it does not matter if that is not so; what is said to carry nothing is
    # counted, like what may never be null.
    doubtful = {column.name for column in wanted.columns if column.null is None} | (set(table.columns) - stated)
    for column in doubtful:
        measures[f"known_{column}"] = table[column].count()
    for column in numbers:
        measures[f"least_{column}"], measures[f"most_{column}"] = table[column].min(), table[column].max()
    with telling(wanted, path):
        measured = con.to_pyarrow(table.aggregate(**measures)).to_pylist()[0]
    rows = int(measured["rows"])
    ranges = {column: (measured[f"least_{column}"], measured[f"most_{column}"]) for column in numbers}
    carried = stated | {column for column in doubtful if measured[f"known_{column}"]}
    gaps = [column for column in wanted.columns if column.null is None and measured[f"known_{column.name}"] != rows]
    if gaps or any(_is_wild(column, span) for column, span in ranges.items()):
        read_lenient(wanted, path)
        raise AssertionError(f"{path}: the engine finds a fault that the reader does not")
    keep = [column.name for column in wanted.columns if column.name in carried or column.null is None]
    return Loaded(name, wanted, path, _pick(table, wanted, keep), rows, frozenset(keep), ranges)


def _pick(table: ir.Table, wanted: Table, columns: Sequence[str]) -> ir.Table:
    types = ibis.Schema.from_pyarrow(wanted.to_arrow())
    return table.select(**{column: table[column].cast(types[column].copy(nullable=True)) for column in columns})


def encode_words(con: EmbeddedBackend, tables: Sequence[Loaded], suffix: str) -> list[Loaded]:
    """The same tables with dictionaries for the texts that repeat; ``suffix`` tells the dictionaries from others."""
    views = {one.name: one.words for one in tables}
    with ExitStack() as stack:
        for one in tables:
            stack.enter_context(telling(one.wanted, one.path))
        con.encode_words(views, suffix)
    return [replace(one, table=_pick(con.refer(f"{one.name}{suffix}", one.table.schema()), one.wanted,
                                     one.table.columns)) for one in tables]


@contextmanager
def telling(wanted: Table, path: Path) -> Iterator[None]:
    """What the engine cannot read is read again row by row, which says what is wrong, and where.

    Engines have errors of their own; whatever it is, where the rows are in order it goes on as it came.
    """
    try:
        yield
    except Exception:
        read_lenient(wanted, path)
        raise


def _refuse_disorder(wanted: Table, path: Path) -> frozenset[str]:
    """Refuse a file that is no table, or whose columns are not of the wanted kinds; else the columns of which the file
    itself says that they carry something."""
    try:
        with pq.ParquetFile(path) as file:
            schema, stated = file.schema_arrow, _list_stated(file.metadata)
    except (pa.ArrowException, OSError, ValueError):
        read_lenient(wanted, path)
        raise
    conform(fill_absent(schema.empty_table(), wanted), wanted, path)
    return stated & {column.name for column in wanted.columns}


def _list_stated(metadata: pq.FileMetaData) -> frozenset[str]:
    stated = set()
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for place in range(group.num_columns):
            column = group.column(place)
            sums = column.statistics if column.is_stats_set else None
            if sums is not None and sums.has_null_count and sums.null_count < group.num_rows:
                stated.add(column.path_in_schema)
    return frozenset(stated)


def fill_absent(table: pa.Table, wanted: Table) -> pa.Table:
    """The table with null columns for those that may be null and are absent."""
    for column in wanted.columns:
        if column.null is not None and column.name not in table.column_names:
            table = table.append_column(column.to_arrow(), pa.nulls(table.num_rows, column.to_arrow().type))
    return table


def _is_wild(name: str, span: tuple[int | None, int | None]) -> bool:
    limit = LARGEST_FACTOR if name in FACTORS else LARGEST
    return any(value is not None and abs(value) > limit for value in span)


def read_lenient(wanted: Table, path: Path) -> pa.Table:
    """Read a published table row by row; a column that may be null may also be absent."""
    table = conform(fill_absent(read_parquet(path), wanted), wanted, path)
    for column in wanted.columns:
        if column.type == "int64":
            refuse_huge(table, column.name, path, LARGEST_FACTOR if column.name in FACTORS else LARGEST)
    return table


def refuse_huge(table: pa.Table, name: str, path: Path, limit: int) -> None:
    """Refuse a whole number that no day can hold, by file, row and field."""
    low, high = pc.min_max(table[name]).as_py().values()
    if low is not None and (low < -limit or high > limit):
        wild = pc.or_(pc.less(table[name], -limit), pc.greater(table[name], limit))
        row = pc.index(pc.fill_null(wild, fill_value=False), value=True).as_py() + 1
        raise InputError(f"the number {low if low < -limit else high} is beyond any day", file=path, line=row,
                         field=name, fix="correct the row")
