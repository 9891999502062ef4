"""Known points in the three systems, and places that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu_hub.stations.domain.coordinates import Datum, check_place, measure_m, to_bd09, to_gcj02, to_wgs84
from nuantu_hub.stations.errors import StationRefused

WITHIN_M = 1.0


@pytest.mark.parametrize(("wgs84", "gcj02"), [
    # Points that ports of the transformation have been held to for a decade (googollee/eviltransform).
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    # Beijing railway station, read off a map by the authors of geoChina (five decimals).
    ((39.90105, 116.42079), (39.90245, 116.42703)),
])
def test_known_points_in_gcj_02(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert measure_m(*to_gcj02(*wgs84), *gcj02) < WITHIN_M
    assert measure_m(*to_wgs84(*gcj02, Datum.GCJ02), *wgs84) < WITHIN_M


def test_the_known_point_of_baidus_own_converter() -> None:
    """The example of its documentation (geoconv/v1, from=1, to=5)."""
    wgs84, bd09 = (29.575429778924, 114.21892734521), (29.579086404502, 114.23074789746)
    assert measure_m(*to_bd09(*wgs84), *bd09) < WITHIN_M
    assert measure_m(*to_wgs84(*bd09, Datum.BD09), *wgs84) < WITHIN_M


def test_the_three_systems_lie_hundreds_of_metres_apart() -> None:
    """So a place taken in the wrong one is another place."""
    place = (39.99, 116.47)
    assert 300 < measure_m(*place, *to_gcj02(*place)) < 800
    assert 700 < measure_m(*place, *to_bd09(*place)) < 1_600


@given(st.floats(20, 50), st.floats(80, 130), st.sampled_from([Datum.GCJ02, Datum.BD09]))
def test_there_and_back_is_the_same_place(lat_deg: float, lon_deg: float, datum: Datum) -> None:
    there = to_gcj02(lat_deg, lon_deg) if datum == Datum.GCJ02 else to_bd09(lat_deg, lon_deg)
    assert measure_m(*to_wgs84(*there, datum), lat_deg, lon_deg) < WITHIN_M


@pytest.mark.parametrize(("lat_deg", "lon_deg", "named"), [
    (48.85, 2.35, "不在国内"), (116.47, 39.99, "没有这样的经纬度"), (30.0, 91.0, None), (91.0, 10.0, "没有这样的"),
    (float("nan"), 116.0, "没有这样的"), (39.99, float("inf"), "没有这样的"), (0.0, 0.0, "不在国内"),
])
def test_a_place_outside_is_refused_by_name(lat_deg: float, lon_deg: float, named: str | None) -> None:
    for convert in (check_place, to_gcj02, to_bd09, lambda lat, lon: to_wgs84(lat, lon, Datum.BD09)):
        if named is None:
            convert(lat_deg, lon_deg)
            continue
        with pytest.raises(StationRefused, match=named):
            convert(lat_deg, lon_deg)


def test_swapped_degrees_are_told_to_be_swapped() -> None:
    with pytest.raises(StationRefused, match="写反了"):
        check_place(79.9, 39.1)


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(StationRefused, match="没有这个坐标系"):
        to_wgs84(39.99, 116.47, "CGCS2000")


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert measure_m(39.0, 116.0, 40.0, 116.0) == pytest.approx(111_195, abs=1)
    assert measure_m(39.0, 116.0, 39.0, 116.0) == 0
