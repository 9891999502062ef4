"""Metres of the generated day and degrees of stations tell the same place of the invented city."""

from __future__ import annotations

import pytest

from nuantu_hub.stations.domain.invented_city import CORNER_LAT_DEG, CORNER_LON_DEG, find_degrees, find_metres


def test_a_place_in_metres_is_found_again_from_its_degrees() -> None:
    for x_m, y_m in ((0.0, 0.0), (4_264.0, 3_112.0), (-250.0, 80.0)):
        assert find_metres(*find_degrees(x_m, y_m)) == pytest.approx((x_m, y_m), abs=1e-6)


def test_east_and_south_are_the_right_way_round() -> None:
    lat_deg, lon_deg = find_degrees(1_000.0, 1_000.0)

    assert lat_deg < CORNER_LAT_DEG
    assert lon_deg > CORNER_LON_DEG
    assert (CORNER_LAT_DEG - lat_deg) * 111_195 == pytest.approx(1_000, abs=1)
