"""DuckDB embedded in this process, as an audit uses it: words that repeat stand as numbers beside a dictionary.

To an expression such a column is text like any other: it is compared, ordered and fetched as text. Only filters, joins
and windows over it take a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ibis import ir
from ibis.backends.duckdb import Backend


class EmbeddedBackend(Backend):  # type: ignore[misc]  # Ibis ships no types
    """Ibis on DuckDB, whose tables keep the types of the columns from which they are computed."""

    def create_table(self, name: str, /, obj: Any = None, **options: Any) -> ir.Table:
        """Compute an expression into a new table; anything else as Ibis does it.

        Ibis declares the columns first, by its own types, which know no dictionaries. Here only what is not text is
        brought to those: a sum has more digits in DuckDB than in Ibis.
        """
        if not isinstance(obj, ir.Table) or options:
            return super().create_table(name, obj, **options)
        self._run_pre_execute_hooks(obj)
        columns = ", ".join(f'"{column}"' if kind.is_string() else
                            f'CAST("{column}" AS {self.compiler.type_mapper.to_string(kind)}) AS "{column}"'
                            for column, kind in obj.schema().items())
        told = f"SELECT {columns} FROM ({self.compile(obj)})"  # noqa: S608 (what Ibis wrote, and its columns)
        self.raw_sql(f'CREATE TABLE "{name}" AS {told}')
        return self.table(name)

    def encode_words(self, views: Mapping[str, Collection[str]], suffix: str) -> None:
        """Put views in the place of views, with a dictionary for each of these text columns of theirs.

        Columns of one name share one dictionary, in the order of the words. The dictionaries are types of the engine,
        named by column and ``suffix``; ``forget_words`` lets them go again.
        """
        for column in sorted(set().union(*views.values())):
            words = " UNION ALL ".join(
                f'SELECT "{column}" AS word FROM "{view}"'  # noqa: S608 (columns of the published tables)
                for view, columns in views.items() if column in columns)
            told = f"SELECT DISTINCT word FROM ({words}) WHERE word IS NOT NULL ORDER BY word"  # noqa: S608 (as above)
            self.raw_sql(f'CREATE TYPE "{column}{suffix}" AS ENUM ({told})')
        for view, columns in views.items():
            coded = ", ".join(f'CAST("{column}" AS "{column}{suffix}") AS "{column}"' for column in sorted(columns))
            replaced = f" REPLACE ({coded})" if coded else ""
            told = f'SELECT *{replaced} FROM "{view}"'  # noqa: S608 (as above)
            self.raw_sql(f'CREATE OR REPLACE VIEW "{view}{suffix}" AS {told}')

    def forget_words(self, views: Mapping[str, Collection[str]], suffix: str) -> None:
        """Let go of what ``encode_words`` made for these views, once no table has a column of it."""
        for view in views:
            self.raw_sql(f'DROP VIEW "{view}{suffix}"')
        for column in sorted(set().union(*views.values())):
            self.raw_sql(f'DROP TYPE "{column}{suffix}"')


def open_embedded(**settings: Any) -> EmbeddedBackend:
    """A database of its own, in memory; ``settings`` are DuckDB's."""
    con: EmbeddedBackend = EmbeddedBackend().connect(**settings)
    return con
