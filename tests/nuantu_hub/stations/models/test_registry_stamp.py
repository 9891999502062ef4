"""The database itself draws another stamp for every change of a station or a facility, however it is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Facility, RegistryStamp, Station

pytestmark = pytest.mark.django_db


def read_stamp() -> int | None:
    return RegistryStamp.objects.values_list("number", flat=True).first()


def write_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("change", [
    lambda: Station.objects.update(name="改名"),
    lambda: Facility.objects.filter(kind="hot_water").update(count=9),
    lambda: Facility.objects.create(station=Station.objects.get(), kind="aed"),
    lambda: Facility.objects.bulk_create([Facility(station=Station.objects.get(), kind="aed")]),
    lambda: Facility.objects.get(kind="hot_water").delete(),
    lambda: Facility.objects.all()._raw_delete("default"),
    lambda: write_sql("UPDATE stations_station SET hours = '24/7'"),
    lambda: write_sql("DELETE FROM stations_facility WHERE kind = 'hot_water'"),
])
def test_every_way_of_changing_draws_another(district: Unit, change: Callable[[], object]) -> None:
    put_station(district)
    before = read_stamp()
    change()
    assert before is not None
    assert read_stamp() != before


def test_nothing_else_draws_one_and_what_is_rolled_back_leaves_none(district: Unit) -> None:
    station = put_station(district)
    before, seen = read_stamp(), set()
    Unit.objects.filter(pk=district.pk).update(contact="12351")
    assert read_stamp() == before
    for _time in range(3):
        with transaction.atomic():
            Station.objects.filter(pk=station.pk).update(name="改名")
            seen.add(read_stamp())
            transaction.set_rollback(True)
        assert read_stamp() == before
    assert len(seen) == 3
    assert str(RegistryStamp.objects.get()) == str(before)
