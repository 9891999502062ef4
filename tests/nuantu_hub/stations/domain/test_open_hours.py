"""What a door tells measures how long its station was open; a pause has its reason, silence has none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.stations.door_speaker import make_speaker, write_event
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.open_hours import measure_days, measured_open_hours
from nuantu_hub.stations.domain.opening_hours import hours_of_day
from nuantu_hub.stations.models import Door, DoorSpan, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
YESTERDAY = MOMENT.date() - timedelta(days=1)
#: The first moment of yesterday in China.
DAWN = datetime(2026, 11, 16, 16, 0, tzinfo=UTC)


@pytest.fixture
def door(district: Unit) -> Door:
    """A door that was let in."""
    return Door.objects.get(pk=make_speaker(build_station(district)).door)


def hear(door: Door, *told: tuple[int, int, bool]) -> None:
    """Stretches as minutes after the first moment of yesterday, and whether the controller began anew."""
    DoorSpan.objects.bulk_create(
        DoorSpan(door=door, station=door.station, began_at=DAWN + timedelta(minutes=begin),
                 ended_at=DAWN + timedelta(minutes=end), restarted=restarted) for begin, end, restarted in told)


def tell(station: Station) -> list[tuple[int, int, str]]:
    measured = measured_open_hours(station, YESTERDAY)
    assert measured is not None
    return [(int((one.began_at - DAWN).total_seconds() // 60), one.length_s // 60, one.state)
            for one in measured.stretches]


def test_a_day_in_touch_is_a_day_open_and_a_pause_is_missing(door: Door) -> None:
    hear(door, (-600, 190, False), (220, 3_000, False))
    measured = measured_open_hours(door.station, YESTERDAY)

    assert tell(door.station) == [(0, 190, "heard"), (190, 30, "ran"), (220, 1_220, "heard")]
    assert measured is not None
    assert (measured.open_s, [pause.length_s for pause in measured.pauses]) == (84_600, [1_800])


def test_a_pause_after_which_the_controller_began_anew_had_no_power(door: Door) -> None:
    hear(door, (-600, 600, False), (660, 3_000, True))

    assert tell(door.station)[1] == (600, 60, "off")


def test_a_pause_over_midnight_belongs_to_both_days(door: Door) -> None:
    hear(door, (-600, -30, False), (45, 1_400, False), (1_500, 2_000, False))

    assert tell(door.station) == [(0, 45, "ran"), (45, 1_355, "heard"), (1_400, 40, "ran")]


def test_a_door_that_fell_silent_says_nothing_of_why(door: Door) -> None:
    hear(door, (-600, 600, False))

    assert tell(door.station) == [(0, 600, "heard"), (600, 840, "silent")]
    assert measured_open_hours(door.station, MOMENT.date()) is not None


def test_days_before_a_door_stood_are_not_measured(door: Door, other_district: Unit) -> None:
    hear(door, (600, 3_000, False))

    assert set(measure_days(door.station, YESTERDAY - timedelta(days=5), YESTERDAY)) == {YESTERDAY}
    assert tell(door.station) == [(600, 840, "heard")]
    assert measured_open_hours(build_station(other_district, "NS-001"), YESTERDAY) is None


def test_only_published_hours_can_be_missing(door: Door) -> None:
    door.station.hours = "Mo-Su 07:00-22:00"
    hear(door, (-600, 500, False), (540, 3_000, False))
    measured = measured_open_hours(door.station, YESTERDAY)

    assert measured is not None
    assert measured.within(hours_of_day(door.station, YESTERDAY).spans) == (15 * 60 - 40) * 60


def test_what_a_door_says_lengthens_its_stretch_until_it_pauses(district: Unit) -> None:
    speaker = make_speaker(build_station(district))
    for seconds in (0, 30, 60, 121, 150):
        set_clock(MOMENT + timedelta(seconds=seconds))
        speaker.sync(*([write_event(1, MOMENT, "started", after="crash")] if seconds == 121 else []), people=seconds)

    assert [((span.began_at - MOMENT).seconds, (span.ended_at - MOMENT).seconds, span.restarted)
            for span in DoorSpan.objects.all()] == [(0, 60, False), (121, 150, True)]
