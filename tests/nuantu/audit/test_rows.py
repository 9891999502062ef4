"""Rows that are lent to an engine are those that stand in the file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from tests.nuantu.audit.lying import hide_column, replace_stated

from nuantu.audit.embedded import open_embedded
from nuantu.audit.rows import Rows
from nuantu.core.tables import Column

COLUMNS = (Column("number", "int64", "", "a number"), Column("word", "string", "", "a word", "none"),
           Column("name", "string", "", "a name", "none"))


def write(folder: Path) -> Path:
    """Three rows, narrow and wide of their kinds."""
    path = folder / "events.parquet"
    pq.write_table(pa.table({"number": pa.array([1, 2, 40], pa.int32()), "word": ["a", None, "b"],
                             "name": pa.array(["x", "y", "z"], pa.large_string())}), path)
    return path


def test_they_come_in_their_published_types_as_often_as_they_are_asked_for(tmp_path: Path) -> None:
    """Each question reads them anew."""
    con = open_embedded(threads=1)
    table = con.lend_rows("raw", Rows(write(tmp_path), COLUMNS), {one.name: one.to_arrow().type for one in COLUMNS})

    assert con.to_pyarrow(table.number.sum()).as_py() == 43
    assert con.to_pyarrow(table.filter(table.word.notnull()).select("number", "name")).to_pylist() == [
        {"number": 1, "name": "x"}, {"number": 40, "name": "z"}]
    assert [row[1] for row in con.raw_sql("DESCRIBE raw").fetchall()] == ["BIGINT", "VARCHAR", "VARCHAR"]
    con.take_back("raw")


def test_what_a_file_says_of_itself_keeps_nothing_back(tmp_path: Path) -> None:
    """The engine's own reading of the file believes it."""
    path = write(tmp_path)
    replace_stated(path, "number", (40).to_bytes(4, "little"), (2).to_bytes(4, "little"))
    hide_column(path, "word")
    asked = "SELECT number, word FROM {} WHERE number > 2"

    con = open_embedded(threads=1)
    con.lend_rows("raw", Rows(path, COLUMNS), {one.name: one.to_arrow().type for one in COLUMNS})

    assert con.raw_sql(asked.format("raw")).fetchall() == [(40, "b")]
    assert duckdb.sql(asked.format(f"'{path}'")).fetchall() == []
    con.take_back("raw")
