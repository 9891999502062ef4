"""What the script of a map is told: every mark, bounds beyond the outermost, its words."""

from __future__ import annotations

import json

from nuantu_hub.stations.interfaces.map_told import BEYOND_M, tell_map
from nuantu_hub.stations.interfaces.station_map import Mark


def test_every_mark_is_told_and_the_bounds_reach_beyond_the_outermost() -> None:
    marks = [Mark("DH-1", "柳岸", 0.0, 10.0, "?a", 3, 8, is_open=True),
             Mark("DH-2", "东门", 500.0, 40.0, "?b", None, None, is_open=False, trouble="watch")]
    told = json.loads(json.dumps(tell_map(marks)))

    assert told["bounds"] == {"x": -BEYOND_M, "y": 10 - BEYOND_M, "w": 500 + 2 * BEYOND_M, "h": 30 + 2 * BEYOND_M}
    assert told["marks"][1] == {"code": "DH-2", "name": "东门", "x": 500.0, "y": 40.0, "url": "?b", "people": None,
                                "seats": None, "open": False, "trouble": "watch", "words": "东门 没开 有故障"}
    assert told["words"]["several"] == "%n 座"


def test_a_map_of_nothing_has_bounds_all_the_same() -> None:
    assert tell_map([])["bounds"]["w"] == 2 * BEYOND_M
