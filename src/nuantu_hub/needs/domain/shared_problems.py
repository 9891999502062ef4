"""What a need has become a part of, as far as its writer and others may know: told by the rooms that keep problems.

Needs know nothing of problems; problems fill these registries when the hub starts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SharedProblem:
    """A common problem that a need belongs to.

    ``title`` is what everybody may read of it, empty while nobody has named it; ``people`` everybody who said it;
    ``meeting_at`` the next or last coordination meeting; ``due_at`` until when its result is due, None while its clock
    stands.
    """

    title: str
    url: str
    people: int
    grouped_at: datetime | None = None
    meeting_at: datetime | None = None
    parties: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Findable:
    """Words that everybody may read, found while somebody types; ``need`` is the key of the need that one joins."""

    need: int
    words: str


#: Each takes keys of needs (never of those who joined) and tells of their problems, in a fixed number of questions.
TELLERS: list[Callable[[Collection[int]], dict[int, SharedProblem]]] = []
#: Each gives the words of its rooms that everybody may read.
FINDABLE: list[Callable[[], Iterable[Findable]]] = []


def tell_shared(keys: Collection[int]) -> dict[int, SharedProblem]:
    """The problems of needs by the needs' keys; a need that belongs to none is left out."""
    told: dict[int, SharedProblem] = {}
    for teller in TELLERS:
        told |= teller(keys)
    return told


def list_findable() -> list[Findable]:
    """Everything that can be found while typing, a need once: what was said first counts."""
    seen: dict[int, Findable] = {}
    for source in FINDABLE:
        for one in source():
            if one.words.strip():
                seen.setdefault(one.need, one)
    return list(seen.values())
