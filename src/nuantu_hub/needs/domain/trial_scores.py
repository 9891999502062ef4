"""What testers' scores say, and how surely: drawn again many times with each tester's weight left to chance.

Ten testers are few. So no figure stands alone: each has the range in which nine of ten drawings lie, and each sample
the share of drawings in which it comes first. Pure: the same scores and the same seed give the same figures.

Method, after two published ones: the Bayesian bootstrap (each tester's weight is drawn from a Dirichlet
distribution, one weight for all that a tester said, since somebody strict is strict with every sample), and shrinkage
(each sample's mean is drawn towards the mean of all samples as if ``PRIOR`` further testers had found no difference).
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST_SCORE, MOST_SCORE = 1, 5
#: As if so many further testers had found no difference between the samples.
PRIOR = 2.0
DRAWINGS = 2_000
#: Nine of ten drawings lie between these shares.
LOW, HIGH = 0.05, 0.95
#: From so large a share on one sample counts as ahead of the others, from the second on as surely ahead.
AHEAD, SURE = 0.80, 0.95


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """What one tester gave one sample on one criterion, 1 (worst) to 5."""

    tester: str
    sample: str
    criterion: str
    score: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its range: plain mean of what was given (None: nothing was), the estimate, low, high, how many."""

    plain: float | None
    middle: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class SampleResult:
    """One sample: its total of 0 to 100 points, each criterion on 1 to 5, and the share of drawings it comes first."""

    letter: str
    total: Estimate
    criteria: Mapping[str, Estimate]
    first: float


def digest_scores(scores: Iterable[Score], weights: Mapping[str, int], letters: Sequence[str]) -> str:
    """SHA-256 of what goes into the figures, in one fixed writing."""
    told = {"letters": sorted(letters), "weights": dict(sorted(weights.items())),
            "scores": [[one.tester, one.sample, one.criterion, one.score] for one in sorted(scores)]}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def weigh_scores(scores: Sequence[Score], weights: Mapping[str, int], letters: Sequence[str],
                 seed: str) -> list[SampleResult]:
    """Figures of the samples ``letters``, the best first; ``weights`` are percents by criterion and sum up to 100.

    Samples that are out for safety are left out of ``letters``; their scores then count nowhere.
    """
    held = [one for one in sorted(scores) if one.sample in letters and one.criterion in weights]
    testers = sorted({one.tester for one in held})
    cells = _gather(held, testers, weights, letters)
    chance = random.Random(seed)  # noqa: S311 (has to be drawn again by others, so it must be no secret)
    drawings = [_draw_means(cells, _draw_weights(chance, len(testers)), weights, letters) for _one in range(DRAWINGS)]
    firsts = _count_firsts(drawings, weights, letters)
    plain = _draw_means(cells, [1.0] * len(testers), weights, letters)
    results = [_sum_up(letter, cells, drawings, plain, weights, firsts[letter]) for letter in letters]
    return sorted(results, key=lambda one: (-one.total.middle, one.letter))


Cells = dict[tuple[str, str], list[tuple[int, int]]]


def _gather(held: Sequence[Score], testers: Sequence[str], weights: Mapping[str, int],
            letters: Sequence[str]) -> Cells:
    """By criterion and sample: who (as a place among the testers) gave how much."""
    places = {tester: place for place, tester in enumerate(testers)}
    cells: Cells = {(criterion, letter): [] for criterion in weights for letter in letters}
    for one in held:
        cells[one.criterion, one.sample].append((places[one.tester], one.score))
    return cells


def _draw_weights(chance: random.Random, count: int) -> list[float]:
    """Weights of the testers from a Dirichlet distribution, scaled so that they sum up to their number.

    A flat one (every parameter 1) makes the range of few testers too narrow, by (n - 1) / (n + 1) in its square. With
    (n - 2) / n for each parameter the range of a mean is as wide as that of the classical error s / sqrt(n).
    """
    shape = max(count - 2, 1) / max(count, 1)
    drawn = [chance.gammavariate(shape, 1.0) for _one in range(count)]
    whole = sum(drawn) or 1.0
    return [one * count / whole for one in drawn]


def _draw_means(cells: Cells, shares: Sequence[float], weights: Mapping[str, int],
                letters: Sequence[str]) -> dict[tuple[str, str], float]:
    """The mean of each criterion and sample under these weights, drawn towards the mean of all samples."""
    means = {}
    for criterion in weights:
        sums = {letter: (sum(shares[who] * score for who, score in cells[criterion, letter]),
                         sum(shares[who] for who, _score in cells[criterion, letter])) for letter in letters}
        mass = sum(weight for _sum, weight in sums.values())
        middle = sum(told for told, _weight in sums.values()) / mass if mass else (LEAST_SCORE + MOST_SCORE) / 2
        for letter, (told, weight) in sums.items():
            means[criterion, letter] = (told + PRIOR * middle) / (weight + PRIOR)
    return means


def _add_up(means: Mapping[tuple[str, str], float], weights: Mapping[str, int], letter: str) -> float:
    """The total of a sample, 0 to 100."""
    span = MOST_SCORE - LEAST_SCORE
    return sum(weight * (means[criterion, letter] - LEAST_SCORE) / span for criterion, weight in weights.items())


def _count_firsts(drawings: Sequence[Mapping[tuple[str, str], float]], weights: Mapping[str, int],
                  letters: Sequence[str]) -> dict[str, float]:
    """The share of drawings in which each sample has the highest total; one that is shared is split."""
    wins: dict[str, float] = defaultdict(float)
    for means in drawings:
        totals = {letter: round(_add_up(means, weights, letter), 9) for letter in letters}
        top = [letter for letter in letters if totals[letter] == max(totals.values())]
        for letter in top:
            wins[letter] += 1 / len(top)
    return {letter: round(wins[letter] / max(1, len(drawings)), 4) for letter in letters}


def _estimate(values: Sequence[float], middle: float, plain: float | None, count: int) -> Estimate:
    order = sorted(values)
    last = len(order) - 1
    return Estimate(None if plain is None else round(plain, 2), round(middle, 2), round(order[int(LOW * last)], 2),
                    round(order[math.ceil(HIGH * last)], 2), count)


def _sum_up(letter: str, cells: Cells, drawings: Sequence[Mapping[tuple[str, str], float]],
            plain: Mapping[tuple[str, str], float], weights: Mapping[str, int], first: float) -> SampleResult:
    criteria = {}
    for criterion in weights:
        told = cells[criterion, letter]
        mean = sum(score for _who, score in told) / len(told) if told else None
        criteria[criterion] = _estimate([means[criterion, letter] for means in drawings], plain[criterion, letter],
                                        mean, len(told))
    who = {place for criterion in weights for place, _score in cells[criterion, letter]}
    total = _estimate([_add_up(means, weights, letter) for means in drawings], _add_up(plain, weights, letter), None,
                      len(who))
    return SampleResult(letter, total, criteria, first)
