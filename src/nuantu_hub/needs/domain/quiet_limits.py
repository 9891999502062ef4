"""How often one address may say something, counted where nothing is written: in this process, under a key of an hour.

An address is kept nowhere. What is counted is its hash under random bytes that live in memory for one hour and are
then thrown away with all counts; nobody, with whatever part of the hub in hand, can turn a count into an address, and
no count leads to a need. Where several processes serve, each counts its own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass, field

from nuantu_hub.site.clock import now

HOUR_S = 3600


@dataclass(slots=True)
class QuietLimit:
    """So many times an hour for each address."""

    most: int
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _hour: int = -1
    _salt: bytes = b""
    _counts: dict[bytes, int] = field(default_factory=dict, repr=False)

    def take_one(self, address: str) -> bool:
        """Count one more; False where there have been too many within this hour."""
        hour = int(now().timestamp()) // HOUR_S
        with self._lock:
            if hour != self._hour:
                self._hour, self._salt = hour, secrets.token_bytes(32)
                self._counts.clear()
            key = hmac.digest(self._salt, address.encode(), hashlib.sha256)
            self._counts[key] = self._counts.get(key, 0) + 1
            return self._counts[key] <= self.most

    def forget(self) -> None:
        """Throw all counts away."""
        with self._lock:
            self._hour = -1
