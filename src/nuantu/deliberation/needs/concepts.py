"""Concepts: phrases of one slot that mean the same, found in one body of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nuantu.deliberation.needs.linkage import Floats, Linkage
from nuantu.deliberation.needs.meaning import DIMENSIONS, Vectors, encode, shorten

PULL = 0.3
LEAST_SEEN = 3
MOST_PHRASES = 4000
"""The rarest phrases beyond so many are left out: the table of pairs stays in memory (16 M numbers)."""


@dataclass(frozen=True)
class Concepts:
    """The concepts of one slot.

    Attributes
    ----------
    of
        Phrase -> number of its concept, from 0 in order of how often the first phrase is said.
    weight
        Phrase -> how much it says about the concept of its text, above 0.
    """

    of: Mapping[str, int]
    weight: Mapping[str, float]

    def choose(self, phrases: Sequence[str]) -> int:
        """The concept that these phrases say most of, -1 where they say none; among equals the one said first."""
        said: dict[int, float] = {}
        for phrase in dict.fromkeys(phrases):
            concept = self.of.get(phrase)
            if concept is not None:
                said[concept] = said.get(concept, 0.0) + self.weight[phrase]
        return max(said, key=lambda concept: said[concept]) if said else -1


def find_concepts(texts: Sequence[Sequence[str]], weight: Mapping[str, float], templates: Sequence[str],
                  least: float) -> Concepts:
    """Join the phrases of ``texts`` (one sequence of phrases per text) into concepts.

    Parameters
    ----------
    weight
        What each phrase counts when a text is given its concept.
    templates
        Sentences with one ``{}`` in which a phrase is put before the encoder reads it: a bare word is read badly.
    least
        How alike two concepts must be to be joined, see :class:`Linkage`.
    """
    counted = Counter(phrase for text in texts for phrase in set(text))
    phrases = [phrase for phrase, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
               if count >= LEAST_SEEN][:MOST_PHRASES]
    if not phrases:
        return Concepts({}, {})
    often = np.array([counted[phrase] for phrase in phrases], np.float64)
    points = _place_in_space(phrases, often, templates)
    concepts = Linkage(points, often, *_count_together(texts, phrases), PULL).join(least)
    return Concepts({phrase: int(concept) for phrase, concept in zip(phrases, concepts, strict=True)},
                    {phrase: weight[phrase] for phrase in phrases})


def _place_in_space(phrases: list[str], often: Floats, templates: Sequence[str]) -> Vectors:
    """Mean of the phrases' points in each template, each time less the mean of all."""
    total = np.zeros((len(phrases), DIMENSIONS), np.float32)
    for template in templates:
        points = encode([template.format(phrase) for phrase in phrases])
        total += shorten(np.asarray(points - (points * often[:, None]).sum(axis=0) / often.sum(), np.float32))
    return shorten(total)


def _count_together(texts: Sequence[Sequence[str]], phrases: list[str]) -> tuple[Floats, Floats, int]:
    """How often each pair stands in one text; how often each phrase stands beside another; texts of two or more."""
    row = {phrase: number for number, phrase in enumerate(phrases)}
    together = np.zeros((len(phrases), len(phrases)))
    several = 0
    for text in texts:
        held = sorted({row[phrase] for phrase in text if phrase in row})
        if len(held) > 1:
            together[np.ix_(held, held)] += 1
            several += 1
    shared = together.diagonal().copy()
    np.fill_diagonal(together, 0)
    return together, shared, several
