"""Inventing compounds for a demonstration: houses in rows, ways between them, gates, a green, a path that is closed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Any

from nuantu_hub.passes.domain.map_format import AREA, LINE, POINT, Feature
from nuantu_hub.passes.domain.map_weaving import Plane, Spot

#: Metres: a house, the gap beside it, the room of a row with its lane.
HOUSE_M, GAP_M, ROW_M = (32.0, 14.0), 12.0, 32.0
#: Metres of one unit of the scene that the picture shows.
SCENE_M = 0.594
SCENE_HOUSES = {"9": (72, 1132), "5": (197, 1132), "6": (286, 1132), "7": (405, 1132), "8": (494, 1132),
                "10": (72, 1258), "1": (197, 1258), "2": (286, 1258)}
SCENE_GATE = (177, 1386)


@dataclass(frozen=True, slots=True)
class Laid:
    """A compound as laid out: what is drawn but the gates, and the gates as (name, east, north), metres."""

    features: tuple[Feature, ...]
    gates: tuple[tuple[str, float, float], ...]


class Sheet:
    """Takes what is drawn in metres east and north of the first gate, turned, and puts it on the globe."""

    def __init__(self, plane: Plane, turn_deg: float = 0.0) -> None:
        self.plane, self.cos, self.sin = plane, cos(radians(turn_deg)), sin(radians(turn_deg))
        self.features: list[Feature] = []

    def turn(self, spot: Spot) -> Spot:
        """A spot of the sheet in metres of the plane."""
        return spot[0] * self.cos - spot[1] * self.sin, spot[0] * self.sin + spot[1] * self.cos

    def add(self, kind: str, shape: str, *spots: Spot, **told: Any) -> None:
        """Draw one thing; an area is closed here."""
        line = [*spots, spots[0]] if shape == AREA else spots
        places = tuple(self.plane.take(self.turn(spot)) for spot in line)
        self.features.append(replace(Feature(f"d{len(self.features) + 1}", kind, shape, places), **told))

    def add_box(self, kind: str, x: float, y: float, wide: float, tall: float, **told: Any) -> None:
        """Draw a rectangle from its lower left corner."""
        self.add(kind, AREA, (x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), **told)


def lay_scene(plane: Plane, told: Mapping[str, Any]) -> Laid:
    """The compound of the picture: houses 1 to 10, the way up the west side, the east side closed."""
    sheet = Sheet(plane)

    def put(x: float, y: float) -> Spot:
        return (x - SCENE_GATE[0]) * SCENE_M, (SCENE_GATE[1] - y) * SCENE_M
    sheet.add("boundary", AREA, put(58, 1360), put(668, 1360), put(668, 1080), put(58, 1080))
    sheet.add("green", AREA, put(405, 1332), put(557, 1332), put(557, 1258), put(405, 1258), name="中心花园")
    for name, (x, y) in SCENE_HOUSES.items():
        sheet.add("building", AREA, put(x, y + 76), put(x + 79, y + 76), put(x + 79, y), put(x, y), name=name)
        side = ((x + 79, y + 38) if name in ("9", "10") else (x, y + 38) if name == "7"
                else (x + 39, y + (76 if y < 1200 else 0)))
        sheet.add("entrance", POINT, put(*side), building=name)
        if name in ("7", "8"):
            sheet.add("lift", POINT, put(x + 30, y + 38), building=name)
    sheet.add("path", LINE, put(*SCENE_GATE), put(177, 1107), put(593, 1107), put(593, 1230))
    sheet.add("path", LINE, put(177, 1230), put(593, 1230))
    sheet.add("path", LINE, put(384, 1107), put(384, 1230))
    sheet.add("path", LINE, put(593, 1230), put(593, 1345), closed=True, why="东侧禁行")
    sheet.add("parking", POINT, put(215, 1345), name="南门停车处")
    sheet.add("street", LINE, put(30, 1402), put(700, 1402), name=told["street"])
    return Laid(tuple(sheet.features), ((told["gate"], 0.0, 0.0),))


def lay_rows(plane: Plane, rng: random.Random, told: Mapping[str, Sequence[Any]]) -> Laid:
    """Houses in two to four rows of two to five, a main path from the south gate, lanes, one or two gates more."""
    rows, cols, turn = rng.choice((2, 3, 3, 4)), rng.choice((2, 3, 4, 4, 5)), rng.choice((0, 0, -12, 8, 20, 35))
    sheet, middle = Sheet(plane, turn), cols // 2
    lefts = [(col - middle) * (HOUSE_M[0] + GAP_M) + GAP_M / 2 for col in range(cols)]
    west, east = lefts[0] - 8, lefts[-1] + HOUSE_M[0] + 8
    lanes = [14 + row * ROW_M for row in range(rows)]
    north = lanes[-1] + 8 + HOUSE_M[1] + 10
    sheet.add_box("boundary", west - 10, -1, east - west + 20, north + 2)
    _draw_houses(sheet, rng, told, lefts, lanes)
    sheet.add("path", LINE, (0, 0), (0, lanes[-1]))
    for lane in lanes:
        sheet.add("path", LINE, (west, lane), (east, lane))
    sheet.add("path", LINE, (west, lanes[0]), (west, lanes[-1]))
    sheet.add("path", LINE, (east, lanes[0]), (east, lanes[-1]), closed=True, why=rng.choice(told["closed"]))
    sheet.add("parking", POINT, (9, 6), name="南门停车处")
    sheet.add("street", LINE, (west - 40, -9), (east + 40, -9), name=rng.choice(told["roads"]))
    gates = [("南门", 0.0, 0.0)]
    if rng.random() < 0.6:
        sheet.add("path", LINE, (west, lanes[-1]), (west, north))
        gates.append(("北门", *sheet.turn((west, north))))
    if rng.random() < 0.35:
        sheet.add("path", LINE, (west, lanes[0]), (west - 10, lanes[0]))
        gates.append(("西门", *sheet.turn((west - 10, lanes[0]))))
    return Laid(tuple(sheet.features), tuple(gates))


def _draw_houses(sheet: Sheet, rng: random.Random, told: Mapping[str, Sequence[Any]], lefts: Sequence[float],
                 lanes: Sequence[float]) -> None:
    green = rng.randrange(len(lefts) * len(lanes)) if len(lefts) * len(lanes) > 4 else -1
    number, tall = 0, rng.random() < 0.5
    for place, (left, lane) in enumerate((left, lane) for lane in lanes for left in lefts):
        if place == green:
            sheet.add_box("green", left, lane + 7, HOUSE_M[0], HOUSE_M[1], name=rng.choice(told["greens"]))
            continue
        number += 1
        sheet.add_box("building", left, lane + 8, *HOUSE_M, name=str(number))
        for door in (0.3, 0.7) if rng.random() < 0.4 else (0.5,):
            name = "" if door == 0.5 else "1 单元" if door == 0.3 else "2 单元"
            sheet.add("entrance", POINT, (left + HOUSE_M[0] * door, lane + 8), building=str(number), name=name)
        if tall:
            sheet.add("lift", POINT, (left + HOUSE_M[0] * 0.5, lane + 13), building=str(number))
