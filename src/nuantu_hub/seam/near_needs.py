"""What is near to a few words, among many short texts: asked with every pause of somebody who types."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

#: Two texts that share less than this of their pairs of signs, weighed by how rare these are, do not say the same.
LEAST_NEAR = 0.22


class NearIndex:
    """Short texts by their pairs of signs; a pair weighs the more, the fewer texts hold it."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        rows = [(key, _pair(text)) for key, text in texts]
        self._holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        counts = Counter(pair for _key, pairs in rows for pair in pairs)
        self._weights = {pair: math.log((1 + len(rows)) / count) + 0.1 for pair, count in counts.items()}
        self._unknown = math.log(1 + len(rows)) + 0.1
        for key, pairs in rows:
            length = self._measure(pairs)
            for pair in pairs:
                self._holding[pair].append((key, self._weights[pair] ** 2 / length))

    def find(self, words: str, most: int) -> list[int]:
        """Keys of the nearest texts, the nearest first; only those that are near enough."""
        pairs = _pair(words)
        if not pairs:
            return []
        near: dict[int, float] = defaultdict(float)
        for pair in pairs:
            for key, share in self._holding.get(pair, ()):
                near[key] += share
        length = self._measure(pairs)
        found = sorted(((-share / length, key) for key, share in near.items()))
        return [key for share, key in found[:most] if -share >= LEAST_NEAR]

    def _measure(self, pairs: set[str]) -> float:
        return math.sqrt(sum(self._weights.get(pair, self._unknown) ** 2 for pair in pairs)) or 1.0


def _pair(text: str) -> set[str]:
    signs = "".join(sign for sign in text.lower() if sign.isalnum())
    return {signs[at:at + 2] for at in range(len(signs) - 1)} or ({signs} if signs else set())
