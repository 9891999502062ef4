"""``nuantu deliberate`` as people call it: JSON, a page, given groups, and one sentence for what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

from tests.nuantu.commands.command_line import run_main
from tests.nuantu.deliberation.test_reader import fill


def test_json_has_the_keys_that_others_read(tmp_path: Path) -> None:
    """Groups by participant, comments by id, representative, stability, the digest; twice the same."""
    fill(tmp_path)
    one, other = (run_main("deliberate", tmp_path, "--seed", "3", "--runs", "3", "--json") for _ in range(2))
    told = json.loads(one.out)

    assert one == other
    assert one.status == 0
    assert {"groups", "comments", "representative", "stability", "inputs_sha256"} <= told.keys()
    assert told["sizes"].keys() == told["representative"].keys() == told["stability"]["groups"].keys()
    assert told["checks"]["cells_differing"] == told["checks"]["statements_counted_otherwise"] == 0


def test_groups_are_counted_or_given(tmp_path: Path) -> None:
    """Forced to three; taken from the column group-id; never both."""
    file = fill(tmp_path) / "participants-votes.csv"
    forced = json.loads(run_main("deliberate", tmp_path, "--groups", "3", "--runs", "0", "--json").out)
    given = json.loads(run_main("deliberate", tmp_path, "--groups-from", file, "--runs", "0", "--json").out)
    both = run_main("deliberate", tmp_path, "--groups", "3", "--groups-from", file)

    assert (forced["chosen_by"], set(forced["groups"].values())) == ("told", {0, 1, 2})
    assert (given["chosen_by"], set(given["groups"].values())) == ("given", {0, 1})
    assert given["inputs_sha256"] != forced["inputs_sha256"]
    assert (both.status, both.err.count("\n")) == (2, 1)


def test_told_consensus_is_checked_against_given_groups(tmp_path: Path) -> None:
    """An export that tells its own group-informed consensus gets it again, and a wrong one is counted."""
    file = fill(tmp_path) / "participants-votes.csv"
    told = json.loads(run_main("deliberate", tmp_path, "--groups-from", file, "--runs", "0", "--json").out)["comments"]
    lines = ["comment-id,group-informed-consensus"]
    lines += [f"{key},{one['group_informed_consensus'] if key != '5' else 0.999}" for key, one in told.items()]
    (tmp_path / "comments.csv").write_text("\n".join(lines) + "\n")
    again = json.loads(run_main("deliberate", tmp_path, "--groups-from", file, "--runs", "0", "--json").out)

    assert again["checks"]["consensus"] == 20
    assert again["checks"]["consensus_otherwise"] == 1


def test_a_page_is_written_without_json(tmp_path: Path) -> None:
    """In both languages; with --out the JSON goes to the file alone."""
    fill(tmp_path)
    said = [run_main("deliberate", tmp_path, "--runs", "2", "--lang", lang).out for lang in ("zh", "en")]
    ended = run_main("deliberate", tmp_path, "--runs", "0", "--out", tmp_path / "answer.json")

    assert "人投票" in said[0]
    assert "people voted" in said[1]
    assert (ended.status, ended.out) == (0, "")
    assert "groups" in json.loads((tmp_path / "answer.json").read_text())


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path) -> None:
    """No folder, no export, a spoilt row, a file that cannot be written: exit status 2."""
    fill(tmp_path / "good")
    fill(tmp_path / "spoilt")
    with (tmp_path / "spoilt" / "votes.csv").open("a") as stream:
        stream.write("5,x,0,1,3\n")
    asked = [(tmp_path / "none",), (tmp_path,), (tmp_path / "spoilt",), (tmp_path / "good", "--groups-from", tmp_path),
             (tmp_path / "good", "--runs", "0", "--out", tmp_path / "no" / "x.json")]
    answers = [run_main("deliberate", *words) for words in asked]

    assert [one.status for one in answers] == [2] * 5
    assert [one.err.strip().count("\n") for one in answers] == [0] * 5
    assert "votes.csv, line " in answers[2].err
    assert "field vote: '3' is no vote" in answers[2].err
