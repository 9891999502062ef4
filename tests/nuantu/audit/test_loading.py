"""Tables are read by the engine; what is wrong in them is said by file, row and field all the same."""

from __future__ import annotations

from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nuantu.audit.loading import load_table, read_lenient
from nuantu.core.errors import InputError
from nuantu.core.tables import Column, Table

WANTED = Table("log", "events", "events.parquet", "A table of this test.", (
    Column("number", "int64", "", "a number"),
    Column("quantity", "int64", "", "a factor", "none"),
    Column("word", "string", "", "a word", "none"),
    Column("words", "list<string>", "", "words", "none"),
))


def write(folder: Path, **columns: object) -> Path:
    """A Parquet file of these columns."""
    path = folder / "events.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_rows_columns_and_ranges_are_told_and_null_columns_left_out(tmp_path: Path) -> None:
    """A column that carries nothing is not kept, and comes back as null."""
    path = write(tmp_path, number=pa.array([3, 1], pa.int32()), quantity=pa.array([None, 7], pa.int64()),
                 word=pa.nulls(2, pa.string()))

    con = ibis.duckdb.connect()
    loaded = load_table(con, "raw", WANTED, path)
    wide = loaded.widen(loaded.keep(lambda table: con.create_table("kept", table)))

    assert (loaded.rows, loaded.carried, loaded.ranges) == (
        2, {"number", "quantity"}, {"number": (1, 3), "quantity": (7, 7)})
    assert con.to_pyarrow(wide.order_by("number")).to_pylist() == [
        {"number": 1, "quantity": 7, "word": None, "words": None},
        {"number": 3, "quantity": None, "word": None, "words": None}]


def test_what_a_file_says_of_its_columns_is_not_needed(tmp_path: Path) -> None:
    """A file that sums nothing up is read like one that does."""
    path = tmp_path / "events.parquet"
    table = pa.table({"number": [1, 2], "word": pa.array([None, "a"]), "quantity": pa.nulls(2, pa.int64())})
    pq.write_table(table, path, write_statistics=False)

    loaded = load_table(ibis.duckdb.connect(), "raw", WANTED, path)

    assert (loaded.rows, loaded.carried, loaded.ranges["number"]) == (2, {"number", "word"}, (1, 2))


FAULTS = {
    "a missing value": ({"number": pa.array([1, None], pa.int64())}, "the value is missing", 2, "number"),
    "a missing column": ({"word": ["a"]}, "the column is missing", None, "number"),
    "text for a number": ({"number": ["1"]}, "the column is string, not int64", None, "number"),
    "a wild number": ({"number": [1, 10**12]}, "the number 1000000000000 is beyond any day", 2, "number"),
    "a wild factor": ({"number": [1], "quantity": [-(10**10)]}, "the number -10000000000 is beyond any day", 1,
                      "quantity"),
    "a number too great for its column": ({"number": pa.array([2**63], pa.uint64())}, "does not fit", None, "number"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_row_and_field(tmp_path: Path, name: str) -> None:
    """As the reader that goes row by row names it."""
    columns, what, line, field = FAULTS[name]
    path = write(tmp_path, **columns)

    with pytest.raises(InputError) as fast:
        load_table(ibis.duckdb.connect(), "raw", WANTED, path)
    with pytest.raises(InputError) as slow:
        read_lenient(WANTED, path)

    assert (fast.value.what, fast.value.line, fast.value.field) == (slow.value.what, line, field)
    assert what in fast.value.what


def test_text_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 in a text column, which only show when they are read."""
    raw = pa.array([b"good", b"\xff\xfe"], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    path = write(tmp_path, number=[1, 2], word=text)

    con = ibis.duckdb.connect()
    with pytest.raises(InputError) as caught:
        load_table(con, "raw", WANTED, path).keep(lambda table: con.create_table("kept", table))

    assert caught.value.file == str(path)


@pytest.mark.parametrize("keep", [0, 10, 200])
def test_half_a_file_is_no_file(tmp_path: Path, keep: int) -> None:
    """Cut off anywhere it is refused by name."""
    path = write(tmp_path, number=list(range(1000)))
    path.write_bytes(path.read_bytes()[:keep])

    with pytest.raises(InputError) as caught:
        load_table(ibis.duckdb.connect(), "raw", WANTED, path)

    assert caught.value.file == str(path)
