"""The statements by which a group is known: what its voters say, and the others say less often."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nuantu.deliberation.votes import AGREE, DISAGREE, Ints

MOST_TOLD = 5
#: One-sided 90 %: the quantile of the normal distribution.
SURE = 1.2816


@dataclass(frozen=True)
class Trait:
    """A statement that marks a group.

    ``answer``: AGREE or DISAGREE; ``share`` and ``others``: chance of that answer inside and outside of the group,
    one vote of either kind added; ``ratio``: how much likelier inside; ``sureness`` and ``difference``: standard
    deviations by which the answer lies above one half, and above the others' share; ``seen``: voters of the group who
    saw it, ``said``: who gave the answer.
    """

    statement: int
    answer: int
    share: float
    others: float
    ratio: float
    sureness: float
    difference: float
    seen: int
    said: int

    @property
    def is_sure(self) -> bool:
        """Whether both the answer and the difference hold at 90 %."""
        return self.sureness > SURE and self.difference > SURE

    @property
    def weight(self) -> float:
        """By which statements are ranked: likely, sure, and unlike the others, all at once."""
        return self.ratio * self.difference * self.share * self.sureness


def find_traits(counts: Ints, shown: Sequence[int], most: int = MOST_TOLD) -> list[list[Trait]]:
    """For each group its traits, the most telling first, from (groups, statements, 3) counts.

    ``shown``: statements that may be told, by position. Where none is sure the best single one is told all the same:
    ``is_sure`` says so.
    """
    whole = counts.sum(axis=0)
    told = []
    for group in counts:
        traits = [trait for place in shown for trait in _weigh(place, group[place].tolist(),
                                                                 (whole[place] - group[place]).tolist())]
        sure = sorted((one for one in traits if one.is_sure), key=lambda one: (-one.weight, one.statement))
        best = sorted((one for one in traits if one.said), key=lambda one: (-one.share * one.ratio, one.statement))
        told.append((sure or best[:1])[:most])
    return told


def _weigh(place: int, inside: Sequence[int], outside: Sequence[int]) -> list[Trait]:
    """The likelier of both answers, where anybody of the group saw the statement."""
    seen, apart = sum(inside), sum(outside)
    if not seen:
        return []
    answer = AGREE if inside[AGREE] >= inside[DISAGREE] else DISAGREE
    said, elsewhere = inside[answer], outside[answer]
    share, others = (said + 1) / (seen + 2), (elsewhere + 1) / (apart + 2)
    sureness = 2 * math.sqrt(seen + 1) * ((said + 1) / (seen + 1) - 0.5)
    return [Trait(place, answer, share, others, share / others, sureness, _part(said, seen, elsewhere, apart), seen,
                  said)]


def _part(said: int, seen: int, elsewhere: int, apart: int) -> float:
    """Two shares apart, in standard deviations of their pooled share, one vote added to each count."""
    one, other = (said + 1) / (seen + 1), (elsewhere + 1) / (apart + 1)
    pooled = (said + elsewhere + 2) / (seen + apart + 2)
    if pooled >= 1:
        return 0.0
    return (one - other) / math.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (apart + 1)))
