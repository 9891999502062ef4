"""How often a phone, an address or a station may ask for a thing without anybody signing in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds, counted for what ``name`` says."""

    name: str
    most: int
    every_s: int


def take_one(limit: Limit, who: str) -> bool:
    """Count one more for somebody; False where there have been too many. ``who`` is not readable in what is kept."""
    if not who:
        return True
    slot = int(now().timestamp()) // limit.every_s
    key = f"limit:{slot}:{blind_index(who, limit.name)}"
    if cache.add(key, 1, timeout=limit.every_s):
        return True
    try:
        return bool(cache.incr(key) <= limit.most)
    except ValueError:  # it ran out between the two questions
        cache.set(key, 1, timeout=limit.every_s)
        return True


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks without signing in, as far as a limit has to know: this browser, and the address it comes from."""

    device: str
    address: str

    def may(self, *, by_device: Limit, by_address: Limit) -> bool:
        """Whether neither this browser nor this address has asked too often."""
        allowed = take_one(by_device, self.device)
        return take_one(by_address, self.address) and allowed
