"""What others have said already, while somebody types: found among words that everybody may read, and nothing else.

The index lies in memory. It is brought up to date at most every ten seconds, since what was named a
moment ago need not be found at once and every keystroke of every phone asks here.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from django.db.models import Count, Q

from nuantu_hub.needs.domain.shared_problems import Findable, SharedProblem, list_findable, tell_shared
from nuantu_hub.needs.models import Need
from nuantu_hub.seam.near_needs import NearIndex

FOUND_MOST = 3
FRESH_FOR_S = 10.0
#: Shorter than this nothing can be meant.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Near:
    """Something near: the need that one joins, what everybody may read of it, how many people said it."""

    key: int
    words: str
    people: int
    problem: SharedProblem | None


class _Shelf:
    """The index with what it holds, and when that was looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looked = -FRESH_FOR_S
        self._index = NearIndex()
        self._words: dict[int, str] = {}

    def find(self, words: str, most: int) -> dict[int, str]:
        """The nearest needs by key with what everybody may read of them, the nearest first."""
        with self._lock:
            if time.monotonic() - self._looked >= FRESH_FOR_S:
                self._words = {one.need: one.words for one in list_findable()}
                self._index.hold(self._words)
                self._looked = time.monotonic()
            return {key: self._words[key] for key in self._index.find(words, most)}

    def forget(self) -> None:
        """Look anew with the next question."""
        with self._lock:
            self._looked = -FRESH_FOR_S


_SHELF = _Shelf()


def forget_index() -> None:
    """Look at what can be found anew with the next question."""
    _SHELF.forget()


def find_near(words: str, most: int = FOUND_MOST) -> list[Near]:
    """The nearest needs to what somebody has typed so far, the nearest first; none for a word or two."""
    if len(words.strip()) < SHORTEST:
        return []
    found = _SHELF.find(words, most)
    if not found:
        return []
    counts = dict(Need.objects.filter(Q(pk__in=found), ~Q(state=Need.State.ASIDE)).annotate(
        joined=Count("echoes", filter=~Q(echoes__state=Need.State.ASIDE))).values_list("pk", "joined"))
    problems = tell_shared(set(found))
    return [Near(key, shown, problems[key].people if key in problems else 1 + counts[key], problems.get(key))
            for key, shown in found.items() if key in counts]


def list_shown() -> list[Findable]:
    """Needs whose words staff have written for everybody, as far as somebody still deals with them."""
    rows = Need.objects.filter(echo_of=None, state__in=(*Need.OPEN, Need.State.ANSWERED)).exclude(shown="")
    return [Findable(key, words) for key, words in rows.order_by("pk").values_list("pk", "shown")]
