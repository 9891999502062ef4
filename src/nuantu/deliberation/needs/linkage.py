"""Joins phrases that mean the same: alike by the encoder, and said together more often than chance would have it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nuantu.deliberation.needs.meaning import Vectors

Floats = NDArray[np.float64]


class Linkage:
    """Clusters of phrases while they are joined.

    Two clusters are as alike as their mean vectors (the mean cosine over all pairs), plus ``pull`` times the logarithm
    of how often they stand in one text against how often they would by chance: log((n + 1) / (e + 1)). Whoever goes on
    about a matter does so in other words for the same matter: what chance does not explain is the same matter. Chance
    is counted among the ``texts`` that hold two phrases or more, where a phrase stands ``shared`` times: a text of one
    phrase tells nothing about what goes together.
    """

    def __init__(self, vectors: Vectors, weights: Floats, together: Floats, shared: Floats, texts: int,
                 pull: float) -> None:
        self._mean = (vectors @ vectors.T).astype(np.float64)
        self._size = weights.astype(np.float64).copy()
        self._together = together.astype(np.float64).copy()
        self._shared = shared.astype(np.float64).copy()
        self._texts, self._pull = max(texts, 1), pull
        self._like = np.vstack([self._weigh(row) for row in range(len(vectors))]) if len(vectors) else self._mean
        self._open = np.ones(len(vectors), bool)
        np.fill_diagonal(self._like, -np.inf)

    def join(self, least: float) -> NDArray[np.int64]:
        """Join the most alike pair until none is alike by ``least``; cluster of each phrase, by first phrases.

        Among equals the pair of lower rows is joined first.
        """
        count = len(self._size)
        parent = np.arange(count)
        if count < 2:
            return parent
        best = self._like.argmax(axis=1)
        score = self._like[np.arange(count), best]
        while True:
            one = int(score.argmax())
            if not score[one] >= least:
                break
            low, high = sorted((one, int(best[one])))
            parent[parent == high] = low
            self._merge(low, high)
            score[high] = -np.inf
            stale = np.flatnonzero(self._open & ((best == low) | (best == high)))
            stale = np.union1d(stale, [low])
            best[stale] = self._like[stale].argmax(axis=1)
            score[stale] = self._like[stale, best[stale]]
            better = self._open & (self._like[:, low] > score)
            best[better], score[better] = low, self._like[better, low]
        return np.unique(parent, return_inverse=True)[1].astype(np.int64)

    def _merge(self, low: int, high: int) -> None:
        share = self._size[low] / (self._size[low] + self._size[high])
        mean = share * self._mean[low] + (1 - share) * self._mean[high]
        self._mean[low], self._mean[:, low] = mean, mean
        both = self._together[low] + self._together[high]
        self._together[low], self._together[:, low] = both, both
        self._size[low] += self._size[high]
        self._shared[low] += self._shared[high]
        self._open[high] = False
        row = self._weigh(low)
        row[~self._open] = -np.inf
        row[low] = -np.inf
        self._like[low], self._like[:, low] = row, row
        self._like[high], self._like[:, high] = -np.inf, -np.inf

    def _weigh(self, row: int) -> Floats:
        chance = self._shared[row] * self._shared / self._texts
        return np.asarray(self._mean[row] + self._pull * np.log((self._together[row] + 1) / (chance + 1)))
