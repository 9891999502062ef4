"""Making one net of what was drawn: wherever two paths meet, both have that place to the last digit.

A drawn map has gaps of a hand's breadth and crossings without a corner; a published one has neither, so that whoever
finds ways on it may join what is equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, hypot, radians

from nuantu_hub.passes.domain.map_format import AREA, DIGITS, LINE, Feature, Place

#: Nearer than this two corners are one, and a corner lies on a path, metres.
SNAP_M = 1.0
#: A door farther than this from every open path is reached by none, metres.
DOOR_M = 40.0
DEGREE_M = 6_371_008.8 * radians(1)
Spot = tuple[float, float]


class Plane:
    """Metres east and north of a place."""

    def __init__(self, origin: Place) -> None:
        self.lon, self.lat = origin
        self.wide = DEGREE_M * cos(radians(self.lat))

    def put(self, place: Place) -> Spot:
        """A place in metres."""
        return (place[0] - self.lon) * self.wide, (place[1] - self.lat) * DEGREE_M

    def take(self, spot: Spot) -> Place:
        """A spot in degrees, rounded as maps are."""
        return round(self.lon + spot[0] / self.wide, DIGITS), round(self.lat + spot[1] / DEGREE_M, DIGITS)


def weave_map(features: Sequence[Feature]) -> list[Feature]:
    """The map with its paths as one net, the closed ones too. Twice woven is the same as once."""
    if not features:
        return []
    plane = Plane(features[0].line[0])
    paths = {one.key: [plane.put(place) for place in one.line] for one in features if one.kind == "path"}
    _snap_corners(paths)
    _cut_crossings(paths)
    woven = [replace(one, line=tuple(_drop_twins([plane.take(spot) for spot in paths[one.key]])))
             if one.key in paths else one for one in features]
    return [one for one in woven if one.shape != LINE or len(one.line) > 1]


def _drop_twins(line: Sequence[Place]) -> list[Place]:
    return [place for number, place in enumerate(line) if not number or place != line[number - 1]]


def _snap_corners(paths: dict[str, list[Spot]]) -> None:
    """Corners within a hand's breadth become the first of them."""
    known: list[Spot] = []
    for line in paths.values():
        for number, spot in enumerate(line):
            near = next((one for one in known if hypot(one[0] - spot[0], one[1] - spot[1]) < SNAP_M), None)
            if near is None:
                known.append(spot)
            else:
                line[number] = near


def _cut_crossings(paths: dict[str, list[Spot]]) -> None:
    """A corner wherever paths cross, and wherever the corner of one lies on another."""
    corners = {spot for line in paths.values() for spot in line}
    keys = list(paths)
    for place, key in enumerate(keys):
        for other in keys[place + 1:]:
            for spot in _list_crossings(paths[key], paths[other]):
                near = next((one for one in corners if hypot(one[0] - spot[0], one[1] - spot[1]) < SNAP_M), None)
                corners.add(near or spot)
    for key in keys:
        paths[key] = _thread_corners(paths[key], corners)


def _list_crossings(one: Sequence[Spot], other: Sequence[Spot]) -> list[Spot]:
    return [spot for a, b in pairwise(one) for c, d in pairwise(other)
            if (spot := cross_stretches(a, b, c, d)) is not None]


def cross_stretches(a: Spot, b: Spot, c: Spot, d: Spot) -> Spot | None:
    """Where two stretches cross; None where they do not, or run side by side."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    turn = ux * vy - uy * vx
    if abs(turn) < 1e-9:
        return None
    s = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn
    t = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn
    return (a[0] + s * ux, a[1] + s * uy) if 0 <= s <= 1 and 0 <= t <= 1 else None


def _thread_corners(line: list[Spot], corners: set[Spot]) -> list[Spot]:
    threaded = [line[0]]
    for a, b in pairwise(line):
        on = [(share, spot) for spot in corners if spot not in (a, b)
              for share, away, _foot in [measure_away(spot, a, b)] if away < SNAP_M and 0 < share < 1]
        threaded += [spot for _share, spot in sorted(on)] + [b]
    return threaded


def measure_away(spot: Spot, a: Spot, b: Spot) -> tuple[float, float, Spot]:
    """How far along a stretch (0 to 1) a spot lies, how far from it, and where on it."""
    ux, uy = b[0] - a[0], b[1] - a[1]
    length = ux * ux + uy * uy
    share = 0.0 if not length else min(1.0, max(0.0, ((spot[0] - a[0]) * ux + (spot[1] - a[1]) * uy) / length))
    foot = (a[0] + share * ux, a[1] + share * uy)
    return share, hypot(spot[0] - foot[0], spot[1] - foot[1]), foot


def find_foot(door: Feature, features: Sequence[Feature]) -> tuple[Place, Place] | None:
    """The stretch of an open path that a door is reached from, of a woven map; None where none is within 40 m."""
    line = door.line[:-1] if door.shape == AREA else door.line
    plane = Plane((sum(place[0] for place in line) / len(line), sum(place[1] for place in line) / len(line)))
    found = [(measure_away((0.0, 0.0), plane.put(a), plane.put(b))[1], (a, b)) for one in features
             if one.kind == "path" and not one.closed for a, b in pairwise(one.line)]
    away, stretch = min(found, default=(DOOR_M + 1, None))
    return stretch if away <= DOOR_M else None
