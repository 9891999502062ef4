"""The JSON: the keys that others read, in plain values."""

from __future__ import annotations

import json

import pytest
from tests.nuantu.deliberation.made_votes import draw_rows, draw_votes

from nuantu.deliberation.deliberation import deliberate
from nuantu.deliberation.telling import FORMAT, tell_deliberation
from nuantu.deliberation.votes import Statement, build_votes


def test_every_key_is_there_and_plain() -> None:
    """Written and read again it is the same."""
    votes, _ = draw_votes(voters=80, groups=2)
    told = tell_deliberation(deliberate(votes, seed=5, runs=4), ["a note"], {"cells": 3})

    assert json.loads(json.dumps(told)) == told
    assert (told["format"], told["seed"], told["chosen_by"]) == (FORMAT, 5, "silhouette")
    assert told["inputs_sha256"] == votes.digest
    assert (told["notes"], told["checks"]) == (["a note"], {"cells": 3})
    assert told["groups"].keys() == set(votes.voters)
    assert told["sizes"] == {"0": list(told["groups"].values()).count(0), "1": list(told["groups"].values()).count(1)}
    assert told["comments"].keys() == {one.id for one in votes.statements}
    assert sum(point["voters"] for point in told["picture"]["points"]) == 80
    assert set(told["numbers_of_groups"]) == {"2", "3", "4", "5"}


def test_a_comment_tells_last_votes_by_group_and_all_votes() -> None:
    """Both counts, moderation, and the consensus whole; the words of what was taken out are not told again."""
    rows, _ = draw_rows(voters=40, statements=9, seen=1.0)
    votes = build_votes([Statement("2", "要有站点", moderated=-1), Statement("3", "我骑电动车", meta=True)], rows)
    told = tell_deliberation(deliberate(votes, seed=1, groups=2, runs=0))
    one = told["comments"]["2"]

    assert (one["text"], one["moderated"]) == ("", -1)
    assert (told["comments"]["3"]["text"], told["comments"]["3"]["meta"]) == ("我骑电动车", True)
    assert {name: sum(one[name].values()) for name in ("agree", "disagree", "pass")} == {
        name: sum(vote == wanted for vote, place in zip(votes.value.tolist(), votes.statement.tolist(), strict=True)
                  if place == 2) for name, wanted in (("agree", 1), ("disagree", -1), ("pass", 0))}
    assert sum(one["all_votes"].values()) == sum(row[2] == "2" for row in rows)
    assert one["group_informed_consensus"] == pytest.approx(
        (one["agree"]["0"] + 1) / (sum(one[name]["0"] for name in ("agree", "disagree", "pass")) + 2)
        * (one["agree"]["1"] + 1) / (sum(one[name]["1"] for name in ("agree", "disagree", "pass")) + 2), abs=1e-15)


def test_what_was_taken_out_or_asks_about_the_voter_unites_nobody() -> None:
    """A statement taken out marks no group either."""
    rows = [(1, str(who), str(what), 1 if what < 3 or (who + what) % 2 else -1) for who in range(40)
            for what in range(12)]
    votes = build_votes([Statement("0", moderated=-1), Statement("1", meta=True), Statement("5", moderated=-1)], rows)
    told = tell_deliberation(deliberate(votes, seed=1, groups=2, runs=0))
    marked = {one["comment"] for traits in told["representative"].values() for one in traits}

    assert {one["comment"] for one in told["unites"]} == {"2"}
    assert "5" not in marked | {one["comment"] for one in told["splits"]}


def test_unknown_figures_are_null() -> None:
    """Without times all votes are unknown, without draws stability is."""
    rows, _ = draw_rows(changed=0)
    told = tell_deliberation(deliberate(build_votes([], rows, timed=False), seed=1, groups=2, runs=0))

    assert told["all_votes"] is None
    assert told["comments"]["0"]["all_votes"] is None
    assert told["stability"] == {"runs": 0, "measure": "adjusted_rand_index", "mean": None, "low": None, "groups": {}}
    assert told["numbers_of_groups"]["2"]["stability"] is None


def test_few_people_are_warned_of() -> None:
    """Two people with two opinions are two groups, and that says little."""
    told = tell_deliberation(deliberate(build_votes([], [(1, "a", "0", 1), (1, "b", "0", -1)]), seed=1, runs=0), ["x"])

    assert told["groups"] == {"a": 0, "b": 1}
    assert told["notes"] == ["x", "only 2 people take part: groups of so few say little of anybody else"]
