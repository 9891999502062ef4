"""The published tables refuse what does not fit them, by file and field."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nuantu.core.errors import InputError
from nuantu.core.tables import EVENTS, LEDGER, SUBJECTS, TABLES, Column, Table, conform, find_table

SMALL = Table("ledger", "small", "small.parquet", "A small table.", (
    Column("line_id", "int64", "", "number"),
    Column("reason", "string", "", "why", "no reason"),
))


def test_every_subject_has_tables_and_no_table_repeats_a_column() -> None:
    """Names are unique inside a table, and every column says what it means."""
    assert tuple(TABLES) == SUBJECTS
    for tables in TABLES.values():
        for table in tables:
            names = [column.name for column in table.columns]
            assert len(names) == len(set(names)), table.name
            assert all(column.meaning for column in table.columns), table.name


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """A round trip keeps values, order and schema."""
    table = pa.table({"reason": pa.array(["late", None]), "line_id": pa.array([1, 2])})

    SMALL.write(table, tmp_path / "small.parquet")
    read = SMALL.read(tmp_path / "small.parquet")

    assert read.to_pydict() == {"line_id": [1, 2], "reason": ["late", None]}
    assert read.schema.metadata[b"nuantu"] == b"ledger.small/1"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """The sentence gives file and field."""
    pq.write_table(pa.table({"reason": ["x"]}), tmp_path / "small.parquet")

    with pytest.raises(InputError, match=r"small.parquet, field line_id: the column is missing; add it as int64"):
        SMALL.read(tmp_path / "small.parquet")


def test_a_missing_value_is_named_with_its_row(tmp_path: Path) -> None:
    """A null where none is allowed is told by row, from 1."""
    pq.write_table(pa.table({"line_id": pa.array([1, None]), "reason": ["x", "y"]}), tmp_path / "small.parquet")

    with pytest.raises(InputError, match="line 2, field line_id: the value is missing"):
        SMALL.read(tmp_path / "small.parquet")


def test_text_in_a_number_is_refused() -> None:
    """A column of the wrong type is named with both types."""
    with pytest.raises(InputError, match="field line_id: the column is string, not int64"):
        conform(pa.table({"line_id": ["a"], "reason": ["x"]}), SMALL, Path("small.parquet"))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all", b"\0" * 64])
def test_what_is_not_parquet_is_said_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    """Damaged files end in a sentence, never in a traceback of the library."""
    (tmp_path / "small.parquet").write_bytes(content)

    with pytest.raises(InputError, match="not a readable Parquet file"):
        SMALL.read(tmp_path / "small.parquet")


def test_an_absent_file_is_said() -> None:
    """A path that leads nowhere is named."""
    with pytest.raises(InputError, match="the file does not exist"):
        EVENTS.read(Path("nowhere/events.parquet"))


def test_tables_are_found_by_name() -> None:
    """The ledger is the ledger."""
    assert find_table("ledger", "ledger") is LEDGER
    with pytest.raises(KeyError):
        find_table("log", "rumours")
