"""Parquet files that say something else of their columns than what stands in them."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pyarrow.parquet as pq


def replace_stated(path: Path, column: str, said: bytes, instead: bytes) -> None:
    """In what a file says of a column, put one sequence of bytes in the place of another wherever it stands."""
    assert len(said) == len(instead)
    raw = path.read_bytes()
    begin = len(raw) - 8 - struct.unpack("<I", raw[-8:-4])[0]
    # A column's own part of the footer begins with its name and ends before the next one's.
    names = pq.read_schema(path).names
    heads = (re.compile(rb"\x19[\x18\x38]" + re.escape(bytes([len(name)]) + name.encode())) for name in names)
    starts = [*(head.search(raw, begin).start() for head in heads), len(raw)]  # type: ignore[union-attr]
    first, last = starts[names.index(column)], starts[names.index(column) + 1]
    assert said in raw[first:last]
    path.write_bytes(raw[:first] + raw[first:last].replace(said, instead) + raw[last:])


def hide_column(path: Path, column: str) -> None:
    """Let a file of a few rows say that a column, which carries some, carries nothing."""
    group = pq.read_metadata(path).row_group(0)
    place = pq.read_schema(path).names.index(column)
    nulls = group.column(place).statistics.null_count
    assert nulls < group.num_rows < 64
    for head in (b"\x16", b"\x1c\x36"):
        said = head + bytes([2 * nulls]) + b"("
        if said in path.read_bytes():
            replace_stated(path, column, said, head + bytes([2 * group.num_rows]) + b"(")
            break
    assert pq.read_metadata(path).row_group(0).column(place).statistics.null_count == group.num_rows
