"""Keys that are drawn for a day and forgotten after seven: what a gate remembers of a credential is an HMAC under one.

Whoever has a day's key can find out whether a credential they already know was here on that day. The gate has no list
of credentials, so it can find out nothing; whoever opens the sealed list of issuance needs the key that the gate hands
over after an incident.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hashlib import sha256
from hmac import digest

from nuantu.passes.trace import DAY_KEY_BYTES, derive_trace

SEEN_BYTES = 16
#: Days for which a key is kept, the present one not counted.
KEPT_DAYS = 7


class DayKeys:
    """The keys of the last days, by local day (days since 1970)."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        self._keys = dict(keys)

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, day: int) -> bytes | None:
        """The key of a day, None where it was never drawn or is forgotten."""
        return self._keys.get(day)

    def draw(self, day: int) -> None:
        """Have a key for a day."""
        if day not in self._keys:
            self._keys[day] = secrets.token_bytes(DAY_KEY_BYTES)

    def list_keys(self, *days: int) -> tuple[tuple[int, bytes], ...]:
        """The keys of days, to be written with what was marked under them: again and again, since an earlier change
        with them may have found no room."""
        return tuple((day, self._keys[day]) for day in sorted(set(days)) if day in self._keys)

    def forget(self, before: int) -> bool:
        """Forget the keys of days before one; whether there were any."""
        old = [day for day in self._keys if day < before]
        for day in old:
            del self._keys[day]
        return bool(old)

    def mark(self, day: int, credential: bytes) -> bytes:
        """HMAC₈ of a credential's id under a day's key, for the ring. The key must have been drawn."""
        return derive_trace(self._keys[day], credential)

    def mark_use(self, day: int, credential: bytes, step: int) -> bytes:
        """The mark of one step of a credential, for the cache of uses; no mark of the ring can be made of it."""
        return digest(self._keys[day], b"use" + step.to_bytes(16, "big", signed=True) + credential, sha256)[:SEEN_BYTES]
