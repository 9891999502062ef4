"""Who is asked to a meeting."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.domain.meeting_seats import seat_person, seat_representatives
from nuantu_hub.bargaining.domain.meetings import cancel_meeting
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.needs.models import Constituency, Contest, Election, Representative
from nuantu_hub.people.models import Account, Person, Unit


def _elect(unit: Unit, code: str, kind: str, name: str, *, until_days: int = 30) -> Account:
    home, _new = Constituency.objects.get_or_create(unit=unit, kind=kind, code=code, name=code)
    election = Election.objects.create(unit=unit, name=name, rule="plurality", nominate_until=TALKING,
                                       opens_at=TALKING, closes_at=TALKING, term_months=12, made_at=TALKING)
    account = Account.objects.create_worker(name)
    person = Person.objects.create(account=account, name=name, created_at=TALKING)
    Representative.objects.create(
        constituency=home, contest=Contest.objects.create(election=election, constituency=home, seats=1),
        person=person, shown_name=name, since=TALKING - timedelta(days=1), until=TALKING + timedelta(days=until_days))
    return account


def test_a_second_seat_is_refused_by_the_name_of_the_first_venue(table: Table) -> None:
    meeting = make_meeting(table)
    other = meeting.venues.latest("pk")

    with pytest.raises(TalkRefused, match=main_venue(meeting).name):
        seat_person(by=table.officer, venue=other, account=table.workers[0], shown_name="甲", side="workers")


def test_no_seat_once_it_is_over(table: Table) -> None:
    meeting = make_meeting(table)
    cancel_meeting(by=table.officer, meeting=meeting, why="台风")

    with pytest.raises(TalkRefused):
        seat_person(by=table.officer, venue=main_venue(meeting), account=table.recorder, shown_name="甲",
                    side="workers")


def test_representatives_sit_in_the_venue_of_their_province(table: Table, other_district: Unit) -> None:
    meeting = make_meeting(table, venues=1, online=0)
    beijing, tibet = (_elect(table.talk.unit, code, "province", code) for code in ("11", "54"))
    _elect(table.talk.unit, "22", "province", "过了", until_days=0)
    _elect(other_district, "11", "province", "别处")

    first = seat_representatives(by=table.officer, meeting=meeting, venue=main_venue(meeting))

    assert first == 2
    assert meeting.seats.get(account=beijing).venue.province == "11"
    assert meeting.seats.get(account=tibet).venue == main_venue(meeting)
    assert seat_representatives(by=table.officer, meeting=meeting, venue=main_venue(meeting)) == 0


def test_a_seat_that_one_has_is_kept(table: Table) -> None:
    meeting = make_meeting(table, venues=1, online=0)
    account = _elect(table.talk.unit, "11", "province", "甲" + uuid.uuid4().hex[:4])
    seat_person(by=table.officer, venue=main_venue(meeting), account=account, shown_name="甲", side="workers")

    assert seat_representatives(by=table.officer, meeting=meeting, venue=main_venue(meeting)) == 0
    assert meeting.seats.get(account=account).venue == main_venue(meeting)
