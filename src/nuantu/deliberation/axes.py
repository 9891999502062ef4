"""The two axes along which voters differ most, and where each voter stands on them.

No product of matrices here goes through a BLAS: its kernels differ from machine to machine in the last bit, and a last
bit can move a voter from one group to the next. Sparse products and plain sums are added up in one order everywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nuantu.deliberation.votes import Bools, Floats, Ints, Votes

#: Votes that are asked of a voter, and as many votes that say nothing are added when a voter is placed.
FEWEST_VOTES = 7
#: Columns that are turned together; more than the two that are kept, so that near axes part quickly.
BLOCK = 8
MOST_TURNS = 150
CLOSE = 1e-12


@dataclass(frozen=True, eq=False)
class Ballots:
    """The votes that shape the axes: of voters who take part, on statements that stand.

    ``voter``, ``statement`` (votes,) positions, ordered by voter; ``value`` (votes,) -1, 0 or +1.
    """

    voters: int
    statements: int
    voter: Ints
    statement: Ints
    value: Ints

    def take(self, voters: Ints) -> Ballots:
        """The ballots of some voters, ascending positions, numbered anew."""
        seat = np.full(self.voters, -1, dtype=np.int64)
        seat[voters] = np.arange(len(voters))
        kept = seat[self.voter] >= 0
        return Ballots(len(voters), self.statements, seat[self.voter[kept]], self.statement[kept], self.value[kept])


@dataclass(frozen=True, eq=False)
class Axes:
    """``loadings`` (statements, 2), unit columns; ``positions`` (voters, 2); ``block``: where a next search may begin;
    ``shares``: of the variance that each axis explains."""

    loadings: Floats
    positions: Floats
    block: Floats
    shares: tuple[float, float]


def choose_ballots(votes: Votes, taking_part: Bools) -> Ballots:
    """Leave out voters who do not take part; a statement that moderation took out stays as a column of zeros."""
    kept = taking_part[votes.voter] & ~votes.mark_out()[votes.statement]
    seat = np.cumsum(taking_part) - 1
    return Ballots(int(taking_part.sum()), len(votes.statements), seat[votes.voter[kept]], votes.statement[kept],
                   votes.value[kept])


def find_axes(ballots: Ballots, weight: Ints, begin: Floats | None = None, close: float = CLOSE) -> Axes:
    """The two principal axes of the votes, each missing vote taken as the statement's mean.

    A vote less the statement's mean is what remains; a missing vote then is zero, so that the matrix stays sparse.
    ``weight`` (voters,) says how often each voter is counted; the search ends when the strengths of both axes move by
    less than the share ``close``. Signs are fixed: on each axis the first statement among
    those that weigh most is positive.
    """
    counted = weight[ballots.voter]
    asked = np.bincount(ballots.statement, counted, ballots.statements)
    sums = np.bincount(ballots.statement, counted * ballots.value, ballots.statements)
    means = np.divide(sums, asked, out=np.zeros(ballots.statements), where=asked > 0)
    starts = np.searchsorted(ballots.voter, np.arange(ballots.voters + 1))
    matrix = sparse.csr_matrix((ballots.value - means[ballots.statement], ballots.statement, starts),
                               shape=(ballots.voters, ballots.statements))
    if begin is None:
        width = min(BLOCK, ballots.statements)
        begin = np.random.default_rng(0).integers(-9, 10, (ballots.statements, width)).astype(np.float64)
    block, strengths = _turn(matrix, weight.astype(np.float64)[:, None], begin, close)
    spread = float(np.bincount(ballots.statement, counted * matrix.data**2).sum())
    loadings = np.zeros((ballots.statements, 2))
    loadings[:, :min(2, block.shape[1])] = block[:, :2]
    loadings *= _fix_signs(loadings)
    cast = np.diff(starts)
    scale = np.sqrt(ballots.statements / (cast + FEWEST_VOTES))
    positions = np.asarray(matrix @ loadings, dtype=np.float64) * scale[:, None]
    shares = [float(one) / spread if spread > 0 else 0.0 for one in (*strengths[:2], 0.0, 0.0)[:2]]
    return Axes(loadings, positions, block, (shares[0], shares[1]))


def _turn(matrix: sparse.csr_matrix, weight: Floats, begin: Floats, close: float) -> tuple[Floats, Floats]:
    """Subspace iteration: the leading directions of the weighted spread, (statements, width), and their strengths."""
    back = matrix.T
    block = _straighten(begin)
    before = np.zeros(block.shape[1])
    for _ in range(MOST_TURNS):
        seen = back @ (weight * (matrix @ block))
        strengths, turn = _diagonalise(np.einsum("ij,ik->jk", block, seen))
        block = _straighten(np.einsum("ij,jk->ik", seen, turn))
        moved = np.abs(strengths - before)[:2].max(initial=0.0)
        before = strengths
        if moved <= close * max(strengths[0], CLOSE):
            break
    return block, before


def _straighten(block: Floats) -> Floats:
    """Orthogonal unit columns by Gram and Schmidt, twice for the rounding; what vanishes stays zero."""
    out = block.T.copy()
    for _ in range(2):
        for place, row in enumerate(out):
            for other in out[:place]:
                row -= (row * other).sum() * other
            length = float(np.sqrt((row * row).sum()))
            row *= 1 / length if length > 1e-150 else 0.0
    return np.ascontiguousarray(out.T)


def _diagonalise(matrix: Floats) -> tuple[Floats, Floats]:
    """Strengths, greatest first, and directions of a small symmetric matrix, by Jacobi's rotations."""
    size = len(matrix)
    rows: list[list[float]] = ((matrix + matrix.T) / 2).tolist()
    turn: list[list[float]] = np.eye(size).tolist()  # a row is a direction
    small = 1e-30 * sum(one * one for row in rows for one in row)
    for _ in range(30):
        if sum(rows[p][q] ** 2 for p in range(size) for q in range(p + 1, size)) <= small:
            break
        for p in range(size - 1):
            for q in range(p + 1, size):
                if rows[p][q] != 0.0:
                    _rotate(rows, turn, p, q)
    strengths = np.array([rows[place][place] for place in range(size)])
    order = np.argsort(-strengths, kind="stable")
    return strengths[order], np.array(turn).T[:, order]


def _rotate(rows: list[list[float]], turn: list[list[float]], p: int, q: int) -> None:
    """Make one element off the diagonal vanish. Plain numbers: on a matrix this small they are faster than arrays."""
    theta = (rows[q][q] - rows[p][p]) / (2 * rows[p][q])
    t = (1.0 if theta >= 0 else -1.0) / (abs(theta) + math.sqrt(theta * theta + 1))
    c = 1 / math.sqrt(t * t + 1)
    s = t * c
    for row in rows:
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    for part in (rows, turn):
        one, two = part[p], part[q]
        part[p] = [c * a - s * b for a, b in zip(one, two, strict=True)]
        part[q] = [s * a + c * b for a, b in zip(one, two, strict=True)]
    rows[p][q] = rows[q][p] = 0.0


def _fix_signs(loadings: Floats) -> Floats:
    """+1 or -1 for each axis."""
    size = np.abs(loadings)
    first = np.argmax(size >= size.max(axis=0) * (1 - 1e-6), axis=0)
    return np.where(loadings[first, np.arange(loadings.shape[1])] < 0, -1.0, 1.0)
