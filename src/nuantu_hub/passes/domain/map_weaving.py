"""Making one net of what was drawn: paths meet where they cross, and every door reaches the nearest path.

A drawn map has gaps of a hand's breadth and crossings without a corner. A published map has neither: wherever two
paths meet, both have that place to the last digit, and every gate, entrance, lift and parking lies on a path or has a
short ``link`` to one. Whoever routes on it only joins what is equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, hypot, radians

from nuantu_hub.passes.domain.map_format import AREA, DIGITS, LINE, Feature, Place

#: Nearer than this two corners are one, and a corner lies on a path, metres.
SNAP_M = 0.6
#: A door farther than this from every open path is reached by none, metres.
DOOR_M = 30.0
DEGREE_M = 6_371_008.8 * radians(1)
DOORS = ("gate", "entrance", "lift", "parking")
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
    """The map as one net. Twice woven is the same as once."""
    drawn = [one for one in features if not one.link]
    if not drawn:
        return []
    plane = Plane(drawn[0].line[0])
    paths = {one.key: [plane.put(place) for place in one.line] for one in drawn if one.kind == "path"}
    _snap_corners(paths)
    _cut_crossings(paths)
    open_keys = [one.key for one in drawn if one.kind == "path" and not one.closed]
    links: list[Feature] = []
    for one in drawn:
        if one.kind in DOORS:
            link = _link_door(plane, one, drawn, paths, open_keys)
            links += [] if link is None else [link]
    woven = [replace(one, line=tuple(_drop_twins([plane.take(spot) for spot in paths[one.key]])))
             if one.key in paths else one for one in drawn]
    return [one for one in woven if one.shape != LINE or len(one.line) > 1] + links


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
    return [spot for a, b in zip(one, one[1:], strict=False) for c, d in zip(other, other[1:], strict=False)
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
    for a, b in zip(line, line[1:], strict=False):
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


def _middle(feature: Feature) -> Place:
    line = feature.line[:-1] if feature.shape == AREA else feature.line
    return sum(place[0] for place in line) / len(line), sum(place[1] for place in line) / len(line)


def _link_door(plane: Plane, door: Feature, drawn: Sequence[Feature], paths: dict[str, list[Spot]],
               open_keys: Sequence[str]) -> Feature | None:
    """The short way from a door to the net; None where it lies on it, or nothing is near.

    A lift is reached from an entrance of its building where there is one.
    """
    spot = plane.put(_middle(door))
    doors = [one for one in drawn if one.kind == "entrance" and one.building == door.building] if door.kind == "lift" else []
    if doors:
        near = min((plane.put(one.line[0]) for one in doors), key=lambda one: hypot(one[0] - spot[0], one[1] - spot[1]))
        return _draw_link(plane, door, spot, near)
    found = [(away, key, number, share, foot) for key in open_keys
             for number, (a, b) in enumerate(zip(paths[key], paths[key][1:], strict=False))
             for share, away, foot in [measure_away(spot, a, b)] if away <= DOOR_M]
    if not found:
        return None
    away, key, number, share, foot = min(found)
    if away < SNAP_M and door.shape != AREA:
        foot = spot
    near = next((one for one in paths[key][number:number + 2]
                 if hypot(one[0] - foot[0], one[1] - foot[1]) < SNAP_M), None)
    if near is None and 0 < share < 1:
        paths[key].insert(number + 1, foot)
    return _draw_link(plane, door, spot, near or foot)


def _draw_link(plane: Plane, door: Feature, spot: Spot, foot: Spot) -> Feature | None:
    start = door.line[0] if door.shape != AREA else plane.take(spot)
    line = (start, plane.take(foot))
    return None if line[0] == line[1] else Feature(f"link-{door.key}", "path", LINE, line, link=True)
