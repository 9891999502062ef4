"""A negotiator gets a file to begin with, and the schema that editors complete it by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main

from nuantu.agreement.reader import read_agreement


def test_a_new_agreement_can_be_checked_at_once(tmp_path: Path) -> None:
    """With its figures named as lacking, and the schema beside it."""
    folder = tmp_path / "spring-2027"
    ended = run_main("agreement", "new", folder, "--type", "daily_stop", "--type", "hourly_floor", "--title-zh", "春",
                     "--title-en", "spring", "--from", "2027-03-01", "--currency", "CNY")
    told = json.loads(run_main("agreement", "check", folder, "--json").out)

    assert (ended.status, str(folder / "agreement.yaml") in ended.out) == (0, True)
    assert (told["agreement"], told["on"], told["provisions"]) == ("spring-2027", "2027-03-01", 2)
    assert "spring-2027.daily_stop_stop_after" in told["open_figures"]
    assert (folder / "agreement.yaml").read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=agreement.schema.json\n")
    assert json.loads((folder / "agreement.schema.json").read_text(encoding="utf-8"))["type"] == "object"
    assert read_agreement(folder).title_zh == "春"


@pytest.mark.parametrize(("words", "said"), [
    (["--type", "daily_stopp"], "there is no clause type 'daily_stopp'; did you mean daily_stop"),
    (["--type", "daily_stop", "--type", "daily_stop"], "a clause type is named twice"),
    (["--id", "not an id"], "'not an id' is not an id"),
])
def test_what_cannot_be_begun_leaves_nothing_behind(words: list[str], said: str, tmp_path: Path) -> None:
    """One sentence, status two, no folder."""
    ended = run_main("agreement", "new", tmp_path / "draft", *words)

    assert (ended.status, said in ended.err) == (2, True)
    assert not (tmp_path / "draft").exists()


def test_an_agreement_that_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    """However it was begun."""
    assert run_main("agreement", "new", tmp_path / "draft").status == 0
    before = (tmp_path / "draft" / "agreement.yaml").read_bytes()
    ended = run_main("agreement", "new", tmp_path / "draft", "--type", "daily_stop")

    assert (ended.status, "an agreement stands there already" in ended.err) == (2, True)
    assert (tmp_path / "draft" / "agreement.yaml").read_bytes() == before
