"""Deliberation once more, slowly and from the definitions: pairs of people, fractions, full matrices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np

Row = tuple[int, str, str, int]


def take_last(rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """The vote of each (voter, statement) with the latest time, of equal times the one written last."""
    best: dict[tuple[str, str], tuple[int, int, int]] = {}
    for place, (time, who, what, vote) in enumerate(rows):
        best[who, what] = max(best.get((who, what), (time, place, vote)), (time, place, vote))
    return {cell: vote for cell, (_, _, vote) in best.items()}


def count_all(rows: Sequence[Row]) -> dict[str, tuple[int, int, int]]:
    """Statement -> agree, disagree, pass over all rows."""
    counts = Counter((what, vote) for _, _, what, vote in rows)
    return {what: (counts[what, 1], counts[what, -1], counts[what, 0]) for what in {row[2] for row in rows}}


def multiply_consensus(last: Mapping[tuple[str, str], int], groups: Mapping[str, int], what: str,
                       vote: int = 1) -> Fraction:
    """(A + 1) / (S + 2), multiplied over groups, as a fraction."""
    total = Fraction(1)
    for group in set(groups.values()):
        said = [one for (who, one_what), one in last.items() if one_what == what and groups.get(who) == group]
        total *= Fraction(sum(one == vote for one in said) + 1, len(said) + 2)
    return total


def count_pairs(one: Sequence[int], other: Sequence[int]) -> float:
    """The adjusted Rand index from every pair of people."""
    both = first = second = pairs = 0
    for a, b in combinations(range(len(one)), 2):
        pairs += 1
        first += one[a] == one[b]
        second += other[a] == other[b]
        both += one[a] == one[b] and other[a] == other[b]
    expected, most = first * second / pairs, (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def measure_silhouette(people: Sequence[tuple[float, float]], label: Sequence[int]) -> float:
    """The mean silhouette of people who stand one by one."""
    values = []
    for a, here in enumerate(people):
        away: dict[int, list[float]] = {}
        for b, there in enumerate(people):
            if a != b:
                away.setdefault(label[b], []).append(((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2) ** 0.5)
        if label[a] not in away:
            values.append(0.0)
            continue
        own = sum(away[label[a]]) / len(away[label[a]])
        next_one = min(sum(row) / len(row) for group, row in away.items() if group != label[a])
        values.append((next_one - own) / max(own, next_one) if max(own, next_one) > 0 else 0.0)
    return sum(values) / len(values)


def find_components(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Leading two directions (columns) and their shares of the variance; ``matrix`` has nan where nobody voted."""
    means = np.nanmean(matrix, axis=0)
    filled = np.where(np.isnan(matrix), means, matrix) - means
    _, sizes, rows = np.linalg.svd(filled, full_matrices=False)
    return rows[:2].T, sizes[:2] ** 2 / (sizes**2).sum()
