"""Votes: the last one stands, all are counted, and the order of rows changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from tests.nuantu.deliberation.made_votes import draw_rows
from tests.oracles.slow_deliberation import count_all, take_last

from nuantu.deliberation.votes import Statement, build_votes, count_by_group, order_id


@pytest.mark.parametrize("seed", range(5))
def test_last_votes_and_all_votes_are_those_of_the_slow_twin(seed: int) -> None:
    """Every cell, and every count, of rows in any order with changes of mind."""
    rows, _ = draw_rows(seed=seed, changed=0.5)
    votes = build_votes([], rows)
    cells = zip(votes.voter.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True)
    last = {(votes.voters[who], votes.statements[what].id): vote for who, what, vote in cells}

    assert last == take_last(rows)
    assert votes.every is not None
    told = {one.id: tuple(row) for one, row in zip(votes.statements, votes.every.tolist(), strict=True)}
    assert told == count_all(rows)


def test_of_votes_at_one_time_the_one_written_last_stands() -> None:
    """And an earlier time stays earlier, wherever it is written."""
    votes = build_votes([], [(5, "a", "0", 1), (5, "a", "0", -1), (4, "a", "0", 0)])

    assert votes.value.tolist() == [-1]
    assert votes.every is not None
    assert votes.every.tolist() == [[1, 1, 1]]


def test_names_are_ordered_as_numbers_first() -> None:
    """10 after 9, words after numbers."""
    assert sorted(["b", "10", "9", "a", "007"], key=order_id) == ["9", "10", "007", "a", "b"]


def test_the_digest_knows_the_input_and_not_its_order() -> None:
    """Shuffled rows and statements give the same; a vote, a time, a word or a moderation more gives another."""
    rows, _ = draw_rows(seed=3)
    said = [Statement(str(one), f"意见 {one}") for one in range(20)]
    digest = build_votes(said, rows).digest
    others = [build_votes(said, [*rows, (1, "new", "0", 1)]),
              build_votes(said, [(rows[0][0] + 1, *rows[0][1:]), *rows[1:]]),
              build_votes([Statement("0", "别的"), *said[1:]], rows),
              build_votes([Statement("0", "意见 0", -1), *said[1:]], rows)]

    assert build_votes(said[::-1], sorted(rows)).digest == digest
    assert len({digest, *(one.digest for one in others)}) == 5


def test_counts_by_group_leave_out_who_is_in_none() -> None:
    """(groups, statements, agree disagree pass)."""
    votes = build_votes([Statement("0"), Statement("1")],
                        [(1, "a", "0", 1), (1, "b", "0", -1), (1, "c", "0", 0), (1, "d", "1", 1)])

    counts = count_by_group(votes, np.array([0, 1, 1, -1]), 2)

    assert counts.tolist() == [[[1, 0, 0], [0, 0, 0]], [[0, 1, 1], [0, 0, 0]]]


def test_a_statement_without_a_vote_stays() -> None:
    """And one that only votes know has no words."""
    votes = build_votes([Statement("7", "无人表态")], [(1, "a", "3", 1)])

    assert [(one.id, one.text) for one in votes.statements] == [("3", ""), ("7", "无人表态")]
    assert votes.every is not None
    assert votes.every.tolist() == [[1, 0, 0], [0, 0, 0]]
