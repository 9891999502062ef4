"""What is written into a lookup file is what is read out of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.lookup import Lookup, pack_value, write_lookup

ROWS = [("order", "O1", {"文": [1, None, "x"]}), ("order", "O2", []), ("run", "O1", "other kind")]


def test_values_come_back_by_kind_and_key(tmp_path: Path) -> None:
    assert write_lookup(tmp_path / "day.sqlite3", ROWS) == 3
    lookup = Lookup(tmp_path / "day.sqlite3")
    assert [lookup.find(kind, key) for kind, key, _ in ROWS] == [value for _, _, value in ROWS]
    assert lookup.find("order", "O3") is None
    assert lookup.keys("order") == ["O1", "O2"]


def test_a_packed_value_is_what_a_browser_knows_as_deflate(tmp_path: Path) -> None:
    write_lookup(tmp_path / "day.sqlite3", ROWS)
    packed = Lookup(tmp_path / "day.sqlite3").find_packed("order", "O1")
    assert packed == pack_value({"文": [1, None, "x"]})
    assert json.loads(zlib.decompress(packed)) == {"文": [1, None, "x"]}


def test_a_key_that_stands_twice_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "day.sqlite3"
    write_lookup(file, ROWS[:1])
    with pytest.raises(sqlite3.IntegrityError):
        write_lookup(file, [ROWS[1], ROWS[1]])
    assert Lookup(file).keys("order") == ["O1"]


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"day\.sqlite3.*has not been prepared"):
        Lookup(tmp_path / "day.sqlite3")
