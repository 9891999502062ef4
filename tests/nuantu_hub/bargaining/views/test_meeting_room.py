"""The room of a meeting."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from tests.nuantu_hub.bargaining.meeting_scene import ask, call_all, hold_meeting, main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table, sign_in
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.bargaining.domain.answers import ask_answer
from nuantu_hub.bargaining.domain.roll_calls import call_in
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import TalkMeeting
from nuantu_hub.people.models import Account


def _post(client: Client, page: str, **told: object) -> int:
    return client.post(page, {"token": uuid.uuid4(), **told}).status_code


def test_a_meeting_from_the_chairs_screen(table: Table) -> None:
    meeting, client = make_meeting(table), sign_in(table.workers[0])
    room = f"/bargaining/meetings/{meeting.pk}/"
    for kind, told in (("venue", {"name": "新疆", "province": "65"}), ("agenda", {"title": "门禁"}),
                       ("seat", {"login": table.recorder.login, "shown_name": "记", "venue": main_venue(meeting).pk,
                                 "side": "neutral", "kind": "site"}),
                       ("representatives", {"venue": main_venue(meeting).pk}),
                       ("question", {"question": "吗", "owner": table.seat_of(table.platform[0]).pk,
                                     "due_on": "2026-12-01"})):
        assert _post(client, f"{room}add/{kind}/", **told) == 302, kind
    call_all(table, meeting)
    assert _post(client, f"{room}do/open/") == 302
    assert _post(client, f"{room}add/vote/", question="同意吗", minutes=5) == 302
    item = meeting.agenda.get()
    assert _post(client, f"/bargaining/agenda/{item.pk}/begin/") == 302
    assert _post(sign_in(table.platform[1]), f"{room}floor/", about="平台说一句") == 302
    turn = meeting.turns.get()
    for act in ("call", "begin", "end"):
        assert _post(client, f"/bargaining/turns/{turn.pk}/{act}/", statement="说过了") == 302

    page = client.get(room).content.decode()

    for words in ("新疆", "门禁", "同意吗", "说过了", "可以表决", "个省还没有人在场"):
        assert words in page, words


def test_the_chair_sees_one_person_in_two_venues(table: Table) -> None:
    meeting = hold_meeting(table)
    seat = meeting.seats.filter(kind="online").earliest("pk")
    with pytest.raises(TalkRefused):
        call_in(by=table.officer, seat=seat, venue=main_venue(meeting))

    assert "会场又点到" in sign_in(table.officer).get(f"/bargaining/meetings/{meeting.pk}/").content.decode()


def test_what_is_refused_is_told_on_the_way_back(table: Table) -> None:
    meeting, client = make_meeting(table), sign_in(table.officer)
    answer = client.post(f"/bargaining/meetings/{meeting.pk}/do/open/", follow=True)

    assert "还没有人到会" in answer.content.decode()
    assert client.post(f"/bargaining/meetings/{meeting.pk}/add/vote/", {
        "question": "吗", "minutes": 5, "token": uuid.uuid4()}).status_code == 422
    assert TalkMeeting.objects.get().state == "called"


def test_words_of_an_address_that_mean_nothing(table: Table) -> None:
    meeting, client = make_meeting(table), sign_in(table.officer)

    assert client.post(f"/bargaining/meetings/{meeting.pk}/do/erase/").status_code == 404
    assert client.get(f"/bargaining/meetings/{meeting.pk}/add/everything/").status_code == 404


def test_the_phone_of_somebody_online_checks_in_and_finds_the_vote(table: Table) -> None:
    meeting = make_meeting(table)
    rider = meeting.seats.filter(kind="online").earliest("pk").account
    call_all(table, meeting)
    meeting.seats.filter(account=rider).update(present_since=None)
    client, room = sign_in(rider), f"/bargaining/meetings/{meeting.pk}/"
    assert "我到了" in client.get(room).content.decode()
    assert _post(client, f"{room}here/") == 302
    sign_in(table.officer).post(f"{room}do/open/")
    vote = ask(table, meeting)

    page = client.get(room).content.decode()

    assert f"/bargaining/votes/{vote.pk}/" in page
    assert "do/close" not in page


def test_others_cannot_tell_that_it_is_there(table: Table, rider: Account, other_officer: Account,
                                             stranger: Client) -> None:
    room = f"/bargaining/meetings/{make_meeting(table).pk}/"

    assert [sign_in(one).get(room).status_code for one in (rider, other_officer)] == [404, 404]
    assert stranger.get(room).status_code == 302


def test_the_official_answer_is_given_on_its_page_by_the_side_that_owes_it(table: Table) -> None:
    asked = ask_answer(by=table.recorder, meeting=hold_meeting(table), question="计入超时吗", owner=table.seat_of(
        table.platform[0]), due_on=TALKING.date(), token=uuid.uuid4())
    page = f"/bargaining/answers/{asked.pk}/"

    assert sign_in(table.workers[0]).post(page, {"words": "是"}).status_code == 422
    assert sign_in(table.platform[1]).post(page, {"words": "计入一半"}).status_code == 302
    assert "计入一半" in sign_in(table.observer).get(page).content.decode()


def test_the_room_asks_as_often_whatever_the_people(table: Table) -> None:
    client = sign_in(table.officer)
    few = hold_meeting(table, venues=1, online=1)
    ask(table, few)
    first = count_queries(client, f"/bargaining/meetings/{few.pk}/")
    few.votes.all().delete()
    for account in (*table.workers, *table.platform):
        client_of = sign_in(account)
        client_of.post(f"/bargaining/meetings/{few.pk}/floor/", {"token": uuid.uuid4()})
    ask(table, few)

    assert count_queries(client, f"/bargaining/meetings/{few.pk}/") == first
