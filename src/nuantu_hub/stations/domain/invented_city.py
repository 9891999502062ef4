"""Where the demonstration's invented city lies on the globe: its streets and its stations must meet on one map.

The generated day knows metres east and south of its upper left corner; stations know degrees (WGS 84). Nothing of this
city exists: what truly stands at these degrees has no part in it.
"""

from __future__ import annotations

from math import cos, radians

CORNER_LAT_DEG, CORNER_LON_DEG = 40.02, 116.43
#: Metres of one degree of latitude on the mean sphere.
DEGREE_M = 6_371_008.8 * radians(1)


def find_degrees(x_m: float, y_m: float) -> tuple[float, float]:
    """Latitude and longitude of a place given in metres east and south of the corner."""
    return (CORNER_LAT_DEG - y_m / DEGREE_M,
            CORNER_LON_DEG + x_m / (DEGREE_M * cos(radians(CORNER_LAT_DEG))))


def find_metres(lat_deg: float, lon_deg: float) -> tuple[float, float]:
    """The other way around."""
    return ((lon_deg - CORNER_LON_DEG) * DEGREE_M * cos(radians(CORNER_LAT_DEG)),
            (CORNER_LAT_DEG - lat_deg) * DEGREE_M)
