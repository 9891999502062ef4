"""Who may do what in a meeting."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.meeting_permissions import find_meeting, find_meeting_seat
from nuantu_hub.people.models import Account


@pytest.mark.parametrize(("permission", "may"), [
    ("see_meeting", {"officer", "organiser", "workers", "platform", "recorder", "observer", "online"}),
    ("call_meeting", {"officer", "workers", "platform", "recorder"}),
    ("run_meeting", {"officer", "workers", "recorder"}),
    ("call_roll", {"officer", "workers", "recorder"})])
def test_roles_of_a_meeting(table: Table, organiser: Account, other_officer: Account, rider: Account, permission: str,
                            may: set[str]) -> None:
    meeting = make_meeting(table)
    online = meeting.seats.filter(kind="online").earliest("pk").account
    people = {"officer": table.officer, "organiser": organiser, "workers": table.workers[0],
              "platform": table.platform[0], "recorder": table.recorder, "observer": table.observer, "online": online,
              "other_officer": other_officer, "rider": rider}

    assert {name for name, one in people.items() if one.has_perm(f"bargaining.{permission}", meeting)} == may


def test_a_keeper_calls_the_roll_of_the_own_venue_and_sees_the_meeting(table: Table, rider: Account) -> None:
    meeting = make_meeting(table)
    venue, other = main_venue(meeting), meeting.venues.latest("pk")
    venue.keeper = rider
    venue.save()

    assert rider.has_perm("bargaining.call_roll", venue)
    assert rider.has_perm("bargaining.see_meeting", meeting)
    assert not rider.has_perm("bargaining.call_roll", other)
    assert not rider.has_perm("bargaining.run_meeting", meeting)


def test_only_the_chief_whose_turn_it_is_chairs(table: Table) -> None:
    first, second = make_meeting(table), make_meeting(table)

    assert [table.platform[0].has_perm("bargaining.run_meeting", one) for one in (first, second)] == [False, True]
    assert not table.workers[1].has_perm("bargaining.run_meeting", first)


def test_the_meeting_of_a_thing_and_the_seat_of_an_account(table: Table) -> None:
    meeting = make_meeting(table)

    assert find_meeting(main_venue(meeting)) == meeting
    assert find_meeting(table.talk) is None
    assert find_meeting_seat(table.workers[0], meeting) is not None
    assert find_meeting_seat(table.recorder, meeting) is None
