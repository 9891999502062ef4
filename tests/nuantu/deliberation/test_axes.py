"""The axes: those of a plain singular value decomposition of the filled matrix, with signs that stay."""

from __future__ import annotations

import numpy as np
import pytest
from tests.nuantu.deliberation.made_votes import draw_rows, draw_votes
from tests.oracles.slow_deliberation import find_components

from nuantu.deliberation.axes import FEWEST_VOTES, Axes, choose_ballots, find_axes
from nuantu.deliberation.votes import Statement, Votes, build_votes


def find(votes: Votes) -> Axes:
    """The axes of all voters, each counted once."""
    everyone = np.ones(len(votes.voters), dtype=np.bool_)
    return find_axes(choose_ballots(votes, everyone), np.ones(len(votes.voters), dtype=np.int64))


def fill(votes: Votes) -> np.ndarray:
    """(voters, statements), nan where nobody voted."""
    matrix = np.full((len(votes.voters), len(votes.statements)), np.nan)
    matrix[votes.voter, votes.statement] = votes.value
    return matrix


@pytest.mark.parametrize("seed", range(4))
def test_axes_are_the_principal_components_of_the_filled_matrix(seed: int) -> None:
    """Directions to 1e-5, shares of variance to 1e-9."""
    votes, _ = draw_votes(voters=80, statements=30, groups=3, seed=seed)
    axes = find(votes)
    directions, shares = find_components(fill(votes))

    assert np.abs((axes.loadings * directions).sum(axis=0)) == pytest.approx([1, 1], abs=1e-9)
    assert axes.shares == pytest.approx(tuple(shares), abs=1e-9)


def test_a_voter_stands_where_the_own_votes_point() -> None:
    """The sum of what each vote departs from the mean, and nearer to the middle the fewer votes there are."""
    votes, _ = draw_votes(voters=50, statements=12)
    axes, matrix = find(votes), fill(votes)
    apart = np.nan_to_num(matrix - np.nanmean(matrix, axis=0))
    cast = votes.count_by_voter()

    assert axes.positions == pytest.approx(apart @ axes.loadings * np.sqrt(12 / (cast + FEWEST_VOTES))[:, None])


def test_the_heaviest_statement_is_positive_on_its_axis() -> None:
    """Whoever turns all votes round gets the same loadings and turned positions."""
    rows, _ = draw_rows(seed=5)
    turned = [(time, who, what, -vote) for time, who, what, vote in rows]
    one, other = find(build_votes([], rows)), find(build_votes([], turned))

    assert (one.loadings[np.abs(one.loadings).argmax(axis=0), [0, 1]] > 0).all()
    assert other.loadings == pytest.approx(one.loadings, abs=1e-6)
    assert other.positions == pytest.approx(-one.positions, abs=1e-5)


def test_a_voter_who_counts_twice_is_as_two() -> None:
    """Weights are repetitions."""
    rows, _ = draw_rows(voters=30)
    twins = rows + [(time, f"twin of {who}", what, vote) for time, who, what, vote in rows if int(who) < 10]
    votes = build_votes([], rows)
    ballots = choose_ballots(votes, np.ones(30, dtype=np.bool_))
    weighted = find_axes(ballots, np.array([2 if int(who) < 10 else 1 for who in votes.voters]))

    assert weighted.loadings == pytest.approx(find(build_votes([], twins)).loadings, abs=1e-5)


def test_a_statement_taken_out_is_a_column_of_zeros() -> None:
    """It loads on no axis; who stays away shapes none."""
    rows, _ = draw_rows()
    votes = build_votes([Statement("3", moderated=-1)], rows)
    some = np.arange(len(votes.voters)) < 20
    ballots = choose_ballots(votes, some)
    axes = find_axes(ballots, np.ones(20, dtype=np.int64))

    assert axes.loadings[3].tolist() == [0.0, 0.0]
    assert axes.positions.shape == (20, 2)
    assert len(ballots.value) == sum(some[votes.voter] & (votes.statement != 3))


def test_some_ballots_are_numbered_anew() -> None:
    """Only those of the voters taken, in their order."""
    votes, _ = draw_votes(voters=10, statements=5)
    whole = choose_ballots(votes, np.ones(10, dtype=np.bool_))
    part = whole.take(np.array([2, 7]))

    assert part.voters == 2
    assert part.value.tolist() == [*votes.value[votes.voter == 2], *votes.value[votes.voter == 7]]


@pytest.mark.parametrize("rows", [[(1, "a", "0", 1)], [(1, "a", "0", 1), (1, "b", "0", 1)],
                                  [(1, "a", "0", 1), (1, "b", "0", -1)]])
def test_little_is_no_trouble(rows: list[tuple[int, str, str, int]]) -> None:
    """One statement, one voter, no difference at all: axes that explain nothing are zero."""
    axes = find(build_votes([], rows))

    assert np.isfinite(axes.positions).all()
    assert axes.shares == ((1.0, 0.0) if len({vote for *_, vote in rows}) > 1 else (0.0, 0.0))
