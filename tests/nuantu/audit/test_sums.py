"""Columns are summed up by their rows; what a file says of itself is only what it says."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.nuantu.audit.lying import hide_column, replace_stated

from nuantu.audit.sums import Sums, look_through, read_stated
from nuantu.core.tables import Column

COLUMNS = (Column("number", "int64", "", "a number"), Column("quantity", "int64", "", "a factor", "none"),
           Column("word", "string", "", "a word", "none"), Column("words", "list<string>", "", "words", "none"))
SPOKEN = frozenset({"word"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four rows in two parts."""
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table({
        "number": pa.array([11, 44, 22, 33], pa.int64()), "quantity": pa.array([None, None, None, 7], pa.int64()),
        "word": ["omega", None, None, "alpha"], "words": pa.nulls(4, pa.list_(pa.string()))}), path, row_group_size=2)
    return path


def test_rows_and_statements_come_to_the_same_of_an_honest_file(path: Path) -> None:
    """Of a list a statement says only whether it carries anything."""
    seen, stated = look_through(path, COLUMNS, SPOKEN), read_stated(path)

    assert seen == Sums(4, {"number": 4, "quantity": 1, "word": 2, "words": 0},
                        {"number": (11, 44), "quantity": (7, 7)}, {"word": frozenset({"alpha", "omega"})})
    assert (stated.rows, dict(stated.known)) == (seen.rows, dict(seen.known))
    assert {name: stated.ranges[name] for name in seen.ranges} == seen.ranges
    assert stated.cover(COLUMNS)


def test_of_a_file_that_says_nothing_nothing_is_known(path: Path) -> None:
    """Its rows say all."""
    seen = look_through(path, COLUMNS, SPOKEN)
    pq.write_table(pq.read_table(path), path, write_statistics=False)

    assert not read_stated(path).cover(COLUMNS)
    assert look_through(path, COLUMNS, SPOKEN) == seen


def test_a_lie_is_a_statement_and_no_sum(tmp_path: Path) -> None:
    """A greatest number that is not, and a column that is said to be empty."""
    path = tmp_path / "events.parquet"
    pq.write_table(pa.table({"number": pa.array([11, 44], pa.int64()), "quantity": pa.array([None, 7], pa.int64())}),
                   path)
    seen = look_through(path, COLUMNS[:2], SPOKEN)
    replace_stated(path, "number", (44).to_bytes(8, "little"), (12).to_bytes(8, "little"))
    hide_column(path, "quantity")

    assert (read_stated(path).ranges["number"], read_stated(path).known["quantity"]) == ((11, 12), 0)
    assert look_through(path, COLUMNS[:2], SPOKEN) == seen


def test_words_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """Whether or not each of them is decoded once."""
    text = pa.Array.from_buffers(pa.string(), 2, pa.array([b"good", b"\xff\xfe"], pa.binary()).buffers())
    for coded in (True, False):
        path = tmp_path / f"{coded}.parquet"
        pq.write_table(pa.table({"word": text}), path, use_dictionary=coded)
        with pytest.raises(pa.ArrowInvalid, match="UTF8"):
            look_through(path, COLUMNS[2:3], frozenset())
