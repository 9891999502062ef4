"""Districts: the regions of a city cut along arterials into areas of like size, with invented names."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nuantu.replay.city.geometry import Floats, Ints, contains, find_centroid, measure_area_m2, split_convex
from nuantu.replay.city.ground import Ground, Region
from nuantu.replay.city.names import Name, name_district
from nuantu.replay.city.water import River

FEWEST, MOST = 6, 12
_SHARES = (0.28, 0.72)


@dataclass(frozen=True)
class District:
    """A convex area with a name and its share of demand."""

    district_id: str
    ring: Floats
    centre: Floats
    name: Name
    density: float


def make_districts(ground: Ground, river: River, rng: np.random.Generator) -> tuple[District, ...]:
    """Cut the city into 6 to 12 districts, north-west first."""
    count = min(MOST, max(FEWEST, 2 + round(math.sqrt(ground.area_m2) / 1000)))
    pieces = _cut_pieces(ground, count)
    pieces.sort(key=lambda ring: (-round(find_centroid(ring)[1] / (ground.height_m / 3)), find_centroid(ring)[0]))
    taken: set[str] = set()
    districts = []
    for number, ring in enumerate(pieces, 1):
        centre = find_centroid(ring)
        name = name_district(_describe(ring, centre, ground, river), taken, rng)
        far = float(np.hypot(*(centre - ground.centre))) / (0.42 * ground.width_m)
        density = (0.3 + math.exp(-far * far)) * float(rng.lognormal(0, 0.15))
        districts.append(District(f"D{number:02d}", ring, centre, name, density))
    return tuple(districts)


def locate_districts(districts: tuple[District, ...], points: Floats) -> Ints:
    """Number of the district in which each point lies; the nearest centre decides on edges."""
    centres = np.array([district.centre for district in districts])
    far = np.hypot(points[:, None, 0] - centres[:, 0], points[:, None, 1] - centres[:, 1])
    found: Ints = np.argmin(far, axis=1).astype(np.int64)
    for number, district in enumerate(districts):
        found[contains(district.ring, points)] = number
    return found


def _cut_pieces(ground: Ground, count: int) -> list[Floats]:
    """Halve the largest piece along an arterial until there are enough."""
    pieces = [(region.ring, region) for region in ground.regions]
    final: list[tuple[Floats, Region]] = []
    while pieces and len(pieces) + len(final) < count:
        pieces.sort(key=lambda piece: measure_area_m2(piece[0]))
        ring, region = pieces.pop()
        halves = _halve(ring, region)
        if halves is None:
            final.append((ring, region))
        else:
            pieces += [(half, region) for half in halves]
    return [ring for ring, _ in pieces + final]


def _halve(ring: Floats, region: Region) -> tuple[Floats, Floats] | None:
    """Cut a piece along the arterial nearest its middle, across its longer side if one runs there."""
    reach = [(ring - region.origin) @ axis for axis in (region.ex, region.ey)]
    first = 0 if np.ptp(reach[0]) >= np.ptp(reach[1]) else 1
    for axis in (first, 1 - first):
        low, high = reach[axis].min(), reach[axis].max()
        lines = region.us if axis == 0 else region.vs
        share = (lines - low) / (high - low)
        fit = lines[(share > _SHARES[0]) & (share < _SHARES[1])]
        if len(fit):
            at = float(fit[np.argmin(np.abs(fit - (low + high) / 2))])
            point = region.place(at, 0) if axis == 0 else region.place(0, at)
            return split_convex(ring, point, region.ey if axis == 0 else region.ex)
    return None


def _describe(ring: Floats, centre: Floats, ground: Ground, river: River) -> str:
    """The word under which names for this piece are looked for."""
    if contains(ring, ground.centre[None])[0]:
        return "middle"
    if contains(ring, (river.banks[0] + river.banks[1]) / 2).sum() >= 4:
        return "river"
    if centre[0] < 0.22 * ground.width_m:
        return "rail"
    if centre[1] > 0.72 * ground.height_m:
        return "north"
    return "east" if centre[0] > 0.6 * ground.width_m else "plain"
