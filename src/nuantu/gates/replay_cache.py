"""Which codes were used at this gate: by credential and step, since bytes and signatures of one code can be varied.

The cache holds marks under the key of the step's own day, in memory as on the disk. It keeps a day, since a clock
that is set back must revive nothing; a flood makes it forget its oldest steps earlier, and everything up to these
counts as used from then on.
"""

from __future__ import annotations

from collections.abc import Iterable

from nuantu.gates.day_keys import DayKeys
from nuantu.gates.local_day import find_day
from nuantu.gates.pass_record import Seen
from nuantu.passes.presentation import STEP_S

#: Uses that are remembered: three weeks of a busy gate, kept for a day.
SEEN_MAX = 100_000
KEPT_S = 86_400


class ReplayCache:
    """The uses a gate remembers; all lanes of a gate share one.

    Parameters
    ----------
    keys
        The days' keys. A use is marked under the key of the local day on which its step begins.
    seen
        What the record holds.
    floor
        Up to which step everything counts as used.
    most
        How many uses are remembered.
    """

    def __init__(self, keys: DayKeys, seen: Iterable[Seen] = (), floor: int = -1, most: int = SEEN_MAX) -> None:
        self._keys = keys
        self._steps: dict[int, set[bytes]] = {}
        self._most = most
        self._size = 0
        self.floor = floor
        for one in seen:
            self._add(one)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, key: object) -> bool:
        """Whether (credential's id, step) was used."""
        credential, step = _read_key(key)
        if step <= self.floor:
            return True
        marks, day = self._steps.get(step), find_day(step * STEP_S)
        return marks is not None and self._keys.find(day) is not None and (
            self._keys.mark_use(day, credential, step) in marks)

    def take(self, credential: bytes, step: int) -> Seen:
        """It is used from now on: what is to be written down, together with the key of the step's day."""
        day = find_day(step * STEP_S)
        self._keys.draw(day)
        seen = Seen(step, self._keys.mark_use(day, credential, step))
        self._add(seen)
        return seen

    def _add(self, seen: Seen) -> None:
        marks = self._steps.setdefault(seen.step, set())
        if seen.mark not in marks:
            marks.add(seen.mark)
            self._size += 1

    def give_back(self, seen: Seen) -> None:
        """It was not used after all: nobody was let in by it."""
        marks = self._steps.get(seen.step, set())
        if seen.mark in marks:
            marks.remove(seen.mark)
            self._size -= 1

    def forget(self, now_s: int) -> int | None:
        """Forget what is older than a day, and the oldest steps where there are too many; the floor if it rose."""
        floor = self.floor
        past = now_s // STEP_S - KEPT_S // STEP_S
        for step in [one for one in self._steps if one < past]:
            self._drop(step)
            floor = max(floor, step)
        while self._size > self._most:
            step = min(self._steps)
            self._drop(step)
            floor = max(floor, step)
        if floor == self.floor:
            return None
        self.floor = floor
        return floor

    def _drop(self, step: int) -> None:
        self._size -= len(self._steps.pop(step))


def _read_key(key: object) -> tuple[bytes, int]:
    if not (isinstance(key, tuple) and len(key) == 2 and isinstance(key[0], bytes) and type(key[1]) is int):
        raise TypeError(f"a use is (credential's id, step), not {type(key).__name__}")
    return key[0], key[1]
