"""``nuantu siting`` as people call it: JSON, words, a file, and one sentence for what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

from tests.nuantu.commands.command_line import run_main
from tests.nuantu.siting.test_reader import told, write

STREET = told(candidates=[{"id": "a", "x_m": 0, "y_m": 0}, {"id": "b", "x_m": 900, "y_m": 0}],
              points=[{"x_m": 10, "y_m": 0, "orders": 3}, {"x_m": 900, "y_m": 0, "orders": 2, "wishes": 1}],
              parks=[{"id": "k", "name": "北园", "trucks_per_day": 301}])


def test_json_names_the_sites_and_what_votes_did(tmp_path: Path) -> None:
    """With wishes b is taken, without them a."""
    ended = run_main("siting", str(write(tmp_path, STREET)), "--sites", "1", "--without", "wishes", "--json")
    said = json.loads(ended.out)

    assert ended.status == 0
    assert [site["id"] for site in said["sites"]] == ["b"]
    assert [one["id"] for one in said["effect"]["went_out"]] == ["a"]
    assert said["homes"]["parks"][0]["says"] == "first"
    assert said["gap"] == 0


def test_words_say_the_same(tmp_path: Path) -> None:
    """A table, the bound, and the parks."""
    ended = run_main("siting", str(write(tmp_path, STREET)), "--sites", "1")

    assert ended.status == 0
    assert "covered 22 of 25 (88.0%)" in " ".join(ended.out.split())
    assert "park 北园: first (301 trucks a day)" in ended.out


def test_a_file_gets_the_json(tmp_path: Path) -> None:
    """Written whole under its name, and nothing else beside it."""
    file = write(tmp_path, STREET)
    (tmp_path / "out").mkdir()
    ended = run_main("siting", str(file), "--sites", "2", "--out", str(tmp_path / "out" / "plan.json"))

    assert (ended.status, ended.out) == (0, "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["plan.json"]
    assert json.loads((tmp_path / "out" / "plan.json").read_text())["covered"] == 25


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path) -> None:
    """No number of sites, too many, an unknown source, a folder that is not there: exit status 2."""
    file = str(write(tmp_path, STREET))
    asked = [(file,), (file, "--sites", "3"), (file, "--sites", "1", "--without", "x"),
             (file, "--sites", "1", "--out", str(tmp_path / "no" / "x.json")), (str(tmp_path / "none"), "--sites", "1")]
    answers = [run_main("siting", *words) for words in asked]

    assert [one.status for one in answers] == [2] * 5
    assert [one.err.strip().count("\n") for one in answers] == [0] * 5
