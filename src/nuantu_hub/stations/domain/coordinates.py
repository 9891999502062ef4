"""Places in the coordinate systems of China's maps: WGS 84 as satellites give it, GCJ-02, BD-09.

The arithmetic is ``geocoordinates-rs``; known points are held by a test. Stations are kept in WGS 84. Every function
takes and gives (latitude, longitude) in degrees and refuses a place outside China by name: beyond it GCJ-02 is not
defined.
"""

from __future__ import annotations

from math import asin, cos, isfinite, radians, sin, sqrt

import geocoordinates_ffi as geo
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from nuantu_hub.stations.errors import StationRefused

#: The box around China: south, north, west, east, degrees.
SOUTH, NORTH, WEST, EAST = 3.8, 53.6, 73.4, 135.1
EARTH_M = 6_371_008.8


class Datum(TextChoices):
    """In which system a place is told."""

    WGS84 = "wgs84", "WGS-84"
    GCJ02 = "gcj02", "GCJ-02"
    BD09 = "bd09", "BD-09"


def check_place(lat_deg: float, lon_deg: float) -> tuple[float, float]:
    """The place itself. Raises StationRefused where it is no place, or none in China."""
    if not (isfinite(lat_deg) and isfinite(lon_deg) and -90 <= lat_deg <= 90 and -180 <= lon_deg <= 180):
        raise StationRefused(_("没有这样的经纬度：%(lat)s，%(lon)s") % {"lat": lat_deg, "lon": lon_deg},
                             _("纬度在 -90 到 90 之间，经度在 -180 到 180 之间"), field="lat_deg")
    if not _is_in_china(lat_deg, lon_deg):
        fix = (_("经度和纬度写反了，换过来") if _is_in_china(lon_deg, lat_deg)
               else _("核对经纬度；国内的纬度在 3.8 到 53.6 之间，经度在 73.4 到 135.1 之间"))
        raise StationRefused(_("这个位置不在国内：%(lat)s，%(lon)s") % {"lat": lat_deg, "lon": lon_deg}, fix,
                             field="lat_deg")
    return lat_deg, lon_deg


def _is_in_china(lat_deg: float, lon_deg: float) -> bool:
    return SOUTH <= lat_deg <= NORTH and WEST <= lon_deg <= EAST


def to_gcj02(lat_deg: float, lon_deg: float) -> tuple[float, float]:
    """A place in WGS 84 as 高德, 腾讯 and Apple's maps in China take it. Raises StationRefused outside China."""
    check_place(lat_deg, lon_deg)
    found = geo.wgs84_to_gcj02(geo.Wgs84(lat=lat_deg, lon=lon_deg))
    return found.lat, found.lon


def to_bd09(lat_deg: float, lon_deg: float) -> tuple[float, float]:
    """A place in WGS 84 as 百度 takes it. Raises StationRefused outside China."""
    check_place(lat_deg, lon_deg)
    found = geo.wgs84_to_bd09(geo.Wgs84(lat=lat_deg, lon=lon_deg))
    return found.lat, found.lon


def to_wgs84(lat_deg: float, lon_deg: float, datum: str) -> tuple[float, float]:
    """A place told in a system, in WGS 84, to within a metre. Raises StationRefused outside China."""
    check_place(lat_deg, lon_deg)
    match datum:
        case Datum.WGS84:
            return lat_deg, lon_deg
        case Datum.GCJ02:
            found = geo.gcj02_to_wgs84_refined(geo.Gcj02(lat=lat_deg, lon=lon_deg))
        case Datum.BD09:
            found = geo.bd09_to_wgs84_refined(geo.Bd09(lat=lat_deg, lon=lon_deg))
        case _unknown:
            raise StationRefused(_("没有这个坐标系：%(name)s") % {"name": datum[:20]},
                                 _("写其中一个：%(names)s") % {"names": "、".join(map(str, Datum.labels))},
                                 field="datum")
    return check_place(found.lat, found.lon)


def measure_m(lat_deg: float, lon_deg: float, other_lat_deg: float, other_lon_deg: float) -> float:
    """Metres between two places as the crow flies (haversine on the mean sphere, within 0.5 % of the ellipsoid)."""
    low, high = radians(lat_deg), radians(other_lat_deg)
    half = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(radians(other_lon_deg - lon_deg) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))
