"""``nuantu city``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main


def test_a_city_is_written_and_told_as_json(tmp_path: Path) -> None:
    """Counts are those of the tables, and the digest names the bytes."""
    ended = run_main("city", "--orders", "300", "--seed", "5", "--out", tmp_path / "day", "--json")
    facts = json.loads(ended.out)

    assert (ended.status, ended.err) == (0, "")
    assert (facts["orders"], facts["riders"], facts["seed"], facts["date"]) == (300, 38, 5, "2026-11-20")
    assert len(facts["files_sha256"]) == 64
    assert (tmp_path / "day" / "day.json").is_file()


def test_the_same_words_give_the_same_digest(tmp_path: Path) -> None:
    """Twice into two folders."""
    digests = [json.loads(run_main("city", "--orders", "50", "--out", tmp_path / name, "--json").out)["files_sha256"]
               for name in ("a", "b")]

    assert digests[0] == digests[1]


def test_the_calibration_is_told_on_request(tmp_path: Path) -> None:
    """As a table and as JSON, with source and mark of each figure."""
    shown = run_main("city", "--orders", "300", "--out", tmp_path / "a", "--describe")
    told = json.loads(run_main("city", "--orders", "300", "--out", tmp_path / "b", "--describe", "--json").out)

    assert shown.status == 0
    assert "app-on" in shown.out
    first = told["calibration"][0]
    assert (first["key"], first["mark"], first["low"], first["high"]) == ("lunch_first", "derived", 18, 20)
    assert isinstance(first["within"], bool)


def test_riders_and_date_are_taken(tmp_path: Path) -> None:
    """Both options reach the day."""
    ended = run_main("city", "--orders", "60", "--riders", "9", "--date", "2026-07-01", "--out", tmp_path / "day",
                     "--json")
    facts = json.loads(ended.out)

    assert (facts["riders"], facts["date"]) == (9, "2026-07-01")


@pytest.mark.parametrize("words", [
    ("--orders", "0"), ("--orders", "-5"), ("--orders", "9000000"), ("--orders", "many"), ("--seed", "-1"),
    ("--riders", "0"), ("--date", "yesterday"), ("--date", "2026-02-30"), ("--date", "1800-01-01"),
])
def test_bad_options_end_in_one_sentence_and_nothing_written(tmp_path: Path, words: tuple[str, str]) -> None:
    """Exit status 2, the option named, no folder and no rest of one."""
    ended = run_main("city", *words, "--out", tmp_path / "day")

    assert ended.status == 2
    assert words[0] in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_stands_there_is_not_replaced(tmp_path: Path) -> None:
    """The second writing is refused and the first is as it was."""
    run_main("city", "--orders", "20", "--out", tmp_path / "day")
    before = {path.name: path.read_bytes() for path in (tmp_path / "day").iterdir()}
    ended = run_main("city", "--orders", "30", "--out", tmp_path / "day")

    assert ended.status == 2
    assert ended.err.startswith(f"nuantu: {tmp_path / 'day'}: ")
    assert {path.name: path.read_bytes() for path in (tmp_path / "day").iterdir()} == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """One sentence, and the file stays."""
    (tmp_path / "day").write_text("mine")
    ended = run_main("city", "--orders", "20", "--out", tmp_path / "day")

    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
    assert (tmp_path / "day").read_text() == "mine"
