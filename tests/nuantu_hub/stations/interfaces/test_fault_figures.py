"""How many repairs were in time, for everybody to read; small numbers stay out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.fault_figures import chart_faults
from nuantu_hub.stations.models import Fault, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
DUE = MOMENT - timedelta(days=3)


def put(station: Station, kind: str, count: int, state: str = "confirmed", *, late: bool = False,
        days: int = 0) -> None:
    due = DUE - timedelta(days=days)
    fixed = None if state == "open" else due + timedelta(hours=1 if late else -1)
    Fault.objects.bulk_create(Fault(station=station, kind=kind, state=state, reported_at=due - timedelta(days=1),
                                    due_at=due, fixed_at=fixed) for _number in range(count))


def test_below_ten_nothing_is_published(street: Unit) -> None:
    put(put_station(street), "water", 9)

    assert chart_faults(MOMENT) is None


def test_mended_in_time_is_what_stands_as_mended_before_its_time(street: Unit) -> None:
    station = put_station(street)
    put(station, "water", 9)
    put(station, "water", 2, "fixed")
    put(station, "water", 4, late=True)
    put(station, "water", 5, "open")
    put(station, "water", 7, "dropped")
    put(station, "water", 8, days=370)
    put(station, "water", 3, days=-9)
    chart = chart_faults(MOMENT)

    assert chart is not None
    assert list(chart.rows) == [("热水", 20, 11)]
    assert str(chart.sentence) == "20 件报修到了期限，11 件按时修好"


def test_small_kinds_stand_together_and_are_left_out_while_they_are_few(street: Unit) -> None:
    station = put_station(street)
    put(station, "power", 12)
    put(station, "door", 6)
    few = chart_faults(MOMENT)
    put(station, "clean", 4, late=True)
    enough = chart_faults(MOMENT)

    assert few is not None
    assert enough is not None
    assert (list(few.rows), str(few.sentence)) == ([("充电", 12, 12)], "12 件报修到了期限，12 件按时修好")
    assert list(enough.rows) == [("充电", 12, 12), ("其余各类", 10, 6)]
