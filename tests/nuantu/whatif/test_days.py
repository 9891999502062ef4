"""Days are found by path, folder and pattern; runs are used where they were lived under the same book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.whatif.days import find_days


def write_run(folder: Path, place: Path | None, **words: object) -> Path:
    """A folder with the run.json of a run and nothing else."""
    folder.mkdir(parents=True)
    run = {"format": "nuantu-run/1", "day": {"path": None if place is None else str(place), "digest": "d1",
                                             "date": "2026-11-20"},
           "book": {"digest": "b1"}, "policy": "nuantu", "rules": "open", "seed": 1, **words}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return folder


def test_a_folder_a_pattern_and_each_day_name_the_same(days: Path) -> None:
    """In order of name, each once however often it is named."""
    named = [str(days / name) for name in ("day-01", "day-02", "day-03")]

    assert [one.name for one in find_days(named)] == named
    assert find_days([str(days)]) == find_days([str(days / "day-0*")]) == find_days([*named, str(days)])


def test_runs_of_one_day_are_one_day(days: Path, tmp_path: Path) -> None:
    """By several seeds, with its folder where that still stands."""
    day = days / "day-01"
    runs = [write_run(tmp_path / f"run{seed}", day, seed=seed) for seed in (1, 2)]

    [source] = find_days([str(tmp_path)])

    assert (source.folder, [one.folder for one in source.lived]) == (day, runs)
    found = source.find_log("b1", "nuantu", 2)
    assert found is not None
    assert found.folder == runs[1]
    assert [source.find_log(*words) for words in (("b2", "nuantu", 2), ("b1", "greedy", 2), ("b1", "nuantu", 3))] \
        == [None] * 3


def test_a_run_whose_day_is_gone_stands_by_its_log(tmp_path: Path) -> None:
    """Its name is that of the run."""
    run = write_run(tmp_path / "run", tmp_path / "gone")

    [source] = find_days([str(run)])

    assert (source.folder, source.name) == (None, str(run))


@pytest.mark.parametrize("text", ["nothing", "noth*ing"])
def test_what_names_nothing_is_refused(tmp_path: Path, text: str) -> None:
    """A path and a pattern alike."""
    with pytest.raises(InputError, match=r"no day is found there; name folders of days"):
        find_days([str(tmp_path / text)])


def test_folders_without_days_and_broken_runs_are_refused(tmp_path: Path) -> None:
    """One sentence names the file."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="neither a day nor a run"):
        find_days([str(tmp_path / "empty")])
    for number, words in enumerate(({"format": "other"}, {"day": None}, {"seed": "x"})):
        run = write_run(tmp_path / f"run{number}", None, **words)
        with pytest.raises(InputError, match=r"run\.json"):
            find_days([str(run)])
