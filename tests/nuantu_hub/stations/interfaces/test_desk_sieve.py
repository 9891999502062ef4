"""The desk's filters count what they hold, and the urgent ones stand first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_counting, put_fault, stand_at
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.registry import pause_station
from nuantu_hub.stations.interfaces.desk_sieve import count_sieves, order_stands, sieve_stands
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.models import Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(street: Unit) -> Iterator[list[Stand]]:
    """Five stations: shut, overdue, in repair, out of use, and a full one."""
    with stand_at(MOMENT):
        put_station(street, "DH-1", hours="Mo-Su,PH 20:00-23:00")
        put_fault(put_station(street, "DH-2", 40), hours_left=-3)
        put_fault(put_station(street, "DH-3", 80))
        pause_station(by=None, station=put_station(street, "DH-4", 120), works=False, reason="停电")
        put_counting(street, "DH-5", 15, north_m=160)
        listed = Station.objects.order_by("code").prefetch_related("facilities")
        yield read_stands(list(listed), MOMENT, whole=True)


def list_codes(stands: list[Stand]) -> list[str]:
    return [stand.station.code for stand in stands]


def test_each_filter_holds_what_its_count_says(stands: list[Stand]) -> None:
    counts = {sieve.name: count for sieve, count in count_sieves(stands)}

    assert counts == {"": 5, "open": 3, "always": 1, "faulty": 2, "overdue": 1, "out": 1}
    assert {name: len(sieve_stands(stands, name)) for name in counts} == counts
    assert len(sieve_stands(stands, "no such filter")) == 5


def test_the_first_three_filters_stay_although_they_hold_nothing() -> None:
    assert [sieve.name for sieve, _count in count_sieves([])] == ["", "open", "always"]


def test_overdue_faults_come_first_then_what_is_out_of_use_then_faults_then_who_is_full(stands: list[Stand]) -> None:
    assert list_codes(order_stands(stands, "urgent")) == ["DH-2", "DH-4", "DH-3", "DH-5", "DH-1"]
    assert list_codes(order_stands(stands, "people"))[0] == "DH-5"
    assert list_codes(order_stands(stands, "name")) == ["DH-1", "DH-2", "DH-3", "DH-4", "DH-5"]
