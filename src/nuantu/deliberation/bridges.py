"""What unites the groups and what splits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuantu.deliberation.consensus import count_consensus
from nuantu.deliberation.votes import AGREE, DISAGREE, Ints

MOST_TOLD = 10
#: Votes that each group must have cast on a statement before it is said to unite or to split.
FEWEST_SEEN = 3


@dataclass(frozen=True)
class Bridge:
    """A statement that groups share: ``answer`` AGREE or DISAGREE; ``consensus`` by which they are ranked; ``least``:
    the smallest share of a group that gave the answer."""

    statement: int
    answer: int
    consensus: float
    least: float


@dataclass(frozen=True)
class Rift:
    """A statement that parts groups: who agrees most, who least, and how far apart they are (0 to 1)."""

    statement: int
    most: int
    least: int
    gap: float


def find_bridges(counts: Ints, shown: Sequence[int]) -> list[Bridge]:
    """Statements that more than half of every group answered alike, the widest consensus first."""
    found = []
    for answer in (AGREE, DISAGREE):
        consensus = count_consensus(counts, answer)
        for place in _choose_seen(counts, shown):
            least = min(group[answer] / sum(group) for group in counts[:, place].tolist())
            if least > 0.5:
                found.append(Bridge(place, answer, consensus[place], least))
    return sorted(found, key=lambda one: (-one.consensus, one.statement))[:MOST_TOLD]


def find_rifts(counts: Ints, shown: Sequence[int]) -> list[Rift]:
    """Statements on which one group's agreement lies farthest above another's, one vote of either kind added."""
    found = []
    for place in _choose_seen(counts, shown):
        shares = [(group[AGREE] + 1) / (sum(group) + 2) for group in counts[:, place].tolist()]
        most, least = shares.index(max(shares)), shares.index(min(shares))
        if len(shares) > 1 and shares[most] > 0.5 > shares[least]:
            found.append(Rift(place, most, least, shares[most] - shares[least]))
    return sorted(found, key=lambda one: (-one.gap, one.statement))[:MOST_TOLD]


def _choose_seen(counts: Ints, shown: Sequence[int]) -> list[int]:
    seen = counts.sum(axis=2).min(axis=0)
    return [place for place in shown if seen[place] >= FEWEST_SEEN]
