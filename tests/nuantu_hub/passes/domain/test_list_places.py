"""Every place of a list comes once, in an order that only the secret tells."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nuantu_hub.passes.domain.list_places import find_place, list_places, set_bits
from nuantu_hub.passes.models.status_list import PLACES


def test_every_place_comes_once() -> None:
    secret = bytes(range(32))
    seen = set_bits(bytes(PLACES // 8), (find_place(secret, turn) for turn in range(PLACES)))

    assert seen == b"\xff" * (PLACES // 8)


def test_neighbours_in_turn_are_strangers_on_the_list() -> None:
    places = list_places(bytes(32), range(4_000))
    near = sum(1 for one, other in pairwise(places) if abs(one - other) < PLACES // 100)

    assert 40 <= near <= 120  # of 4,000 neighbours 2 in 100 by chance
    assert list_places(bytes(31) + b"\1", range(40)) != places[:40]


@pytest.mark.parametrize("turn", [-1, PLACES])
def test_there_is_no_turn_beyond(turn: int) -> None:
    with pytest.raises(ValueError, match="no turn"):
        find_place(bytes(32), turn)


def test_bits_are_counted_from_the_lowest() -> None:
    assert set_bits(bytes(3), [0, 9, 23]) == bytes([1, 2, 128])
