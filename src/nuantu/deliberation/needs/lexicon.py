"""The phrases of a body of texts, grown from it: what is said again and again in changing surroundings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST = 8
"""Signs of the longest phrase."""
LEAST_SEEN = 3
"""A phrase stands in at least so many texts."""
LEAST_AROUND = 3
"""A phrase has at least so many different neighbours on each side; the edge of a clause is one of them each time."""


@dataclass(frozen=True)
class Lexicon:
    """Phrases with the number of texts they stand in.

    Attributes
    ----------
    seen
        Phrase of 2 to ``LONGEST`` signs -> number of clauses holding it.
    runs
        The same of every run of signs, phrase or not, that stands in ``LEAST_SEEN`` clauses.
    """

    seen: Mapping[str, int]
    runs: Mapping[str, int]

    def find(self, clause: str) -> list[tuple[int, int]]:
        """Spans ``(start, end)`` of all known phrases in a clause, by start and length."""
        last = len(clause)
        return [(start, end) for start in range(last - 1) for end in range(start + 2, min(last, start + LONGEST) + 1)
                if clause[start:end] in self.seen]


def grow_lexicon(clauses: Iterable[str]) -> Lexicon:
    """Count every run of signs and keep those that are said in changing surroundings.

    A run is no phrase of its own where one neighbour nearly always stands beside it (more than 4 of 5 times).
    """
    held = list(clauses)
    counted = _count(held)
    left, right = _look_around(held, counted)
    seen = {run: count for run, count in sorted(counted.items())
            if _is_free(left[run], count) and _is_free(right[run], count)}
    return Lexicon(seen, counted)


def _count(clauses: list[str]) -> dict[str, int]:
    counter: Counter[str] = Counter()
    for clause in clauses:
        last = len(clause)
        counter.update({clause[start:end] for start in range(last - 1)
                        for end in range(start + 2, min(last, start + LONGEST) + 1)})
    return {run: count for run, count in counter.items() if count >= LEAST_SEEN}


def _look_around(clauses: list[str], counted: Mapping[str, int]) -> tuple[dict[str, Counter[str]], ...]:
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for number, clause in enumerate(clauses):
        last = len(clause)
        for start in range(last - 1):
            for end in range(start + 2, min(last, start + LONGEST) + 1):
                run = clause[start:end]
                if run in counted:
                    left[run][clause[start - 1] if start else f"|{number}"] += 1
                    right[run][clause[end] if end < last else f"|{number}"] += 1
    return left, right


def _is_free(neighbours: Counter[str], count: int) -> bool:
    return len(neighbours) >= LEAST_AROUND and max(neighbours.values()) <= 0.8 * count
