"""A folder says by its files which reader it needs, or in one sentence why it is no day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.replay.small_day import write_mdrp

from nuantu.core.errors import InputError
from nuantu.replay.readers.native import write_day
from nuantu.replay.reading import read_day


def test_either_form_is_recognised(tmp_path: Path) -> None:
    """The published text form and Nuantu's own give one and the same day."""
    text = read_day(write_mdrp(tmp_path / "text"))

    assert read_day(write_day(text, tmp_path / "native")).digest == text.digest


def test_a_folder_of_both_forms_is_refused(tmp_path: Path) -> None:
    """Nobody has to guess which of two days was meant."""
    folder = write_mdrp(tmp_path / "text")
    (folder / "day.json").write_text("{}")

    with pytest.raises(InputError, match=r"holds both orders.txt and day.json; keep one day in a folder"):
        read_day(folder)


def test_a_folder_of_days_is_not_a_day(tmp_path: Path) -> None:
    """The sentence says how many it holds."""
    write_mdrp(tmp_path / "one")
    write_mdrp(tmp_path / "other")

    with pytest.raises(InputError, match="not a day but holds 2 of them; name one of them"):
        read_day(tmp_path)


@pytest.mark.parametrize(("name", "said"), [
    ("nowhere", "the folder does not exist"), ("file", "this is a file, not the folder of a day"),
    ("empty", "neither orders.txt"),
])
def test_what_is_no_day_is_said(tmp_path: Path, name: str, said: str) -> None:
    """Paths that lead nowhere, to a file, or to an empty folder."""
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()

    with pytest.raises(InputError, match=said):
        read_day(tmp_path / name)
