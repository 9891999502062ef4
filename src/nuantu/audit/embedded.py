"""DuckDB embedded in this process, as an audit uses it: words that repeat stand as numbers beside a dictionary.

To an expression such a column is text like any other: it is compared, ordered and fetched as text. Only filters, joins
and windows over it take a fraction of the time.

Statements are written once a process: records that follow one another, such as the buckets of a log, ask the same
questions of tables of the same names.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from weakref import ref

import ibis
import pyarrow as pa
from ibis import ir
from ibis.backends.duckdb import Backend
from ibis.backends.duckdb.converter import DuckDBPyArrowData
from ibis.expr import operations as ops

#: Tables of so few rows are part of a question; larger ones hold what the records say.
FEW_ROWS: Final = 64
#: So many statements are remembered; an audit by a large book has some hundreds.
REMEMBERED: Final = 4096


@dataclass(frozen=True, slots=True)
class Statement:
    """What Ibis wrote for an expression, and the tables in memory that it names."""

    text: str
    tables: tuple[ops.InMemoryTable, ...]


class Reach:
    """The way from a table to its engine, which it does not keep alive.

    All of them count as one: an expression over tables of these names and columns means the same on every engine.
    """

    __slots__ = ("__weakref__", "_engine")

    def __init__(self, engine: EmbeddedBackend) -> None:
        self._engine = ref(engine)

    def __getattr__(self, name: str) -> Any:
        engine = self._engine()
        if engine is None:
            raise ReferenceError("the engine of this table is gone")
        return getattr(engine, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reach)

    def __hash__(self) -> int:
        return hash(Reach)


#: By expression, those that were asked for last at the end.
_WRITTEN: OrderedDict[ops.Node, Statement] = OrderedDict()


class EmbeddedBackend(Backend):  # type: ignore[misc]  # Ibis ships no types
    """Ibis on DuckDB, whose tables keep the types of the columns from which they are computed."""

    @cached_property
    def reach(self) -> Reach:
        """What its tables name as their source."""
        return Reach(self)

    def table(self, name: str, /, **options: Any) -> ir.Table:
        """A table by name."""
        return self.refer(name, super().table(name, **options).schema())

    def create_table(self, name: str, /, obj: Any = None, **options: Any) -> ir.Table:
        """Compute an expression into a new table; anything else as Ibis does it.

        Ibis declares the columns first, by its own types, which know no dictionaries. Here only what is not text is
        brought to those: a sum has more digits in DuckDB than in Ibis.
        """
        if not isinstance(obj, ir.Table) or options:
            return super().create_table(name, obj, **options)
        columns = ", ".join(f'"{column}"' if kind.is_string() else
                            f'CAST("{column}" AS {self.compiler.type_mapper.to_string(kind)}) AS "{column}"'
                            for column, kind in obj.schema().items())
        told = f"SELECT {columns} FROM ({self._write(obj)})"  # noqa: S608 (what Ibis wrote, and its columns)
        self.raw_sql(f'CREATE TABLE "{name}" AS {told}')
        return self.refer(name, obj.schema())

    def refer(self, name: str, columns: Mapping[str, Any]) -> ir.Table:
        """A table whose columns are known by name and type; the engine would spell out each dictionary when asked."""
        known = {column: kind.copy(nullable=True) for column, kind in columns.items()}
        return ops.DatabaseTable(name, schema=known, source=self.reach).to_expr()

    def to_pyarrow(self, expr: ir.Expr, /, **options: Any) -> Any:
        """Run an expression and fetch it: a table, a column or one value."""
        if options:
            return super().to_pyarrow(expr, **options)
        fetched = self.con.sql(self._write(expr.as_table())).to_arrow_table()
        return expr.__pyarrow_result__(fetched, data_mapper=DuckDBPyArrowData)

    def _write(self, expr: ir.Table) -> str:
        """The statement of an expression, whose tables in memory are then known to the engine."""
        asked = expr.op()
        statement = _WRITTEN.get(asked)
        if statement is None:
            statement = Statement(self.compile(expr), tuple(asked.find(ops.InMemoryTable)))
            _remember(asked, statement)
        else:
            _WRITTEN.move_to_end(asked)
        for table in statement.tables:
            if table not in self._memtables:
                self._register_in_memory_table(table)
                self._memtables.add(table)
        return statement.text

    def lend_rows(self, name: str, rows: object, columns: Mapping[str, pa.DataType]) -> ir.Table:
        """Rows of an Arrow stream as a table, until they are taken back: the engine asks for them when it is asked."""
        self.con.register(name, rows)
        return self.refer(name, ibis.Schema.from_pyarrow(pa.schema(columns)))

    def take_back(self, *names: str) -> None:
        """Let go of rows that were lent."""
        for name in names:
            self.con.unregister(name)

    def encode_words(self, views: Mapping[str, Collection[str]], words: Mapping[str, Collection[str]],
                     suffix: str) -> None:
        """Lay views over tables, with a dictionary for each of these text columns of theirs.

        Columns of one name share one dictionary, their ``words`` in order. The dictionaries are types of the engine,
        named by column and ``suffix``; ``forget_words`` lets them go again.
        """
        for column, found in sorted(words.items()):
            self.con.register(f"words{suffix}", pa.table({"word": pa.array(sorted(found), pa.string())}))
            told = f'SELECT word FROM "words{suffix}"'  # noqa: S608 (a name of ours)
            self.raw_sql(f'CREATE TYPE "{column}{suffix}" AS ENUM ({told})')
            self.con.unregister(f"words{suffix}")
        for view, columns in views.items():
            coded = ", ".join(f'CAST("{column}" AS "{column}{suffix}") AS "{column}"' for column in sorted(columns))
            replaced = f" REPLACE ({coded})" if coded else ""
            told = f'SELECT *{replaced} FROM "{view}"'  # noqa: S608 (columns of the published tables)
            self.raw_sql(f'CREATE OR REPLACE VIEW "{view}{suffix}" AS {told}')

    def forget_words(self, views: Mapping[str, Collection[str]], suffix: str) -> None:
        """Let go of what ``encode_words`` made for these views, once no table has a column of it."""
        for view in views:
            self.raw_sql(f'DROP VIEW "{view}{suffix}"')
        for column in sorted(set().union(*views.values())):
            self.raw_sql(f'DROP TYPE "{column}{suffix}"')


def _remember(asked: ops.Node, statement: Statement) -> None:
    if all(len(table.data.obj) <= FEW_ROWS for table in statement.tables):
        _WRITTEN[asked] = statement
    if len(_WRITTEN) > REMEMBERED:
        _WRITTEN.popitem(last=False)


def open_embedded(**settings: Any) -> EmbeddedBackend:
    """A database of its own, in memory; ``settings`` are DuckDB's."""
    con: EmbeddedBackend = EmbeddedBackend().connect(**settings)
    return con
