"""One stream of random numbers for each topic, so that a change in one leaves the others as they were."""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np

Topic = Literal["ground", "water", "streets", "names", "districts", "addresses", "compounds", "merchants", "orders",
                "riders", "weather", "preferences"]
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)


class Streams:
    """Generators by topic, all from one seed."""

    def __init__(self, seed: int) -> None:
        children = np.random.SeedSequence(seed).spawn(len(TOPICS))
        self._sequences = dict(zip(TOPICS, children, strict=True))

    def of(self, topic: Topic) -> np.random.Generator:
        """A fresh generator at the begin of the topic's stream."""
        return np.random.default_rng(self._sequences[topic])

    def spawn(self, topic: Topic, count: int) -> list[np.random.Generator]:
        """Independent generators, one for each part of a topic; the same at every call."""
        sequence = self._sequences[topic]
        return [
            np.random.default_rng(np.random.SeedSequence(sequence.entropy, spawn_key=(*sequence.spawn_key, part)))
            for part in range(count)
        ]
