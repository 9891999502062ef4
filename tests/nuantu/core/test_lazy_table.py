"""Columns are read when they are asked for, and are what the whole table would hold."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nuantu.core.errors import InputError
from nuantu.core.lazy_table import LazyTable
from nuantu.core.tables import Column, Table

WANTED = Table("log", "events", "events.parquet", "A table of this test.", (
    Column("number", "int64", "", "a number"),
    Column("word", "string", "", "a word", "none"),
    Column("later", "int64", "", "joined the format later", "none", added=True),
))


def write(folder: Path, **columns: object) -> Path:
    """A Parquet file of these columns."""
    path = folder / "events.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_columns_are_those_of_the_whole_table(tmp_path: Path) -> None:
    """Narrow numbers are widened, absent columns that joined later are null, selections are tables."""
    path = write(tmp_path, number=pa.array([1, 2], pa.int16()), word=["a", None])

    lazy, whole = LazyTable(WANTED, path), WANTED.read(path)

    assert lazy.num_rows == 2
    assert [lazy[name].to_pylist() for name in ("number", "word", "later")] == [[1, 2], ["a", None], [None, None]]
    assert lazy.select(["later", "number"]).to_pylist() == whole.select(["later", "number"]).to_pylist()


FAULTS = {
    "text for a number": {"number": ["1"], "word": ["a"]},
    "a missing column": {"number": [1]},
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_of_another_form_is_refused_at_once(tmp_path: Path, name: str) -> None:
    """Before any column is read."""
    with pytest.raises(InputError):
        LazyTable(WANTED, write(tmp_path, **FAULTS[name]))


def test_a_missing_value_is_named_when_its_column_is_read(tmp_path: Path) -> None:
    """By row and field."""
    lazy = LazyTable(WANTED, write(tmp_path, number=pa.array([1, None], pa.int64()), word=["a", "b"]))

    with pytest.raises(InputError) as caught:
        lazy["number"]

    assert (caught.value.line, caught.value.field) == (2, "number")


@pytest.mark.parametrize("keep", [0, 40])
def test_half_a_file_is_refused(tmp_path: Path, keep: int) -> None:
    """Cut off anywhere; and a folder in its place is no file."""
    path = write(tmp_path, number=[1], word=["a"])
    path.write_bytes(path.read_bytes()[:keep])

    with pytest.raises(InputError):
        LazyTable(WANTED, path)
    with pytest.raises(InputError):
        LazyTable(WANTED, tmp_path)


@pytest.mark.parametrize("groups", [10, 1])
def test_words_are_the_column_with_dictionaries(tmp_path: Path, groups: int) -> None:
    """Also where every part of the file has a dictionary of its own."""
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table({"number": [1, 2, 3], "word": ["a", None, "b"]}), path, row_group_size=groups)
    lazy = LazyTable(WANTED, path)

    words = lazy.words("word")

    assert pa.types.is_dictionary(words.type)
    assert words.cast(pa.string()).to_pylist() == lazy["word"].to_pylist() == ["a", None, "b"]


def test_words_of_another_width_are_the_same_words(tmp_path: Path) -> None:
    """A file may write its texts as large ones."""
    lazy = LazyTable(WANTED, write(tmp_path, number=[1], word=pa.array(["a"], pa.large_string())))

    assert lazy.words("word").to_pylist() == ["a"]
