"""The engines that run the expressions of an audit: DuckDB embedded in this process, or Apache Spark.

A check is one Ibis expression and does not know which of them runs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Literal

from ibis.backends import BaseBackend

from nuantu.audit.embedded import open_embedded
from nuantu.core.errors import InputError

Engine = Literal["duckdb", "spark"]
ENGINES: Final[tuple[Engine, ...]] = ("duckdb", "spark")


@contextmanager
def open_engine(name: str, settings: Mapping[str, Any] | None = None) -> Iterator[BaseBackend]:
    """Open an engine by name and close it with all that it kept; ``settings`` are the engine's own, as it writes them.

    ``spark`` runs in this process's machine with as many threads as cores unless ``spark.master`` says otherwise.
    Raises InputError for a name that is none, and where Spark is not installed or does not start.
    """
    if name not in ENGINES:
        raise InputError(f"{name!r} is no engine", field="engine", fix=f"write one of {', '.join(ENGINES)}")
    if name == "duckdb":
        con = open_embedded(**(settings or {}))
        try:
            yield con
        finally:
            con.disconnect()
        return
    try:
        from nuantu.audit.spark import open_spark
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("nuantu"):
            raise
        raise InputError(f"the engine spark is not installed (no module {error.name})", field="engine",
                         fix="install the extra: pip install 'nuantu[spark]'") from error
    with open_spark(settings or {}) as cluster:
        yield cluster
