"""The demonstration's visits: the same every time, within opening hours, and of one piece."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Sum
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.check_ins import close_days
from nuantu_hub.stations.domain.peaks import measure_week
from nuantu_hub.stations.domain.seed_visits import list_open_hours, seed_visits
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import CheckIn, Door, DoorEvent, DoorSpan, PersonCount, Station, VisitCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY = MOMENT.date()


@pytest.fixture
def stations(district: Unit, street: Unit) -> list[Station]:
    """One open round the clock, one by day, each with a door."""
    made = [build_station(district, "DH-001"),
            build_station(street, "DH-002", hours="Mo-Su 07:00-22:00", kind=Station.Kind.WARM)]
    for place, station in enumerate(made):
        Door.objects.create(station=station, device_key=f"key-{place}", enrolled_at=MOMENT - timedelta(days=90),
                            state=Door.State.APPROVED, last_seen_at=MOMENT)
    return made


def read_rows() -> list[tuple[object, ...]]:
    return list(VisitCount.objects.order_by("station", "day", "hour").values_list("day", "hour", "entered", "left"))


def test_two_demonstrations_are_alike(stations: list[Station]) -> None:
    seed_visits(StationScene(MOMENT))
    first = read_rows()
    for model in (VisitCount, DoorSpan, DoorEvent, PersonCount, CheckIn):
        model.objects.all().delete()
    seed_visits(StationScene(MOMENT))

    assert read_rows() == first
    assert len(first) > 1_000


def test_nobody_comes_while_it_is_closed_or_before_the_moment_has_come(stations: list[Station]) -> None:
    seed_visits(StationScene(MOMENT))
    by_day = VisitCount.objects.filter(station=stations[1])

    assert set(by_day.values_list("hour", flat=True)) == set(range(7, 22))
    assert max(by_day.filter(day=TODAY).values_list("hour", flat=True)) <= 10
    assert not VisitCount.objects.filter(day__gt=TODAY).exists()
    assert not DoorEvent.objects.filter(at__gt=MOMENT).exists()


def test_single_records_and_counts_of_the_last_days_are_of_one_piece(stations: list[Station]) -> None:
    seed_visits(StationScene(MOMENT))
    counted = VisitCount.objects.filter(station=stations[0], day__gte=TODAY - timedelta(days=3), day__lt=TODAY)

    assert DoorEvent.objects.filter(kind="entered").count() == counted.aggregate(sum=Sum("entered"))["sum"]
    assert Door.objects.get(station=stations[0]).last_seq == DoorEvent.objects.count()
    assert set(DoorEvent.objects.values_list("door__station", flat=True)) == {stations[0].pk}


def test_persons_are_fewer_than_visits_and_the_day_closes_as_any_other(stations: list[Station], city: Unit) -> None:
    seed_visits(StationScene(MOMENT))
    visits = VisitCount.objects.filter(day__lt=TODAY).aggregate(sum=Sum("entered"))["sum"]

    assert 0 < PersonCount.objects.filter(unit=city).aggregate(sum=Sum("persons"))["sum"] < visits / 3
    marks = CheckIn.objects.values("mark").distinct().count()
    set_clock(MOMENT + timedelta(days=1))
    assert close_days() == 1
    assert sum(PersonCount.objects.filter(day=TODAY, unit=city).values_list("persons", flat=True)) == marks


def test_the_week_has_its_peak_at_noon(stations: list[Station]) -> None:
    seed_visits(StationScene(MOMENT))

    hours = measure_week(stations, TODAY).list_hours()
    assert hours.index(max(hours)) in (11, 12, 13)


def test_an_hour_is_open_where_its_middle_is() -> None:
    assert list_open_hours("Mo-Su 08:00-11:30,20:40-24:00", TODAY) == (8, 9, 10, 21, 22, 23)
    assert list_open_hours("24/7", TODAY) == tuple(range(24))
