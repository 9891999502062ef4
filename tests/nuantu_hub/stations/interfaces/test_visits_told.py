"""The page of one station: today, the hours that it was open, and what its door wrote down, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.door_speaker import make_speaker, write_event
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.visits_told import read_log, tell_station
from nuantu_hub.stations.models import DoorSpan, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY = MOMENT.date()


@pytest.fixture
def station(district: Unit) -> Station:
    """A station whose door told of seven things."""
    station = build_station(district)
    told = [("opened", {"by": "once"}), ("opened", {"by": "once"}), ("opened", {"by": "keeper"}),
            ("refused", {"why": "full"}), ("entered", {}), ("contact_open", {}), ("lamp_out", {})]
    make_speaker(station).sync(*(write_event(seq, MOMENT - timedelta(minutes=10), kind, **more)
                                 for seq, (kind, more) in enumerate(told, start=1)), people=1)
    return station


def test_the_log_counts_what_happened_and_names_nobody(station: Station) -> None:
    assert read_log(station, MOMENT) == [
        ("门开了", "一次性码", 2), ("门开了", "值守钥匙", 1), ("没有开门", "人满", 1), ("有人进", "", 1),
        ("设备自己的记录：lamp_out", "", 1)]
    assert read_log(station, MOMENT + timedelta(days=8)) == []


def test_today_stands_beside_what_is_usual_by_now(station: Station) -> None:
    for weeks in (1, 2):
        count_hours(station, TODAY - timedelta(weeks=weeks), {8: 4, 10: 6, 20: 50})
    told = tell_station(station, MOMENT)

    # Half past ten: the whole hour from eight and half of the one from ten.
    assert (told.today, told.usual_by_now, told.persons_today) == (1, 7, None)


def test_a_pause_is_taken_from_published_hours_alone(station: Station) -> None:
    Station.objects.update(hours="Mo-Su 07:00-22:00")
    station.refresh_from_db()
    dawn = MOMENT - timedelta(hours=34, minutes=30)
    DoorSpan.objects.all().delete()
    door = station.doors.get()  # type: ignore[attr-defined]  # the other end of a foreign key
    for begin, end in ((-60, 400), (430, 1_350), (1_400, 3_000)):
        DoorSpan.objects.create(door=door, station=station, began_at=dawn + timedelta(minutes=begin),
                                ended_at=dawn + timedelta(minutes=end))
    day = next(one for one in tell_station(station, MOMENT).open_days if one.day == TODAY - timedelta(days=1))

    assert (day.published_s, day.measured_s, day.short_s) == (54_000, 53_400, 600)
    assert [pause.length_s for pause in day.pauses] == [1_800, 3_000]


def test_a_station_without_a_door_has_no_figure(district: Unit) -> None:
    told = tell_station(build_station(district), MOMENT)

    assert (told.today, told.columns, told.inside, told.hours, told.open_days, told.log, told.doors) == (
        None, None, None, None, [], [], False)
