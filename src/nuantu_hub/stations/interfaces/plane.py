"""Places on a map: a plane in metres around one point of the globe, and the part of it that a picture shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

#: Metres of one degree of latitude on the mean sphere.
DEGREE_M = 6_371_008.8 * radians(1)
#: Lengths that a scale may stand for, metres.
SCALES_M = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres east (x) and south (y) of a point; good to a thousandth within a city."""

    lat_deg: float
    lon_deg: float

    def place(self, lat_deg: float, lon_deg: float) -> tuple[float, float]:
        """Where a place lies, metres."""
        return ((lon_deg - self.lon_deg) * DEGREE_M * cos(radians(self.lat_deg)),
                (self.lat_deg - lat_deg) * DEGREE_M)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows: left, top, width, height in metres of its plane."""

    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> str:
        """As an SVG's viewBox."""
        return f"{self.x:.0f} {self.y:.0f} {self.width:.0f} {self.height:.0f}"

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is seen."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    @property
    def scale_m(self) -> int:
        """The longest round length that takes up a quarter of the width or less."""
        return max((length for length in SCALES_M if length <= self.width / 4), default=SCALES_M[0])


def frame_places(places: Iterable[tuple[float, float]], shape: float, *, least_m: float = 600,
                 margin: float = 0.12) -> Frame:
    """The smallest frame of a shape (width by height) that holds all places with a margin around them."""
    xs, ys = zip(*list(places) or [(0.0, 0.0)], strict=True)
    wide = max((max(xs) - min(xs)) * (1 + 2 * margin), (max(ys) - min(ys)) * (1 + 2 * margin) * shape, least_m)
    tall = wide / shape
    return Frame((min(xs) + max(xs) - wide) / 2, (min(ys) + max(ys) - tall) / 2, wide, tall)
