"""Weaving: paths that cross or nearly touch get the same corner, and a woven map stays as it is."""

from __future__ import annotations

import random

import pytest

from nuantu_hub.passes.domain.map_format import Feature
from nuantu_hub.passes.domain.map_weaving import Plane, cross_stretches, find_foot, measure_away, weave_map

PLANE = Plane((116.47, 39.99))


def draw(key: str, *spots: tuple[float, float], kind: str = "path", shape: str = "LineString",
         closed: bool = False) -> Feature:
    """A feature from metres."""
    return Feature(key, kind, shape, tuple(PLANE.take(spot) for spot in spots), closed=closed)


def test_a_place_comes_back_to_the_centimetre() -> None:
    for spot in ((0.0, 0.0), (123.45, -67.89), (-800.0, 650.0)):
        assert PLANE.put(PLANE.take(spot)) == pytest.approx(spot, abs=0.012)


def test_paths_that_cross_have_the_crossing_in_common() -> None:
    one, other = weave_map([draw("a", (-50, 0), (50, 0)), draw("b", (0, -50), (0, 50))])

    assert one.line[1] == other.line[1] == PLANE.take((0, 0))


def test_an_end_within_a_metre_joins_and_one_beyond_does_not() -> None:
    joined = weave_map([draw("a", (-50, 0), (50, 0)), draw("b", (10, 0.8), (10, 40))])
    apart = weave_map([draw("a", (-50, 0), (50, 0)), draw("b", (10, 1.6), (10, 40))])

    assert set(joined[0].line) & set(joined[1].line)
    assert not set(apart[0].line) & set(apart[1].line)


def test_closed_paths_are_woven_too_and_other_things_stay_as_drawn() -> None:
    house = draw("h", (20, 20), (30, 20), (30, 30), (20, 20), kind="building", shape="Polygon")
    woven = weave_map([draw("a", (-50, 0), (50, 0)), draw("c", (5, -9), (5, 9), closed=True), house])

    assert set(woven[0].line) & set(woven[1].line)
    assert woven[1].closed
    assert woven[2] == house


def test_weaving_twice_is_weaving_once() -> None:
    rng = random.Random(7)
    for _turn in range(20):
        paths = [draw(f"p{number}", *[(rng.uniform(-90, 90), rng.uniform(-90, 90)) for _corner in range(3)])
                 for number in range(4)]
        once = weave_map(paths)

        assert weave_map(once) == once


def test_stretches_cross_within_their_ends_only() -> None:
    assert cross_stretches((0, 0), (2, 2), (0, 2), (2, 0)) == pytest.approx((1, 1))
    assert cross_stretches((0, 0), (1, 1), (5, 0), (5, 9)) is None
    assert cross_stretches((0, 0), (4, 0), (0, 1), (4, 1)) is None


def test_how_far_from_a_stretch() -> None:
    assert measure_away((3, 4), (0, 0), (10, 0))[:2] == pytest.approx((0.3, 4))
    assert measure_away((-3, 4), (0, 0), (10, 0))[1] == pytest.approx(5)
    assert measure_away((3, 4), (0, 0), (0, 0))[1] == pytest.approx(5)


def test_a_door_is_reached_from_the_nearest_open_path_within_forty_metres() -> None:
    near, closed = draw("a", (0, 0), (50, 0)), draw("c", (0, 19), (50, 19), closed=True)
    door = draw("d", (25, 20), kind="entrance", shape="Point")

    assert find_foot(door, [near, closed, door]) == near.line
    assert find_foot(draw("d", (25, 41), kind="entrance", shape="Point"), [near]) is None


def test_nothing_drawn_is_nothing_woven() -> None:
    assert weave_map([]) == []
