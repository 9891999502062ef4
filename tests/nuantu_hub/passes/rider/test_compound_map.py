"""A compound's map as the phone reads it."""

from __future__ import annotations

import json

import pytest
from tests.node import ask_module
from tests.nuantu_hub.passes.rider.drawn_compound import box, draw, draw_ring, write


def test_things_stand_in_metres_with_north_up() -> None:
    told = ask_module("rider/compound_map.js", """(() => {
        const map = it.readMap(given), round = (spot) => spot.map(Math.round), [x, y] = map.gate[0].at;
        return { building: round([map.building[0].at[0] - x, map.building[0].at[1] - y]), gate: map.gate[0].gate,
                 path: map.path.length, bounds: Object.values(it.findBounds(map)).map(Math.round) };
    })()""", write(*draw_ring()))

    assert told == {"building": [70, -85], "gate": 5, "path": 3, "bounds": [-120, -60, 240, 120]}


def test_kinds_that_a_phone_does_not_know_are_left_out() -> None:
    told = ask_module("rider/compound_map.js", "it.readMap(given).building.map((one) => one.name)",
                      write(box("building", 0, 0, 9, 9, name="7"), draw("pond", (1, 1), name="x"),
                            draw("building", (2, 2), name="a point is no building")))

    assert told == ["7"]


def test_streets_outside_do_not_stretch_a_map_that_has_a_boundary() -> None:
    street = draw("street", (-5000, 0), (5000, 0), name="云河路")

    assert ask_module("rider/compound_map.js", "Math.round(it.findBounds(it.readMap(given)).w)",
                      write(*draw_ring(), street)) == 240


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"features": [None, {"properties": {"kind": "path"}}]})])
def test_what_is_no_map_is_refused(text: str) -> None:
    told = ask_module("rider/compound_map.js",
                      "(() => { try { it.readMap(given); } catch (fault) { return fault.name; } })()", text)

    assert told == "SyntaxError"
