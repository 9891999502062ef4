"""The way from a gate to a building, as the rider's phone finds it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.node import STATIC, ask_module
from tests.nuantu_hub.passes.rider.drawn_compound import draw, draw_ring, write

EAST = draw("path", (200, 0), (200, 100), name="东路")


def find_way(*features: dict[str, Any], gate: int = 5, building: str = "7") -> dict[str, Any]:
    """What the phone's module says; its spots are taken against the gate, in metres east and north."""
    return dict(ask_module("rider/way.js", """(async () => {
        const { readMap } = await import(new URL("rider/compound_map.js", given.folder));
        const map = readMap(given.text), way = it.findWay(map, given.gate, given.building);
        if (way.missing) return way;
        const [zx, zy] = way.spots[0], flat = ([x, y]) => [Math.round(x - zx), Math.round(zy - y)];
        return { metres: Math.round(way.metres), foot: Math.round(way.footMetres), spots: way.spots.map(flat),
                 leaveAt: way.leaveAt && flat(way.leaveAt), minutes: it.estimateMinutes(way, 15) };
    })()""", {"text": write(*features), "gate": gate, "building": building, "folder": f"{STATIC.as_uri()}/"}))


def test_the_way_goes_the_shorter_side_of_the_ring() -> None:
    """Over the east: 10 + 100 + 100 + 30 + 10 m to the door; over the west it would be 200 m more."""
    assert find_way(*draw_ring(), EAST) == {
        "metres": 250, "foot": 0, "leaveAt": None, "minutes": 1,
        "spots": [[0, 0], [0, 10], [100, 10], [100, 110], [70, 110], [70, 100]]}


def test_a_closed_path_is_never_used() -> None:
    closed = {**EAST, "properties": {**EAST["properties"], "closed": True, "why": "学校门口"}}

    found = find_way(*draw_ring(), closed)

    assert (found["metres"], found["minutes"]) == (390, 2)
    assert [100, 110] not in found["spots"]


def test_where_the_rest_is_on_foot_the_phone_says_where_the_bike_stays() -> None:
    walked = {**EAST, "properties": {**EAST["properties"], "bike": False}}

    found = find_way(*draw_ring(), walked)

    # On foot from the east road's south end to the door, though the last of it may be ridden: nobody fetches the bike.
    assert (found["metres"], found["foot"], found["leaveAt"], found["minutes"]) == (250, 140, [100, 10], 2)


def test_paths_that_cross_without_a_corner_join_there() -> None:
    across = draw("path", (120, -5), (120, 105))

    assert find_way(*draw_ring(), across)["metres"] == 10 + 20 + 100 + 50 + 10


@pytest.mark.parametrize(("features", "gate", "building", "missing"), [
    (draw_ring(), 6, "7", "gate"), (draw_ring(), 5, "8", "entrance"),
    ([*draw_ring(), draw("entrance", (304, 300), building="9")], 5, "9", "way"),
    ([*draw_ring(), draw("path", (400, 0), (400, 50)), draw("entrance", (400, 51), building="9")], 5, "9", "way"),
])
def test_what_has_no_way_says_what_is_missing(features: list[dict[str, Any]], gate: int, building: str,
                                              missing: str) -> None:
    assert find_way(*features, gate=gate, building=building) == {"missing": missing}


def test_of_two_entrances_the_one_that_is_nearer_by_way_counts() -> None:
    """The south door is nearer to the gate as the crow flies, but no path passes it within reach."""
    south = draw("entrance", (170, 60), building="7")

    assert find_way(*draw_ring(), EAST, south)["spots"][-1] == [70, 70]
    assert find_way(*draw_ring(), EAST, draw("entrance", (170, 45), building="7"))["metres"] == 10 + 100 + 45 + 30
