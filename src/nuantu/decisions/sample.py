"""Samples that anybody can draw again: numbers from SHA-256 over a seed, and what such a sample can find."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

#: Sizes that find a share of 1 % and of 0.1 % with 95 %: the least n with 1 − (1 − share)^n ≥ 0.95.
RECEIPTS, RECEIPTS_SHARE = 299, 0.01
DECISIONS, DECISIONS_SHARE = 2_995, 0.001


@dataclass(frozen=True, slots=True)
class Power:
    """A sample of ``drawn`` out of ``population`` and the chance that it holds one of a share of bad ones."""

    drawn: int
    population: int
    share: float

    @property
    def chance(self) -> float:
        """Chance of meeting at least one bad one if ``share`` of all are bad; 1 where all were looked at."""
        if self.drawn == 0:
            return 0.0
        return 1.0 if self.drawn == self.population else 1 - (1 - self.share) ** self.drawn


def draw_sample(seed: str, population: int, count: int) -> list[int]:
    """``count`` different numbers below ``population``, in order; all of them where there are not more.

    The i-th try is SHA-256 of ``seed:i``, read as a whole number, modulo the population; repeats are passed over.
    """
    if population <= count:
        return list(range(population))
    found: set[int] = set()
    tries = 0
    while len(found) < count:
        found.add(int.from_bytes(sha256(f"{seed}:{tries}".encode()).digest(), "big") % population)
        tries += 1
    return sorted(found)
