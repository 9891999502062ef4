"""What a map lacks is named: doors that nobody reaches, houses without one, gates that are not drawn."""

from __future__ import annotations

from dataclasses import replace

from nuantu_hub.passes.domain.map_checks import check_map, find_reached, join_net
from nuantu_hub.passes.domain.map_format import Feature
from nuantu_hub.passes.domain.map_weaving import Plane

PLANE = Plane((116.47, 39.99))


def draw(key: str, kind: str, shape: str, *spots: tuple[float, float]) -> Feature:
    """A feature from metres."""
    return Feature(key, kind, shape, tuple(PLANE.take(spot) for spot in spots))


GATE = replace(draw("g", "gate", "Point", (0, 0)), gate=17, name="南门")
PATH = draw("p", "path", "LineString", (0, 0), (0, 60))
HOUSE = replace(draw("h", "building", "Polygon", (10, 40), (30, 40), (30, 55), (10, 55), (10, 40)), name="7")
DOOR = replace(draw("d", "entrance", "Point", (10, 47)), building="7")
EDGE = draw("e", "boundary", "Polygon", (-50, 0), (50, 0), (50, 90), (-50, 90), (-50, 0))
WHOLE = [GATE, PATH, HOUSE, DOOR, EDGE]


def codes(features: list[Feature], gates: set[int] | None = None) -> list[tuple[str, str]]:
    """What is lacking, as codes with their features."""
    return [(one.code, one.key) for one in check_map(features, {17} if gates is None else gates) if one.stops]


def test_a_whole_map_lacks_nothing() -> None:
    assert codes(WHOLE) == []


def test_each_thing_that_is_missing_is_named() -> None:
    assert codes([one for one in WHOLE if one is not DOOR]) == [("building", "h")]
    assert codes([one for one in WHOLE if one is not EDGE]) == [("boundary", "")]
    assert codes([one for one in WHOLE if one is not GATE]) == [("gates", "")]
    assert codes([one for one in WHOLE if one is not PATH]) == [("gate_path", "g")]
    assert codes([GATE, PATH, EDGE]) == [("empty", "")]
    assert codes(WHOLE, set()) == [("gate", "g"), ("gates", "")]
    assert codes(WHOLE, {17, 18}) == [("gates", "")]
    assert codes([*WHOLE, replace(EDGE, key="f")]) == [("boundary", "")]


def test_houses_need_names_of_their_own() -> None:
    assert codes([GATE, PATH, replace(HOUSE, name=""), DOOR, EDGE]) == [("name", "h"), ("owner", "d")]
    assert codes([*WHOLE, replace(HOUSE, key="i")]) == [("twin", "i")]
    assert codes([*WHOLE[:3], replace(DOOR, building="9"), EDGE]) == [("building", "h"), ("owner", "d")]


def test_a_door_behind_a_closed_path_is_not_reached() -> None:
    far = draw("q", "path", "LineString", (0, 60), (0, 300))
    door = replace(draw("d", "entrance", "Point", (5, 250)), building="7")

    assert codes([GATE, PATH, far, HOUSE, door, EDGE]) == []
    assert codes([GATE, PATH, replace(far, closed=True), HOUSE, door, EDGE]) == [("entrance", "d")]


def test_a_lift_or_a_parking_place_that_nobody_reaches_is_told_and_stops_nothing() -> None:
    lacks = check_map([*WHOLE, replace(draw("l", "lift", "Point", (400, 400)), building="7")], {17})

    assert [(one.code, one.key, one.stops) for one in lacks] == [("lift", "l", False)]


def test_reaching_follows_open_paths_only() -> None:
    net = join_net([PATH, replace(draw("c", "path", "LineString", (0, 60), (9, 60)), closed=True)])

    assert find_reached(net, [PATH.line[0]]) == set(PATH.line)
