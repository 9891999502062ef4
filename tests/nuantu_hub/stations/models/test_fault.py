"""A fault and its steps."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Fault, FaultStep
from nuantu_hub.stations.models.fault import reporter_key

pytestmark = pytest.mark.django_db


def test_faults_are_seen_by_who_looks_after_the_station_and_by_who_reported_them(
    street: Unit, rider: Account, other_rider: Account, officer: Account, other_officer: Account,
) -> None:
    station = build_station(street)
    keeper = appoint(station)
    fault = Fault.objects.create(station=station, kind="water", reported_at=MOMENT, due_at=MOMENT,
                                 reporter_key=reporter_key(rider))
    assert [list(Fault.objects.visible_to(one)) for one in (rider, officer, keeper)] == [[fault]] * 3
    assert [list(Fault.objects.visible_to(one)) for one in (other_rider, other_officer)] == [[]] * 2
    assert fault.number == f"{fault.pk:05d}"


def test_words_lie_encrypted(street: Unit) -> None:
    fault = Fault.objects.create(station=build_station(street), kind="water", reported_at=MOMENT, due_at=MOMENT)
    FaultStep.objects.create(fault=fault, kind="reported", at=MOMENT, words="王师傅说不热")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM stations_faultstep")
        assert "王师傅" not in str(cursor.fetchone())


@pytest.mark.parametrize(("state", "still_open", "broken"), [
    ("open", True, True), ("taken", True, True), ("fixed", True, False), ("confirmed", False, False),
    ("dropped", False, False)])
def test_what_is_fixed_stays_open_until_it_is_confirmed(
    street: Unit, state: str, still_open: bool, broken: bool,
) -> None:
    Fault.objects.create(station=build_station(street), kind="water", state=state, reported_at=MOMENT, due_at=MOMENT)
    assert (Fault.objects.all().still_open().exists(), Fault.objects.all().broken().exists()) == (still_open, broken)
