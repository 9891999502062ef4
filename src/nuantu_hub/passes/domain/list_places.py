"""In which order the places of a status list are given: one of all orders, drawn by the list's secret.

Eight rounds of a balanced Feistel network over twenty bits, each round's function a table of its own that SHAKE-256
draws from the secret: every place comes once, and who does not know the secret cannot tell neighbours from strangers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from nuantu_hub.passes.models.status_list import PLACES

ROUNDS, HALF_BITS = 8, 10
HALF = 1 << HALF_BITS


@lru_cache(maxsize=32)
def _draw_tables(secret: bytes) -> tuple[tuple[int, ...], ...]:
    drawn = []
    for number in range(ROUNDS):
        stream = hashlib.shake_256(b"places of a status list" + bytes((number,)) + secret).digest(2 * HALF)
        drawn.append(tuple(int.from_bytes(stream[at:at + 2], "big") % HALF for at in range(0, 2 * HALF, 2)))
    return tuple(drawn)


def find_place(secret: bytes, turn: int) -> int:
    """The place that comes at a turn (0 to 2^20 - 1). Raises ValueError beyond."""
    if not 0 <= turn < PLACES:
        raise ValueError(f"a list has no turn {turn}")
    left, right = turn >> HALF_BITS, turn & (HALF - 1)
    for table in _draw_tables(secret):
        left, right = right, left ^ table[right]
    return left << HALF_BITS | right


def list_places(secret: bytes, turns: Iterable[int]) -> list[int]:
    """The places of several turns, in their order."""
    return [find_place(secret, turn) for turn in turns]


def set_bits(bits: bytes, places: Iterable[int]) -> bytes:
    """A list with further places set; the lowest bit of a byte comes first."""
    changed = bytearray(bits)
    for place in places:
        changed[place >> 3] |= 1 << (place & 7)
    return bytes(changed)
