"""The roll call of a venue."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.meeting_scene import main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account


def test_the_keeper_calls_in_and_lets_go(table: Table, rider: Account) -> None:
    meeting = make_meeting(table)
    venue = meeting.venues.latest("pk")
    venue.keeper = rider
    venue.save()
    seat, client = venue.seats.earliest("pk"), sign_in(rider)
    page = f"/bargaining/meetings/{meeting.pk}/venue/{venue.pk}/"

    assert client.post(f"{page}{seat.pk}/in/").status_code == 302
    assert "销到" in client.get(page).content.decode()
    client.post(f"{page}{seat.pk}/out/")
    seat.refresh_from_db()
    assert not seat.is_present
    assert client.get(f"/bargaining/meetings/{meeting.pk}/venue/{main_venue(meeting).pk}/").status_code == 404


def test_a_second_venue_is_refused_by_name_and_finds_people_of_others(table: Table) -> None:
    meeting, client = make_meeting(table), sign_in(table.officer)
    home, other = meeting.venues.latest("pk"), main_venue(meeting)
    seat = home.seats.earliest("pk")
    client.post(f"/bargaining/meetings/{meeting.pk}/venue/{home.pk}/{seat.pk}/in/")
    page = f"/bargaining/meetings/{meeting.pk}/venue/{other.pk}/"
    assert seat.shown_name in client.get(page, {"q": seat.shown_name}).content.decode()

    answer = client.post(f"{page}{seat.pk}/in/", follow=True)

    assert home.name in answer.content.decode()
    seat.refresh_from_db()
    assert (seat.venue, seat.asked_by) == (home, other)
    assert "会场也点到了" in client.get(f"/bargaining/meetings/{meeting.pk}/venue/{home.pk}/").content.decode()


def test_a_venue_of_another_meeting_is_not_there(table: Table) -> None:
    meeting, other = make_meeting(table), make_meeting(table)
    client = sign_in(table.officer)

    assert client.get(f"/bargaining/meetings/{meeting.pk}/venue/{main_venue(other).pk}/").status_code == 404
    seat = other.seats.earliest("pk")
    assert client.post(f"/bargaining/meetings/{meeting.pk}/venue/{main_venue(meeting).pk}/{seat.pk}/in/"
                       ).status_code == 404


def test_it_asks_as_often_whatever_the_seats(table: Table) -> None:
    few, many = make_meeting(table, venues=1, online=1), make_meeting(table, venues=1, online=9)
    client = sign_in(table.officer)
    pages = [f"/bargaining/meetings/{one.pk}/venue/{one.venues.latest('pk').pk}/" for one in (few, many)]

    assert count_queries(client, pages[0]) == count_queries(client, pages[1])
