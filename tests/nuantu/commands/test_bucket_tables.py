"""Tables that a bucket hands over stand until what they follow from changes."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from nuantu.commands.bucket_tables import read_tables, write_tables

MARK = {"events": "abc", "last_s": 5}
TABLES = [pa.table({"n": [1, 2]}), pa.table({"ids": pa.array([[1, None], None], pa.list_(pa.int64()))})]


def test_tables_come_back_in_order_under_their_mark_alone(tmp_path: Path) -> None:
    """Whole and typed; under another mark there are none."""
    assert read_tables(tmp_path / "kept", MARK) is None
    write_tables(tmp_path / "kept", MARK, TABLES)

    assert read_tables(tmp_path / "kept", MARK) == TABLES
    assert read_tables(tmp_path / "kept", {**MARK, "last_s": 6}) is None


def test_later_tables_replace_all_that_stood_there(tmp_path: Path) -> None:
    """Also where they are fewer."""
    write_tables(tmp_path / "kept", MARK, TABLES)
    write_tables(tmp_path / "kept", MARK, TABLES[1:])

    assert read_tables(tmp_path / "kept", MARK) == TABLES[1:]
    assert len(list((tmp_path / "kept").glob("*.parquet"))) == 1


def test_a_table_that_was_changed_or_lost_is_none(tmp_path: Path) -> None:
    """It is gathered anew rather than believed."""
    write_tables(tmp_path / "kept", MARK, TABLES)
    (tmp_path / "kept" / "001.parquet").write_bytes(b"x")
    assert read_tables(tmp_path / "kept", MARK) is None

    (tmp_path / "kept" / "001.parquet").unlink()
    assert read_tables(tmp_path / "kept", MARK) is None
