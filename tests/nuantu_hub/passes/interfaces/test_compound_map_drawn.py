"""A map is drawn with what is on it, in words too, and nothing where there is nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from nuantu_hub.passes.domain.map_format import Feature, write_map
from nuantu_hub.passes.domain.map_weaving import Plane
from nuantu_hub.passes.interfaces.compound_map_drawn import draw_map, frame_map, tell_map

PLANE = Plane((116.47, 39.99))


def draw(kind: str, shape: str, *spots: tuple[float, float]) -> Feature:
    """A feature from metres."""
    return Feature(f"{kind}-{spots[0]}", kind, shape, tuple(PLANE.take(spot) for spot in spots))


FEATURES = [replace(draw("gate", "Point", (0, 0)), gate=17, name="<南门>"),
            draw("path", "LineString", (0, 0), (0, 60)),
            replace(draw("path", "LineString", (0, 60), (40, 60)), closed=True, why="正在修路"),
            replace(draw("building", "Polygon", (10, 40), (30, 40), (30, 55), (10, 40)), name="7"),
            replace(draw("entrance", "Point", (10, 47)), building="7"), draw("parking", "Point", (5, 5))]


def test_everything_is_drawn_and_names_are_data() -> None:
    drawn = draw_map(write_map(FEATURES))

    assert [drawn.count(f'class="{name}"') for name in ("gate", "building", "no-entry", "parking", "entrance")] == [
        1, 1, 1, 1, 1]
    assert "&lt;南门&gt;" in drawn
    assert "<南门>" not in drawn
    assert "正在修路" in drawn
    assert "1 座楼，1 个出入口，1 个门" in drawn


def test_north_is_up_and_all_is_in_the_frame() -> None:
    left, top, wide, tall = frame_map(FEATURES, PLANE, 1.6)

    assert wide / tall == 1.6
    assert left < 0 < left + wide
    assert top < -60
    assert top + tall > 0
    assert re.search(r'class="gate" cx="0.0" cy="-?0.0"', draw_map(write_map(FEATURES)))


def test_nothing_drawn_is_no_drawing() -> None:
    assert draw_map(write_map([])) == ""
    assert tell_map([]) == "小区地图：0 座楼，0 个出入口，0 个门"
