"""A small invented compound on paper: metres to GeoJSON, so that ways on it can be reckoned by hand."""

from __future__ import annotations

import json
from math import cos, radians
from typing import Any

LAT, LON = 30.27, 120.15
DEGREE_M = 6_371_008.8 * radians(1)
Spot = tuple[float, float]


def place(spot: Spot) -> list[float]:
    """Metres east and north of the corner, as longitude and latitude."""
    return [LON + spot[0] / (DEGREE_M * cos(radians(LAT))), LAT + spot[1] / DEGREE_M]


def draw(kind: str, *spots: Spot, **more: Any) -> dict[str, Any]:
    """A thing of one spot, of several as a line, or of a closed ring."""
    places = [place(spot) for spot in spots]
    shape: dict[str, Any] = {"type": "LineString", "coordinates": places}
    if len(spots) == 1:
        shape = {"type": "Point", "coordinates": places[0]}
    elif spots[0] == spots[-1]:
        shape = {"type": "Polygon", "coordinates": [places]}
    return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": shape}


def box(kind: str, x: float, y: float, wide: float, tall: float, **more: Any) -> dict[str, Any]:
    """A rectangle by its south-west corner."""
    return draw(kind, (x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y), **more)


def write(*features: dict[str, Any]) -> str:
    """A map as its text."""
    return json.dumps({"type": "FeatureCollection", "features": features})


def draw_ring() -> list[dict[str, Any]]:
    """A ring road 200 m by 100 m with a gate in the middle of its south, and building 7 in the north-east inside it."""
    return [
        box("boundary", -20, -10, 240, 120), draw("gate", (100, -10), gate=5, name="南门"),
        draw("path", (100, -10), (100, 0)), draw("path", (0, 0), (200, 0), name="南路"),
        draw("path", (0, 0), (0, 100), (200, 100), name="北路"),
        box("building", 150, 60, 40, 30, name="7"), draw("entrance", (170, 90), building="7"),
    ]
