"""Each navigation app gets the coordinates that it takes, held against the published formula at one known point."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from nuantu_hub.stations.domain.coordinates import measure_m, to_wgs84
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.interfaces.way_links import list_way_links

LAT_DEG, LON_DEG = 39.99, 116.47
NAME = "柳岸驿站 & 茶"


def read_links() -> dict[str, dict[str, list[str]]]:
    return {urlsplit(link.url).netloc or urlsplit(link.url).scheme: parse_qs(urlsplit(link.url).query)
            for link in list_way_links(NAME, LAT_DEG, LON_DEG)}


def test_amap_tencent_and_apple_get_gcj_02_and_lead_back_to_the_place() -> None:
    told = read_links()
    lon, lat, name = told["uri.amap.com"]["to"][0].split(",")
    tencent = [float(part) for part in told["apis.map.qq.com"]["tocoord"][0].split(",")]
    apple = [float(part) for part in told["maps.apple.com"]["daddr"][0].split(",")]

    assert name == NAME
    for there in ((float(lat), float(lon)), tencent, apple):
        assert measure_m(LAT_DEG, LON_DEG, *to_wgs84(*there, "gcj02")) < 1.5
        assert 400 < measure_m(LAT_DEG, LON_DEG, *there) < 800  # the shift of GCJ-02 in this city


def test_baidu_gets_bd_09_and_says_so() -> None:
    told = read_links()["api.map.baidu.com"]
    there = [float(part) for part in told["location"][0].split(",")]

    assert told["coord_type"] == ["bd09ll"]
    assert measure_m(LAT_DEG, LON_DEG, *to_wgs84(there[0], there[1], "bd09")) < 3


def test_the_address_that_any_map_opens_is_wgs_84() -> None:
    last = list_way_links(NAME, LAT_DEG, LON_DEG)[-1]

    assert last.url == ("geo:39.990000,116.470000?q=39.990000,116.470000"
                        "(%E6%9F%B3%E5%B2%B8%E9%A9%BF%E7%AB%99%20%26%20%E8%8C%B6)")
    assert last.datum == "WGS 84"


@pytest.mark.parametrize("place", [(48.85, 2.35)])
def test_a_place_outside_china_is_refused_rather_than_shifted(place: tuple[float, float]) -> None:
    with pytest.raises(StationRefused):
        list_way_links(NAME, *place)
