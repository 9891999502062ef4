"""Spark as an engine takes and gives whole numbers as they are, and refuses what it would read otherwise."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ibis.backends import BaseBackend
from tests.nuantu.audit.test_engine import SMALL

from nuantu.audit.engine import open_engine
from nuantu.audit.loading import load_table
from nuantu.audit.tables import list_rows
from nuantu.core.errors import InputError
from nuantu.core.tables import Column, Table

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]
WANTED = Table("log", "events", "events.parquet", "A table of this test.", (
    Column("number", "int64", "", "a number"), Column("word", "string", "", "a word", "none"),
    Column("words", "list<string>", "", "words", "none")))


@pytest.fixture(scope="module")
def spark() -> Iterator[BaseBackend]:
    """Spark in its local mode."""
    with open_engine("spark", SMALL) as con:
        yield con
    # PySpark leaves the closing of its sockets to the collector: now, while the warning of it is let pass.
    gc.collect()


def test_rows_come_back_as_they_went_in(spark: BaseBackend) -> None:
    """Numbers that no double holds, nulls beside them, words of any script, and no rows at all."""
    rows = [("王", 2**53 + 1), (None, None), ("b", -(2**63))]
    types = {"word": "string", "number": "int64"}

    told = [tuple(row.values()) for row in spark.to_pyarrow(list_rows(types, rows)).to_pylist()]

    assert sorted(told, key=str) == sorted(rows, key=str)
    assert spark.to_pyarrow(list_rows(types, [])).num_rows == 0
    assert spark.to_pyarrow(list_rows(types, rows).number.max()).as_py() == 2**53 + 1


def test_nulls_in_lists_and_beside_the_greatest_are_as_in_the_embedded_engine(spark: BaseBackend) -> None:
    """Lists keep them, greatest and least pass them over, collecting leaves them out."""
    table = list_rows({"a": "int64", "b": "int64"}, [(2**60, None), (None, None), (3, 4)])
    asked = table.select(pair=ibis.array([table.a, table.b]), most=ibis.greatest(table.a, table.b),
                         least=ibis.least(table.a, table.b))
    gathered = table.aggregate(all=table.a.collect())

    for con in (spark, ibis.duckdb.connect()):
        assert sorted(con.to_pyarrow(asked).to_pylist(), key=str) == [
            {"pair": [1152921504606846976, None], "most": 2**60, "least": 2**60},
            {"pair": [3, 4], "most": 4, "least": 3}, {"pair": [None, None], "most": None, "least": None}]
        assert sorted(con.to_pyarrow(gathered).to_pylist()[0]["all"]) == [3, 2**60]


def test_an_overflow_is_an_error_and_never_a_number(spark: BaseBackend) -> None:
    """ANSI rules hold, as in the embedded engine."""
    table = list_rows({"a": "int64"}, [(2**62,)])

    for con in (spark, ibis.duckdb.connect()):
        with pytest.raises(Exception, match=r"(?i)overflow"):
            con.to_pyarrow(table.select(b=table.a * 4))


def test_what_a_result_hangs_on_cannot_be_set_otherwise() -> None:
    """Named, before anything is begun."""
    with pytest.raises(InputError) as caught, open_engine("spark", {"spark.sql.session.timeZone": "Asia/Shanghai"}):
        pass

    assert caught.value.field == "spark.sql.session.timeZone"


def test_a_second_session_beside_the_first_is_refused(spark: BaseBackend) -> None:
    """They would share one another's settings."""
    with pytest.raises(InputError, match="runs already"), open_engine("spark", SMALL):
        pass


@pytest.mark.parametrize(("columns", "what"), [
    ({"number": pa.array([1, None], pa.int64())}, "the value is missing"),
    ({"number": pa.array([10**12], pa.int64())}, "is beyond any day"),
    ({"number": pa.array([2**63], pa.uint64())}, "does not fit"),
    ({"number": [1], "word": pa.Array.from_buffers(
        pa.string(), 1, pa.array([b"\xff\xfe"], pa.binary()).buffers())}, "UTF8"),
])
def test_a_fault_is_named_as_the_embedded_engine_names_it(
    spark: BaseBackend, tmp_path: Path, columns: dict[str, object], what: str,
) -> None:
    """File, row and field, in the same words."""
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table(columns), path)
    told = []
    for con in (spark, ibis.duckdb.connect()):
        with pytest.raises(InputError, match=what) as caught:
            load_table(con, "raw", WANTED, path).keep(lambda table, con=con: con.create_table("kept", table))
        told.append(str(caught.value))

    assert told[0] == told[1]


def test_a_column_that_is_null_throughout_is_put_back(spark: BaseBackend, tmp_path: Path) -> None:
    """Also where the file says nothing of its type."""
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table({"number": [3], "word": pa.nulls(1)}), path)

    loaded = load_table(spark, "raw", WANTED, path)

    assert spark.to_pyarrow(loaded.widen(loaded.table)).to_pylist() == [{"number": 3, "word": None, "words": None}]
