"""One-time codes at a door: for anybody, for one opening, within limits, or one sentence why not."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.equipment_cast import CALLER, MOMENT, SECRET, build_door, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.seam.doors import draw_once_code, find_window
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain import door_codes
from nuantu_hub.stations.domain.door_codes import (
    TooOftenError,
    find_shown,
    forget_old_codes,
    issue_code,
    read_stand,
)
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.models import DoorOccupancy, IssuedCode, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
WINDOW = find_window(int(MOMENT.timestamp()))


@pytest.fixture
def station(street: Unit) -> Station:
    """A station with a door."""
    return build_door(build_station(street)).station


def test_two_people_get_two_codes_that_the_door_knows(station: Station) -> None:
    one, two = (issue_code(station=station, caller=Caller(device, "192.0.2.1"))[1] for device in "ab")
    assert one is not None
    assert two is not None
    secret = base64.b64decode(SECRET)
    assert [one.code, two.code] == [draw_once_code(secret, WINDOW, 0), draw_once_code(secret, WINDOW, 1)]
    assert one.until == MOMENT + timedelta(seconds=1200)
    assert (one.left_share(MOMENT), one.left_share(one.until)) == (1.0, 0.0)
    assert "".join(one.halves) == one.code


def test_no_code_is_kept_anywhere(station: Station) -> None:
    _stand, shown = issue_code(station=station, caller=CALLER)
    assert shown is not None
    assert {field.name for field in IssuedCode._meta.concrete_fields} == {"id", "door", "window", "serial", "at"}


def test_a_phone_gets_three_codes_in_ten_minutes_and_then_has_to_wait(station: Station) -> None:
    for _time in range(3):
        issue_code(station=station, caller=CALLER)
    with pytest.raises(TooOftenError):
        issue_code(station=station, caller=CALLER)
    set_clock(MOMENT + timedelta(minutes=10))
    assert issue_code(station=station, caller=CALLER)[1] is not None


def test_an_address_is_limited_at_each_station_apart(station: Station, street: Unit) -> None:
    for number in range(door_codes.BY_ADDRESS.most):
        issue_code(station=station, caller=Caller(f"phone {number}", "192.0.2.1"))
    with pytest.raises(TooOftenError):
        issue_code(station=station, caller=Caller("one more", "192.0.2.1"))
    other = build_door(build_station(street, "DH-2")).station
    assert issue_code(station=other, caller=Caller("one more yet", "192.0.2.1"))[1] is not None


def test_a_station_gives_out_no_more_than_its_door_can_tell_apart(
    station: Station, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(door_codes, "MOST_IN_WINDOW", 2)
    for number in range(2):
        issue_code(station=station, caller=Caller(f"phone {number}", "192.0.2.1"))
    with pytest.raises(TooOftenError):
        issue_code(station=station, caller=Caller("phone 3", "192.0.2.1"))


def test_a_full_station_says_so_and_gives_no_code(station: Station) -> None:
    DoorOccupancy.objects.create(station=station, people=16, at=MOMENT)
    stand, shown = issue_code(station=station, caller=CALLER)
    assert (stand.state, stand.people, stand.seats, shown) == ("full", 16, 16, None)


def test_a_count_of_long_ago_turns_nobody_away(station: Station) -> None:
    DoorOccupancy.objects.create(station=station, people=16, at=MOMENT - timedelta(hours=1))
    station.doors.update(last_seen_at=MOMENT - timedelta(hours=1))
    stand, shown = issue_code(station=station, caller=CALLER)
    assert (stand.state, stand.offline, shown is not None) == ("open", True, True)


@pytest.mark.parametrize(("change", "state"), [
    ({"hours": "Mo-Su 20:00-23:00"}, "closed"), ({"state": "works"}, "out"), ({"state": "closed"}, "out")])
def test_a_station_that_is_closed_or_out_of_use_gives_no_code(
    station: Station, change: dict[str, str], state: str,
) -> None:
    Station.objects.filter(pk=station.pk).update(**change)
    station.refresh_from_db()
    stand, shown = issue_code(station=station, caller=CALLER)
    assert (stand.state, shown) == (state, None)
    if state == "closed":
        assert stand.until is not None
        assert stand.until.hour == 12  # 20:00 in China


def test_a_station_without_a_door_of_ours_says_so(street: Unit) -> None:
    assert read_stand(build_station(street), MOMENT).state == "none"


def test_a_browser_is_shown_its_code_again_as_long_as_it_is_good_for_a_while(station: Station) -> None:
    stand, shown = issue_code(station=station, caller=CALLER)
    assert shown is not None
    assert stand.door is not None
    assert find_shown(stand.door, shown.issued, MOMENT) == shown
    assert find_shown(stand.door, shown.issued, MOMENT + timedelta(seconds=1150)) is None
    assert find_shown(stand.door, "made up", MOMENT) is None


def test_rows_of_codes_that_no_door_takes_are_removed(station: Station) -> None:
    issue_code(station=station, caller=CALLER)
    assert forget_old_codes() == 0
    set_clock(MOMENT + timedelta(minutes=40))
    assert forget_old_codes() == 1
