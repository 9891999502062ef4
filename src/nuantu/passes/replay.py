"""Which tokens a gate has seen: each use blinded under a key that the gate drew, so that no credential's id is kept."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from hashlib import blake2s
from threading import Lock
from typing import Protocol

#: As many uses are remembered at once; at 15 a second a gate has fewer than two thousand alive.
ENTRIES_MAX = 100_000
BLIND_BYTES = 16


class Replay(Protocol):
    """What ``verify`` asks of a gate's memory. Lanes of one gate share it, and of equal askers one alone is first."""

    def take_first(self, credential: bytes, step: int, now_s: int, until_s: int) -> bool:
        """Remember a use until a moment, atomically; False where it was known. ``ReplayFullError`` when full."""


class ReplayFullError(Exception):
    """More uses are alive than a gate remembers: nothing can be said of one more."""


def blind_use(key: bytes, credential: bytes, step: int) -> bytes:
    """What may be stored of a use: a keyed hash (BLAKE2s, key of 32 bytes) over step and credential id, 16 bytes."""
    return blake2s(step.to_bytes(8, "big") + credential, digest_size=BLIND_BYTES, key=key, person=b"pass use").digest()


class ReplayCache:
    """A memory in this process, for threads; what it holds ends with it, and so does its key."""

    def __init__(self, entries_max: int = ENTRIES_MAX) -> None:
        self._key, self._lock, self._max = secrets.token_bytes(32), Lock(), entries_max
        self._until: OrderedDict[bytes, int] = OrderedDict()

    def __len__(self) -> int:
        """How many uses it remembers."""
        return len(self._until)

    def take_first(self, credential: bytes, step: int, now_s: int, until_s: int) -> bool:
        """As the protocol says; expired entries go first, from the oldest, a few with every use."""
        use = blind_use(self._key, credential, step)
        with self._lock:
            if use in self._until:
                return False
            self._forget(now_s, 16)
            if len(self._until) >= self._max:
                self._forget(now_s, self._max)
            if len(self._until) >= self._max:
                raise ReplayFullError(f"{self._max} uses are alive")
            self._until[use] = until_s
        return True

    def _forget(self, now_s: int, at_most: int) -> None:
        for _ in range(min(at_most, len(self._until))):
            use, until_s = next(iter(self._until.items()))
            if until_s > now_s:
                return
            del self._until[use]
