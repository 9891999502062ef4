"""Invented compounds are drawn whole: every house with a door, and every door reached from a gate."""

from __future__ import annotations

import random

from nuantu_hub.passes.domain.invented_compound import lay_rows, lay_scene
from nuantu_hub.passes.domain.map_checks import check_map
from nuantu_hub.passes.domain.map_format import Feature
from nuantu_hub.passes.domain.map_weaving import Plane
from nuantu_hub.passes.domain.seed_compounds import read_told

PLANE = Plane((116.47, 39.99))


def test_every_compound_that_is_laid_out_lacks_nothing() -> None:
    for seed in range(30):
        laid = lay_rows(PLANE, random.Random(seed), read_told())
        gates = [Feature(f"g{number}", "gate", "Point", (PLANE.take((east, north)),), name=name, gate=number + 1)
                 for number, (name, east, north) in enumerate(laid.gates)]

        assert check_map([*gates, *laid.features], set(range(1, len(gates) + 1))) == [], seed


def test_the_scene_has_the_houses_of_its_picture_and_a_closed_east_side() -> None:
    laid = lay_scene(PLANE, read_told()["scene"])

    assert {one.name for one in laid.features if one.kind == "building"} == {"1", "2", "5", "6", "7", "8", "9", "10"}
    assert [one.why for one in laid.features if one.closed] == ["东侧禁行"]
    assert [name for name, _east, _north in laid.gates] == ["南门"]
