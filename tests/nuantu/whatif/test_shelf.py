"""The shelf stands where the environment says, stays within its size, and is never in a what-if's way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nuantu.whatif.shelf import MOST_BYTES, SHELF_VARIABLE, digest_sources, find_shelf, open_shelf, trim_shelf


@pytest.mark.parametrize(("variable", "cache_folder", "expected"), [
    ("/somewhere", "/cache", Path("/somewhere")), ("", "/cache", Path("/cache/nuantu/lived")),
    ("", "", Path("/me/.cache/nuantu/lived")), ("off", "/cache", None)])
def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch, variable: str, cache_folder: str,
                                    expected: Path | None) -> None:
    monkeypatch.setenv(SHELF_VARIABLE, variable)
    monkeypatch.setenv("XDG_CACHE_HOME", cache_folder)
    monkeypatch.setenv("HOME", "/me")
    assert find_shelf() == expected


def test_a_shelf_that_cannot_be_written_is_said_and_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(SHELF_VARIABLE, str(tmp_path / "file" / "shelf"))
    shelf, said = open_shelf()
    assert shelf is None
    assert "--keep" in said
    monkeypatch.setenv(SHELF_VARIABLE, str(tmp_path / "new" / "shelf"))
    assert open_shelf() == (tmp_path / "new" / "shelf", "")


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    for age, name in enumerate(("newest", "middle", "oldest")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.parquet").write_bytes(bytes(100))
        os.utime(tmp_path / name, (1e9 - age, 1e9 - age))
    assert trim_shelf(tmp_path, MOST_BYTES) == 0
    assert trim_shelf(tmp_path, 250) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"newest", "middle"}
    assert trim_shelf(tmp_path, 0) == 2


def test_the_programs_text_is_digested() -> None:
    assert len(digest_sources()) >= 32
    assert digest_sources() == digest_sources()
