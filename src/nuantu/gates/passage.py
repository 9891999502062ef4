"""Who goes through a door, as its contact and its counter see it: how many, never who.

Times are those of a steady clock, seconds.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

#: How long after an open somebody may still go in, and how long the leaf may be opened.
PASS_WITHIN_S = 30.0
#: A number of people that nothing has confirmed for this long is doubtful: nobody is refused by it.
DOUBTFUL_AFTER_S = 6 * 3_600.0
#: A room with more people than this has a broken counter, of which no more is told.
PEOPLE_MAX = 999


@dataclass(slots=True)
class Passage:
    """The room's count, the opens that nobody has used yet, and the leaf."""

    people: int = 0
    is_open: bool | None = None
    moved_at: float = 0.0
    _expected: deque[float] = field(default_factory=deque)
    _free_until: float = float("-inf")
    _opened_at: float = 0.0
    _told_held: bool = False

    def expect(self, at: float) -> None:
        """The lock was released for one person."""
        self._expected.append(at + PASS_WITHIN_S)
        self.free(at)

    def give_back(self) -> None:
        """The newest open did not happen."""
        if self._expected:
            self._expected.pop()

    def free(self, at: float) -> None:
        """The leaf may be opened, by whoever goes out too."""
        self._free_until = max(self._free_until, at + PASS_WITHIN_S)

    def count_expected(self, at: float) -> int:
        """Opens that somebody may still use."""
        while self._expected and self._expected[0] <= at:
            self._expected.popleft()
        return len(self._expected)

    def is_full(self, at: float, seats: int | None) -> bool:
        """Whether the people inside and those let in reach the seats."""
        if seats is None or at - self.moved_at >= DOUBTFUL_AFTER_S:
            return False
        return self.people + self.count_expected(at) >= seats

    def enter(self, at: float) -> bool:
        """The counter saw one person go in; whether an open had allowed it."""
        self.moved_at = at
        self.people = min(PEOPLE_MAX, self.people + 1)
        allowed = self.count_expected(at) > 0
        if allowed:
            self._expected.popleft()
        return allowed

    def leave(self, at: float) -> None:
        """The counter saw one person go out; somebody it had missed going in does not make it less than nobody."""
        self.moved_at = at
        self.people = max(0, self.people - 1)

    def correct(self, at: float, people: int) -> None:
        """Somebody has looked and says how many there are."""
        self.moved_at, self.people = at, people

    def open_leaf(self, at: float) -> bool:
        """The contact opened; whether something had freed it. Told twice, it opened once."""
        if self.is_open:
            return True
        self.is_open, self._opened_at, self._told_held = True, at, False
        return at <= self._free_until

    def close_leaf(self, at: float) -> int | None:
        """The contact closed; for how many seconds it was open, None where it was not."""
        was_open, self.is_open = self.is_open, False
        return round(at - self._opened_at) if was_open else None

    def find_held(self, at: float, limit_s: int) -> int | None:
        """For how many seconds the leaf stands open, where that is longer than allowed and was not told yet."""
        if not self.is_open or self._told_held or at - self._opened_at < limit_s:
            return None
        self._told_held = True
        return round(at - self._opened_at)
