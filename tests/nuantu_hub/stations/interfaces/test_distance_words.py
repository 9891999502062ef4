"""Distances as people say them."""

from __future__ import annotations

from nuantu_hub.stations.interfaces.distance_words import say_way


def test_metres_are_rounded_to_ten_and_kilometres_to_a_tenth() -> None:
    told = {None: "—", 7.4: "7 米", 12: "12 米", 384: "380 米", 999: "1000 米", 1_000: "1.0 公里", 2_440: "2.4 公里",
            13_600: "14 公里"}

    assert {metres: say_way(metres) for metres in told} == told
