"""Degrees and metres: a flat plane around one point, near enough for walks within a city."""

from __future__ import annotations

from math import cos, pi, radians

#: Mean radius of the earth in metres (IUGG), and metres of one degree along a meridian on that sphere.
EARTH_M = 6_371_008.8
DEGREE_M = EARTH_M * pi / 180


def to_plane(lat_deg: float, lon_deg: float, origin: tuple[float, float]) -> tuple[float, float]:
    """Metres east and north of the origin (latitude, longitude in degrees). Within 60 km it is right to 1 in 1000."""
    lat0, lon0 = origin
    return (lon_deg - lon0) * DEGREE_M * cos(radians(lat0)), (lat_deg - lat0) * DEGREE_M


def to_degrees(x_m: float, y_m: float, origin: tuple[float, float]) -> tuple[float, float]:
    """Latitude and longitude of a place in the plane around the origin."""
    lat0, lon0 = origin
    return lat0 + y_m / DEGREE_M, lon0 + x_m / (DEGREE_M * cos(radians(lat0)))
