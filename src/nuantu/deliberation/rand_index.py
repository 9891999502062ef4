"""How far two partitions of the same people agree beyond chance."""

from __future__ import annotations

import numpy as np

from nuantu.deliberation.votes import Ints


def measure_agreement(one: Ints, other: Ints) -> float:
    """Hubert and Arabie's adjusted Rand index: 1 for the same partition, about 0 for unrelated ones.

    ``one``, ``other`` (people,): numbers of groups, from 0. Two partitions that both leave everybody together, or
    everybody alone, are the same and give 1.
    """
    width = int(other.max(initial=0)) + 1
    cells = np.bincount(one * width + other)
    together = [_count_pairs(counts) for counts in (cells, np.bincount(one), np.bincount(other))]
    pairs = len(one) * (len(one) - 1) // 2
    expected = together[1] * together[2] / pairs if pairs else 0.0
    most = (together[1] + together[2]) / 2
    return 1.0 if most == expected else (together[0] - expected) / (most - expected)


def _count_pairs(counts: Ints) -> int:
    return int((counts * (counts - 1) // 2).sum())
