"""Reading published tables into the engine of an audit: at the speed of the engine where they are in order, and row by
row where they are not, so that every fault is named by file, row and field.

Columns that are null throughout are not carried along; they are put back as null constants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis import ir
from ibis.backends import BaseBackend

from nuantu.audit.embedded import EmbeddedBackend
from nuantu.audit.rows import Rows
from nuantu.audit.sums import Sums, look_through, read_stated
from nuantu.core.errors import InputError
from nuantu.core.tables import Column, Table, conform, read_parquet

#: No figure of a day comes near; beyond it products would no longer fit into whole numbers.
LARGEST = 10**11
LARGEST_FACTOR = 10**9
#: What is multiplied; the divisor rate_per may be the time of a whole pool of workers.
FACTORS = ("quantity", "rate_minor")
#: Texts of few words, by which rows are told apart, joined and ordered.
REPEATED = frozenset({"kind", "worker_id", "merchant_id", "component", "reason", "clause_id", "account", "period",
                      "quantity_unit", "rounding", "currency"})


#: What is to be known before rows are taken.
FIRST = REPEATED | {"at_s"}


@dataclass(frozen=True)
class Loaded:
    """A published table in the engine: its rows, the columns that carry anything, least and greatest whole numbers.

    Where rows are ``lent`` the ranges are those of few columns, the others' are known when all rows were taken; then
    ``spoken`` are the words of the texts that repeat.
    """

    name: str
    wanted: Table
    path: Path
    table: ir.Table
    rows: int
    carried: frozenset[str]
    ranges: Mapping[str, tuple[int, int]]
    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lent: Rows | None = None

    def keep(self, compute: Callable[[ir.Table], ir.Table]) -> ir.Table:
        """Compute it once; a fault that only shows then is named by row."""
        with telling(self.wanted, self.path):
            kept = compute(self.table)
        if self.lent is not None and self.lent.sums is not None:
            _refuse_faults(self.wanted, self.path, self.lent.sums)
        return kept

    @property
    def words(self) -> frozenset[str]:
        """The carried columns of texts that repeat."""
        return self.carried & self.spoken.keys()

    def widen(self, kept: ir.Table) -> ir.Table:
        """A kept copy of the table with the null columns in their places."""
        schema = ibis.Schema.from_pyarrow(self.wanted.to_arrow())
        nulls = {name: ibis.null(schema[name]) for name in schema if name not in self.carried}
        return kept.mutate(**nulls)


def load_table(con: BaseBackend, name: str, wanted: Table, path: Path, *, believed: bool = False) -> Loaded:
    """Read a published table; a column that may be null may also be absent.

    The embedded engine is handed the rows as they are decoded. Of a file that is ``believed`` the engine reads what it
    is asked for, by what the file states of itself; other engines always read so, and count beforehand. Raises
    InputError by file, row and field for what does not fit.
    """
    present = _refuse_disorder(wanted, path)
    if isinstance(con, EmbeddedBackend) and not believed:
        return _lend_table(con, name, wanted, path, present)
    with telling(wanted, path):
        table = con.read_parquet(path, table_name=name)
        sums = read_stated(path)
        if not (believed and sums.cover(present)):
            sums = _measure(con, table, present, sums)
    _refuse_faults(wanted, path, sums)
    keep = _list_carried(wanted, sums.known)
    ranges = cast("Mapping[str, tuple[int, int]]", sums.ranges)
    return Loaded(name, wanted, path, _pick(table, wanted, keep), sums.rows, frozenset(keep), ranges)


def _lend_table(con: EmbeddedBackend, name: str, wanted: Table, path: Path, present: Sequence[Column]) -> Loaded:
    """The rows as they are decoded when they are taken.

    Looked at beforehand are what is to be known by then: the first and last moment, the words that repeat, and whether
    columns are empty that are said to be. All others are measured on the way.
    """
    with telling(wanted, path):
        stated = read_stated(path)
        early = [column for column in present if column.name in FIRST or not stated.known.get(column.name)]
        seen = look_through(path, early or present[:1], REPEATED)
    _refuse_faults(wanted, path, seen)
    carried = frozenset(_list_carried(wanted, {**stated.known, **seen.known}))
    kept = [column for column in present if column.name in carried]
    rows = Rows(path, kept)
    table = con.lend_rows(name, rows, {column.name: column.to_arrow().type for column in kept})
    ranges = cast("Mapping[str, tuple[int, int]]", seen.ranges)
    return Loaded(name, wanted, path, table, seen.rows, carried, ranges, seen.words, rows)


def _list_carried(wanted: Table, known: Mapping[str, int]) -> list[str]:
    return [column.name for column in wanted.columns if known.get(column.name) or column.null is None]


def _refuse_faults(wanted: Table, path: Path, sums: Sums) -> None:
    """Refuse gaps and wild numbers of the columns that are summed up, by row and field."""
    gaps = [column for column in wanted.columns
            if column.null is None and sums.known.get(column.name, sums.rows) != sums.rows]
    if gaps or any(_is_wild(column, span) for column, span in sums.ranges.items()):
        read_lenient(wanted, path)
        raise AssertionError(f"{path}: the engine finds a fault that the reader does not")


def _measure(con: BaseBackend, table: ir.Table, present: Sequence[Column], stated: Sums) -> Sums:
    """What the rows say; that a column carries something is taken from the file.

    If that is not so it does not matter. What is said to carry nothing is counted, like what may never be null.
    """
    doubtful = [column.name for column in present if column.null is None or not stated.known.get(column.name)]
    numbers = [column.name for column in present if column.type == "int64"]
    measures = {"rows": table.count(), **{f"known_{name}": table[name].count() for name in doubtful}}
    for name in numbers:
        measures[f"least_{name}"], measures[f"most_{name}"] = table[name].min(), table[name].max()
    measured = con.to_pyarrow(table.aggregate(**measures)).to_pylist()[0]
    return Sums(int(measured["rows"]), {**stated.known, **{name: measured[f"known_{name}"] for name in doubtful}},
                {name: (measured[f"least_{name}"], measured[f"most_{name}"]) for name in numbers})


def _pick(table: ir.Table, wanted: Table, columns: Sequence[str]) -> ir.Table:
    types = ibis.Schema.from_pyarrow(wanted.to_arrow())
    return table.select(**{column: table[column].cast(types[column].copy(nullable=True)) for column in columns})


def encode_words(con: EmbeddedBackend, tables: Sequence[Loaded], suffix: str) -> list[Loaded]:
    """The same tables with dictionaries for the texts that repeat; ``suffix`` tells the dictionaries from others."""
    words: dict[str, set[str]] = {}
    for one in tables:
        for column in one.words:
            words.setdefault(column, set()).update(one.spoken[column])
    con.encode_words({one.name: one.words for one in tables}, words, suffix)
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


def _refuse_disorder(wanted: Table, path: Path) -> list[Column]:
    """Refuse a file that is no table, or whose columns are not of the wanted kinds; else those wanted that it has."""
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError, ValueError):
        read_lenient(wanted, path)
        raise
    conform(fill_absent(schema.empty_table(), wanted), wanted, path)
    return [column for column in wanted.columns if column.name in schema.names]


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
