"""The command gives stations their stars, compares with what is expected, and refuses in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.oracles.slow_stars import FIXTURE

from nuantu.cli import main
from nuantu.commands.stars import stars


def test_the_462_stations_come_out_as_published() -> None:
    told = json.loads(CliRunner().invoke(stars, [str(FIXTURE), "--json"]).output)
    assert told["counts"] == {"0": 0, "1": 25, "2": 140, "3": 197, "4": 80, "5": 20}
    assert (told["agrees"], len(told["stations"])) == (True, 462)


def test_the_table_says_that_all_agree_or_who_does_not(tmp_path: Path) -> None:
    ran = CliRunner().invoke(stars, [str(FIXTURE), "--lang", "en"])
    assert ran.exit_code == 0
    assert "All 462 are as the file says" in ran.output
    path = tmp_path / "a.yaml"
    path.write_text("as_of: 2025-06-01\nstations: [{id: A, expected: 2}, {id: B, expected: 0}]\n", encoding="utf-8")
    ran = CliRunner().invoke(stars, [str(path)])
    assert ran.exit_code == 1
    assert "与文件写的不同：A" in ran.output


def test_a_day_and_a_standard_can_be_named(tmp_path: Path) -> None:
    from nuantu.stars.reading import FOLDER
    path = tmp_path / "a.yaml"
    path.write_text("stations: [{id: A}]\n", encoding="utf-8")
    ran = CliRunner().invoke(stars, [str(path), "--day", "2026-05-01", "--json", "--standard",
                                     str(FOLDER / "warm-stations.yaml")])
    assert json.loads(ran.output)["version"] == 2


def test_what_cannot_be_read_ends_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["nuantu", "stars", str(tmp_path / "none.json")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
