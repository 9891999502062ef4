"""A run is taken only as it was made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.run_folder import open_run_folder, read_book_files


@pytest.fixture
def copied(small: SmallRun, tmp_path: Path) -> Path:
    """A copy of the run to spoil."""
    shutil.copytree(small.out, tmp_path / "run", ignore=shutil.ignore_patterns("report"))
    return tmp_path / "run"


def test_a_run_has_the_same_name_wherever_it_lies(small: SmallRun, copied: Path) -> None:
    moved = open_run_folder(copied)
    assert moved.id == small.folder.id
    assert (len(moved.id), moved.date.isoformat(), moved.day) == (12, small.folder.run["day"]["date"], small.folder.day)


def test_a_file_that_was_changed_after_the_run_is_refused_by_name(copied: Path) -> None:
    with (copied / "ledger.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(RunError, match=r"ledger\.parquet: the file was changed"):
        open_run_folder(copied)


def test_an_unfinished_run_is_refused_by_the_file_that_is_missing(copied: Path) -> None:
    (copied / "verdicts.json").unlink()
    with pytest.raises(RunError, match=r"verdicts\.json: the run is not finished"):
        open_run_folder(copied)


@pytest.mark.parametrize("text", ["[]", "{}", "nothing"])
def test_a_folder_without_a_run_is_refused(copied: Path, text: str) -> None:
    (copied / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=r"run\.json"):
        open_run_folder(copied)


def test_a_day_that_is_not_at_hand_is_none(copied: Path) -> None:
    run = json.loads((copied / "run.json").read_text(encoding="utf-8"))
    run["day"]["path"] = "gone"
    (copied / "run.json").write_text(json.dumps(run), encoding="utf-8")
    assert open_run_folder(copied).day is None


def test_the_texts_that_a_run_was_dispatched_under_are_read(tmp_path: Path) -> None:
    assert read_book_files(tmp_path) == []
    for number, text in enumerate((b"one", b"two")):
        (tmp_path / "book" / f"{number}-a").mkdir(parents=True)
        (tmp_path / "book" / f"{number}-a" / "agreement.yaml").write_bytes(text)
    assert read_book_files(tmp_path) == [b"one", b"two"]
