"""Places on a map: metres around a point, frames that hold what they should, round scales."""

from __future__ import annotations

import pytest

from nuantu_hub.stations.domain.coordinates import measure_m
from nuantu_hub.stations.interfaces.plane import Frame, Plane, frame_places


def test_metres_of_the_plane_are_metres_on_the_ground() -> None:
    plane = Plane(39.99, 116.47)
    x, y = plane.place(40.0, 116.49)

    assert x > 0 > y  # east and north of the point
    assert (x**2 + y**2) ** 0.5 == pytest.approx(measure_m(39.99, 116.47, 40.0, 116.49), rel=2e-3)


def test_a_frame_holds_every_place_with_a_margin_and_keeps_its_shape() -> None:
    places = [(0.0, 0.0), (4_000.0, 500.0)]
    frame = frame_places(places, 1.5)

    assert frame.width / frame.height == pytest.approx(1.5)
    assert all(frame.holds(x, y) for x, y in places)
    assert (frame.x, frame.x + frame.width) == pytest.approx((-480, 4_480))


def test_one_place_alone_gets_a_frame_of_the_least_width_and_none_gets_one_around_nought() -> None:
    assert frame_places([(50.0, 50.0)], 2.0, least_m=600) == Frame(-250, -100, 600, 300)
    assert frame_places([], 1.0, least_m=600) == Frame(-300, -300, 600, 600)


def test_the_scale_is_the_longest_round_length_of_a_quarter_of_the_width() -> None:
    assert [Frame(0, 0, width, 1).scale_m for width in (190, 2_000, 2_100, 90_000)] == [50, 500, 500, 20_000]
    assert Frame(-3.4, 0, 10, 20).box == "-3 0 10 20"
