"""Counts that everybody may see: small ones are left out, and what would give them away with them."""

from __future__ import annotations

from collections.abc import Sequence

from nuantu_hub.stations.domain.occupancy import LEAST


def hold_back(counts: Sequence[int], *, least: int = LEAST) -> list[int | None]:
    """Counts that stand beside their sum, None for each that is not published.

    A count from 1 to 4 is left out. Where what was left out is one count alone, or comes to fewer than five, it could
    be found by subtracting the others from the sum, so the next smallest is left out too. Nought is no count of
    anybody and stands.
    """
    held = {place for place, count in enumerate(counts) if 0 < count < least}
    shown = sorted((place for place, count in enumerate(counts) if count >= least), key=lambda place: counts[place])
    while held and shown and (len(held) < 2 or sum(counts[place] for place in held) < least):
        held.add(shown.pop(0))
    return [None if place in held else count for place, count in enumerate(counts)]


def hold_back_one(count: int, *, least: int = LEAST) -> int | None:
    """A count that stands alone; None where it is too small to be published."""
    return None if 0 < count < least else count
