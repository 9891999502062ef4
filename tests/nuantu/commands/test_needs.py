"""The command groups needs, keeps identities, makes opinions, and refuses in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main

LINES = ['{"id": "a", "text": "写字楼保安不让骑手进门", "at": "2025-11-01T08:00:00+08:00"}',
         '{"id": "b", "text": "大厦門口保安攔著，騎手不給進", "at": "2025-11-01T09:00:00+08:00"}',
         '{"id": "c", "text": "换电柜里老是没电池", "at": 1762000000}']


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "needs.jsonl"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def test_the_answer_has_clusters_and_a_digest(file: Path) -> None:
    told = json.loads(run_main("needs", "cluster", file, "--json").out)
    assert [one["members"] for one in told["clusters"]] == [["a", "b"], ["c"]]
    assert all(set(one) == {"id", "label", "members"} for one in told["clusters"])
    assert len(told["inputs_sha256"]) == 64


def test_onto_keeps_what_stands_and_adds_what_is_new(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text(run_main("needs", "cluster", file, "--json").out, encoding="utf-8")
    before = json.loads(old.read_text(encoding="utf-8"))["clusters"]
    file.write_text('{"id": "d", "text": "换电柜里老是没有电池"}\n{"id": "e", "text": "导航把我带到河里"}\n',
                    encoding="utf-8")
    after = json.loads(run_main("needs", "cluster", file, "--onto", old, "--json").out)["clusters"]
    assert after[0] == before[0]
    assert [one["members"] for one in after[1:]] == [["c", "d"], ["e"]]
    file.write_text("\n".join([*LINES, '{"id": "d", "text": "换电柜里老是没有电池"}']), encoding="utf-8")
    whole = json.loads(run_main("needs", "cluster", file, "--onto", old, "--json").out)["clusters"]
    assert [(one["id"], one["members"]) for one in whole] == [
        (before[0]["id"], ["a", "b"]), (before[1]["id"], ["c", "d"])]


def test_without_json_a_table_is_printed(file: Path) -> None:
    ended = run_main("needs", "cluster", file)
    assert ended.status == 0
    assert "换电柜里老是没电池" in ended.out


def test_opinions_are_printed_or_written_whole(tmp_path: Path) -> None:
    printed = run_main("needs", "generate", "--n", "5", "--seed", "3").out
    assert run_main("needs", "generate", "--n", "5", "--seed", "3", "--out", tmp_path / "a").status == 0
    assert (tmp_path / "a").read_text(encoding="utf-8") == printed
    assert [set(json.loads(line)) for line in printed.splitlines()] == [{"id", "text", "at", "label"}] * 5
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_done_ends_in_one_sentence(file: Path, tmp_path: Path) -> None:
    file.write_text('{"id": "a"}\n', encoding="utf-8")
    for words in (("cluster", file), ("cluster", tmp_path / "none"),
                  ("generate", "--n", "1", "--seed", "1", "--out", tmp_path / "no" / "folder")):
        ended = run_main("needs", *words)
        assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
