"""Calling, opening, closing and cancelling a meeting; its venues."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import ask, call_all, hold_meeting, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.domain.live_votes import close_vote
from nuantu_hub.bargaining.domain.meetings import (
    add_venue,
    call_meeting,
    cancel_meeting,
    close_meeting,
    find_shares,
    open_meeting,
)
from nuantu_hub.bargaining.domain.speaking import ask_to_speak
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import TalkMeeting
from nuantu_hub.people.models import Deed

LATER = TALKING + timedelta(days=1)


def test_delegates_who_speak_get_a_seat_and_chiefs_chair_in_turn(table: Table) -> None:
    first, second = make_meeting(table, venues=0), make_meeting(table, venues=0)

    assert {one.shown_name for one in first.seats.all()} == {
        one.name for one in (*table.workers, *table.platform)}
    assert (first.chair_side, second.chair_side, second.number) == ("workers", "platform", 2)


def test_a_cancelled_meeting_does_not_take_a_turn(table: Table) -> None:
    cancel_meeting(by=table.officer, meeting=make_meeting(table, venues=0), why="台风")

    assert make_meeting(table, venues=0).chair_side == "workers"


def test_the_same_token_is_the_same_meeting(table: Table) -> None:
    told = {"by": table.officer, "talk": table.talk, "title": "一", "starts_at": LATER, "token": uuid.uuid4()}

    assert call_meeting(**told) == call_meeting(**told)
    assert Deed.objects.filter(verb="meeting of a talk called").count() == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"title": " "}, "title"), ({"starts_at": TALKING}, "starts_at"),
    ({"video_url": "http://video.example/1"}, "video_url"), ({"video_url": "javascript:alert(1)"}, "video_url")])
def test_what_does_not_fit_is_refused_by_field(table: Table, change: dict[str, object], field: str) -> None:
    told = {"title": "一", "starts_at": LATER, "video_url": "https://video.example/1", **change}

    with pytest.raises(TalkRefused) as refusal:
        call_meeting(by=table.officer, talk=table.talk, token=uuid.uuid4(), **told)  # type: ignore[arg-type]

    assert refusal.value.field == field
    assert not TalkMeeting.objects.exists()


def test_no_meeting_in_a_talk_that_is_over(table: Table) -> None:
    table.talk.state = "ended"
    table.talk.save()

    with pytest.raises(TalkRefused):
        make_meeting(table)


def test_shares_are_those_of_the_procedure_or_said_to_be_taken_over() -> None:
    own, taken = find_shares("collective_contract"), find_shares("special_agreement")

    assert (own["present_of"], own["present_in"], own["agree_of"], own["agree_in"], own["agree_more"]) == (
        2, 3, 1, 2, False)
    assert (own["rule_from"], taken["rule_from"], find_shares("sector_contract")["rule_from"]) == (
        "procedure", "agreed", "agreed")
    assert {**own, "rule_from": ""} == {**taken, "rule_from": ""}


def test_opened_once_and_only_when_somebody_is_there(table: Table) -> None:
    meeting = make_meeting(table)
    with pytest.raises(TalkRefused):
        open_meeting(by=table.officer, meeting=meeting)
    call_all(table, meeting)

    assert open_meeting(by=table.officer, meeting=meeting).is_open
    assert open_meeting(by=table.officer, meeting=meeting).is_open
    assert Deed.objects.filter(verb="meeting of a talk opened").count() == 1


def test_closing_waits_for_votes_and_ends_the_queue(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    turn = ask_to_speak(by=table.workers[0], meeting=meeting, token=uuid.uuid4())
    with pytest.raises(TalkRefused):
        close_meeting(by=table.officer, meeting=meeting)
    close_vote(by=table.officer, vote=vote)

    assert close_meeting(by=table.officer, meeting=meeting).state == "closed"
    turn.refresh_from_db()
    assert turn.state == "gone"
    with pytest.raises(TalkRefused):
        open_meeting(by=table.officer, meeting=meeting)


def test_cancelling_needs_a_reason_and_a_meeting_that_did_not_begin(table: Table) -> None:
    with pytest.raises(TalkRefused):
        cancel_meeting(by=table.officer, meeting=make_meeting(table, venues=0), why=" ")
    with pytest.raises(TalkRefused):
        cancel_meeting(by=table.officer, meeting=hold_meeting(table), why="台风")


def test_a_venue_is_added_once_under_a_name_of_its_own(table: Table) -> None:
    meeting, token = make_meeting(table, venues=0), uuid.uuid4()
    made = add_venue(by=table.officer, meeting=meeting, name="新疆", province="65", token=token)

    assert add_venue(by=table.officer, meeting=meeting, name="新疆", province="65", token=token) == made
    for name, province in (("新疆", ""), ("", ""), ("香港", "81")):
        with pytest.raises(TalkRefused):
            add_venue(by=table.officer, meeting=meeting, name=name, province=province, token=uuid.uuid4())
