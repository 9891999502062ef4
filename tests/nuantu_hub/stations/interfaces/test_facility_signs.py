"""Every facility has a sign of the line set and its place in the order."""

from __future__ import annotations

from nuantu_hub.site.icons import read_icons
from nuantu_hub.stations.interfaces.facility_signs import FIRST, ORDER, SIGNS, rank_kind
from nuantu_hub.stations.models import Facility


def test_every_kind_has_a_sign_and_a_place() -> None:
    assert sorted(SIGNS) == sorted(ORDER) == sorted(Facility.Kind.values)
    assert set(SIGNS.values()) <= set(read_icons())
    assert set(FIRST) <= set(ORDER)


def test_what_warms_stands_first_and_what_the_order_does_not_know_last() -> None:
    assert rank_kind("heating") == 0
    assert rank_kind("piano") == len(ORDER)
