"""Tables that a bucket hands over to what is reckoned over all of them, kept beside it until its log changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.commands.run_folder import digest_bytes_of, write_object

MARK_FILE = "mark.json"


def write_tables(folder: Path, mark: Mapping[str, Any], tables: Sequence[pa.Table]) -> None:
    """Keep tables in place of those that stand in a folder, with a mark of what they follow from.

    The mark comes last: a folder without one holds nothing.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    digests = []
    for number, table in enumerate(tables):
        pq.write_table(table, folder / f"{number:03d}.parquet")
        digests.append(digest_bytes_of(folder / f"{number:03d}.parquet"))
    fresh = folder / f".{MARK_FILE}.fresh"
    write_object(fresh, {"mark": mark, "tables": digests})
    fresh.replace(folder / MARK_FILE)


def read_tables(folder: Path, mark: Mapping[str, Any]) -> list[pa.Table] | None:
    """The tables in order; ``None`` where there are none, or not those that this mark was set for, byte for byte."""
    if not (folder / MARK_FILE).is_file():
        return None
    stands = json.loads((folder / MARK_FILE).read_text(encoding="utf-8"))
    paths = [folder / f"{number:03d}.parquet" for number in range(len(stands["tables"]))]
    if stands["mark"] != mark or not all(path.is_file() for path in paths):
        return None
    if [digest_bytes_of(path) for path in paths] != stands["tables"]:
        return None
    return [pq.read_table(path) for path in paths]
