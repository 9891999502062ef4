"""A deliberation as a whole: who takes part, planted groups, oracles on real deliberations, one result everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.nuantu.deliberation.made_votes import draw_rows, draw_votes
from tests.oracles.slow_deliberation import count_all, multiply_consensus, take_last

from nuantu.core.errors import InputError
from nuantu.deliberation.deliberation import FEWEST_VOTERS, choose_voters, deliberate
from nuantu.deliberation.rand_index import measure_agreement
from nuantu.deliberation.reader import read_export, read_groups
from nuantu.deliberation.telling import tell_deliberation
from nuantu.deliberation.votes import Statement, build_votes

REAL = ("vtaiwan.uberx", "15-per-hour-seattle")


def compare(found: dict[str, object], wanted: dict[str, object]) -> float:
    """The adjusted Rand index over those who are in both."""
    both = sorted(found.keys() & wanted.keys())
    return measure_agreement(np.array([int(str(found[who])) for who in both]),
                             np.array([int(str(wanted[who])) for who in both]))


@pytest.mark.parametrize("groups", [2, 3])
def test_planted_groups_are_found_without_being_counted(groups: int) -> None:
    """By silhouette, and each voter in the right one."""
    votes, member = draw_votes(voters=200, statements=60, groups=groups, seed=groups)
    found = deliberate(votes, seed=1, runs=0)

    assert found.division.chosen == groups
    assert compare(tell_deliberation(found)["groups"], member) > 0.95


def test_who_takes_part() -> None:
    """Seven votes, or all statements where there are fewer; votes on what was taken out count."""
    rows = [(1, str(100 + who), str(what), 1) for who in range(30) for what in range(who)]
    votes = build_votes([Statement("0", moderated=-1)], rows)
    few = build_votes([], [row for row in rows if row[2] in ("0", "1")])

    chosen = [[all_of.voters[seat] for seat in np.flatnonzero(choose_voters(all_of))] for all_of in (votes, few)]

    assert chosen == [[str(100 + one) for one in range(least, 30)] for least in (7, 2)]


def test_where_few_voted_fifteen_take_part() -> None:
    """Those with most votes, of equally many the first by name."""
    rows = [(1, str(who), str(what), 1) for who in range(30) for what in range(3 if who < 20 else 5)]
    votes = build_votes([Statement(str(one)) for one in range(9)], rows)
    chosen = np.flatnonzero(choose_voters(votes)).tolist()

    assert len(chosen) == FEWEST_VOTERS
    assert chosen == [0, 1, 2, 3, 4, *range(20, 30)]


def test_one_opinion_is_one_group() -> None:
    """Nobody differs: nothing is cut in half; more groups than places are refused."""
    votes = build_votes([], [(1, str(who), str(what), 1) for who in range(20) for what in range(8)])
    found = deliberate(votes, seed=1, runs=3)

    assert (found.division.chosen, set(found.group.tolist())) == (1, {0})
    with pytest.raises(InputError, match="the voters stand at 1 places only; ask for at most 1 groups"):
        deliberate(votes, seed=1, groups=2)


def test_given_groups_are_taken_as_they_are() -> None:
    """Names stay, those without a vote stay in their group, those without a group are counted nowhere."""
    words = {"voters": 30, "statements": 10, "groups": 2, "seed": 6}
    votes, member = draw_votes(**words)
    given = {who: str(7 + group) for who, group in member.items() if who != "3"} | {"silent": "8"}
    told = tell_deliberation(deliberate(votes, seed=1, given=given, runs=0))
    last, named = take_last(draw_rows(**words)[0]), {who: int(one) for who, one in given.items()}

    assert told["groups"] == {who: int(group) for who, group in given.items()}
    assert told["chosen_by"] == "given"
    assert {key: one["group_informed_consensus"] for key, one in told["comments"].items()} == {
        one.id: float(multiply_consensus(last, named, one.id)) for one in votes.statements}
    with pytest.raises(InputError, match="none of the participants with a group has voted"):
        deliberate(votes, seed=1, given={"nobody": "0"})


def test_order_of_rows_and_of_names_changes_nothing() -> None:
    """The same answer to the last digit."""
    rows, _ = draw_rows(voters=150, statements=25, groups=3, seed=8)
    said = [Statement(str(one)) for one in range(25)]
    one = tell_deliberation(deliberate(build_votes(said, rows), seed=3, runs=4))
    other = tell_deliberation(deliberate(build_votes(said[::-1], sorted(rows)), seed=3, runs=4))

    assert json.dumps(one) == json.dumps(other)


@pytest.mark.parametrize("name", REAL)
def test_real_counts_are_those_of_the_files(shared: Path, name: str) -> None:
    """With the published groups: last votes by group are the matrix, all votes are the counts of comments.csv."""
    folder = shared / "data" / "polis" / name
    export, given = read_export(folder), read_groups(folder / "participants-votes.csv")
    told = tell_deliberation(deliberate(export.votes, seed=1, given=given, runs=0), export.notes, export.checks)
    rows = [(0, export.votes.voters[who], export.votes.statements[what].id, vote) for who, what, vote in
            zip(export.votes.voter.tolist(), export.votes.statement.tolist(), export.votes.value.tolist(), strict=True)]
    by_group = {group: count_all([row for row in rows if given.get(row[1]) == group]) for group in ("0", "1")}
    nobody = (0, 0, 0)

    assert told["groups"] == {who: int(group) for who, group in given.items()}
    for one in export.votes.statements:
        said = told["comments"][one.id]
        assert {group: (said["agree"][group], said["disagree"][group], said["pass"][group]) for group in by_group} == {
            group: counts.get(one.id, nobody) for group, counts in by_group.items()}
        assert (said["all_votes"]["agree"], said["all_votes"]["disagree"]) == one.counted
        wanted = np.prod([(counts.get(one.id, nobody)[0] + 1) / (sum(counts.get(one.id, nobody)) + 2)
                          for counts in by_group.values()])
        assert said["group_informed_consensus"] == pytest.approx(wanted, abs=1e-15)


@pytest.mark.parametrize("seed", range(5))
def test_published_groups_of_a_real_deliberation_come_out_again(shared: Path, seed: int) -> None:
    """Two groups forced on vtaiwan.uberx: an adjusted Rand index of at least 0.80 with those published, every seed."""
    folder = shared / "data" / "polis" / "vtaiwan.uberx"
    found = deliberate(read_export(folder).votes, seed=seed, groups=2, runs=0)

    assert compare(tell_deliberation(found)["groups"], dict(read_groups(folder / "participants-votes.csv"))) >= 0.80


@pytest.mark.parametrize("name", REAL)
def test_who_takes_part_is_nearly_who_has_a_published_group(shared: Path, name: str) -> None:
    """Published membership is the end of a long path, so a few may differ; never more than one in a hundred here."""
    folder = shared / "data" / "polis" / name
    votes, given = read_export(folder).votes, read_groups(folder / "participants-votes.csv")
    mine = {votes.voters[seat] for seat in np.flatnonzero(choose_voters(votes))}

    assert len(mine ^ given.keys()) <= len(given) / 100


@pytest.mark.parametrize("setting", ["OPENBLAS_CORETYPE=Prescott", "OPENBLAS_CORETYPE=Haswell",
                                     "NPY_DISABLE_CPU_FEATURES=X86_V3 X86_V4"])
def test_another_processor_gives_the_same_answer(tmp_path: Path, setting: str) -> None:
    """To the last digit, in processes that are told to compute as older processors do."""
    code = ("import json, sys; from tests.nuantu.deliberation.made_votes import draw_votes; "
            "from nuantu.deliberation.deliberation import deliberate; "
            "from nuantu.deliberation.telling import tell_deliberation; "
            "votes, _ = draw_votes(voters=300, statements=40, groups=3, seed=9, seen=0.4); "
            "sys.stdout.write(json.dumps(tell_deliberation(deliberate(votes, seed=2, runs=4))))")
    name, value = setting.split("=")
    here = Path(__file__).resolve().parents[3]
    answers = [subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True,
                              cwd=here, env={**os.environ, **told}).stdout
               for told in ({}, {name: value})]

    assert json.loads(answers[0])["sizes"].keys() == {"0", "1", "2"}
    assert answers[0] == answers[1]


def test_the_worked_example_is_as_its_document_says() -> None:
    """examples/deliberation with seed 7, and the numbers of docs/algorithms/deliberation.md."""
    root = Path(__file__).resolve().parents[3]
    page = (root / "docs" / "algorithms" / "deliberation.md").read_text(encoding="utf-8")
    export = read_export(root / "examples" / "deliberation")
    found = deliberate(export.votes, seed=7)
    told = tell_deliberation(found, export.notes, export.checks)
    trait = told["representative"]["0"][0]

    assert (told["voters"], told["taking_part"], told["last_votes"], told["all_votes"]) == (19, 18, 171, 174)
    assert told["checks"] == {"statements": 10, "statements_counted_otherwise": 0}
    assert told["sizes"] == {"0": 10, "1": 8}
    assert (trait["comment"], trait["answer"], trait["share"], trait["ratio"]) == ("3", "disagree", 0.75, 7.5)
    assert told["unites"][0]["comment"] == "0"
    assert told["splits"][0] == {"comment": "3", "agrees_most": 1, "agrees_least": 0, "gap": 0.633333}
    for value in (found.axes.positions[0, 0], told["numbers_of_groups"]["2"]["silhouette"],
                  told["numbers_of_groups"]["3"]["silhouette"], told["unites"][0]["consensus"],
                  told["stability"]["mean"], told["numbers_of_groups"]["3"]["stability"]["mean"]):
        assert f"{abs(value):.3f}" in page
