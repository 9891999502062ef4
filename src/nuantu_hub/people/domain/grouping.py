"""Which questions ask the same: found by the pairs of signs that two texts share, within one topic."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: Two questions are one from this share of common pairs on (Sørensen and Dice), measured after folding.
ALIKE = 0.55
#: Signs that ask and say nothing of what is asked.
ASKING = frozenset("吗呢啊吧呀么的了")


def fold_text(text: str) -> str:
    """A text without case, width, blanks, punctuation and asking particles."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum() and sign not in ASKING)


def list_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a folded text; a text of one sign is its own pair."""
    folded = fold_text(text)
    return frozenset(folded[place:place + 2] for place in range(max(1, len(folded) - 1))) if folded else frozenset()


def measure_likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words)."""
    ours, theirs = list_pairs(one), list_pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def find_like(text: str, known: Iterable[tuple[int, str]]) -> int | None:
    """The key of the text most like this one, of those that are alike; the smaller key where two are equally so."""
    best = min(((-measure_likeness(text, other), key) for key, other in known), default=None)
    return best[1] if best is not None and -best[0] >= ALIKE else None
