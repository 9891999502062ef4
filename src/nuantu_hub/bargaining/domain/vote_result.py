"""What a live vote comes to: yes against a share of all with a vote, whoever did not cast counted among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nuantu_hub.bargaining.domain.quorum import count_least


@dataclass(frozen=True, slots=True)
class Tally:
    """So many with a vote, and what they said; ``untold`` took part in a secret vote, how is not told."""

    entitled: int
    yes: int
    no: int
    abstain: int
    untold: int = 0

    @property
    def silent(self) -> int:
        """How many did not cast."""
        return self.entitled - self.cast

    @property
    def cast(self) -> int:
        """How many cast."""
        return self.yes + self.no + self.abstain + self.untold


def count_needed(entitled: int, share: tuple[int, int], *, more: bool) -> int:
    """How many must agree (1 of 2 of 180: 90; with ``more``, when exactly the share is not enough: 91)."""
    return entitled * share[0] // share[1] + 1 if more else count_least(entitled, share)


def tally(choices: Iterable[str]) -> Tally:
    """Counts of choices; an empty one is a seat that did not cast. Raises ValueError for a word that is no choice."""
    counted = Counter(choices)
    unknown = set(counted) - {"", "yes", "no", "abstain"}
    if unknown:
        raise ValueError(f"no choice of a vote: {sorted(unknown)}; choices are yes, no, abstain, or empty")
    return Tally(counted.total(), counted["yes"], counted["no"], counted["abstain"])


def is_carried(told: Tally, share: tuple[int, int], *, more: bool = False) -> bool:
    """Whether enough of all with a vote agreed; never where nobody has one."""
    return told.entitled > 0 and told.yes >= count_needed(told.entitled, share, more=more)
