"""A meeting's vote on the frozen text ratifies it, with its own figures; every other vote is refused in a sentence."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk
from tests.nuantu_hub.bargaining.signing_scene import freeze, ratify

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote, open_vote
from nuantu_hub.bargaining.domain.vote_ratifying import list_votes_on, ratify_by_vote
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, LiveVote, Ratification, TalkMeeting
from nuantu_hub.people.models import Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(table: Table) -> FrozenText:
    """The frozen text of the talk."""
    return freeze(table)


@pytest.fixture
def meeting(table: Table) -> TalkMeeting:
    """A meeting in session: ten with a vote, all of them there."""
    return hold_meeting(table)


def vote_on(table: Table, meeting: TalkMeeting, text: FrozenText | None, *, yes: int = 7, no: int = 1,
            closed: bool = True) -> LiveVote:
    """A vote in which the first so many of the roll agree and the next so many are against."""
    vote = open_vote(by=table.officer, meeting=meeting, question="通过这份文本", open_s=300, token=uuid.uuid4(),
                     text=text)
    for place, cast in enumerate(vote.casts.select_related("seat__account").order_by("pk")[:yes + no]):
        cast_vote(by=cast.seat.account, vote=vote, choice="yes" if place < yes else "no", token=uuid.uuid4())
    return close_vote(by=table.officer, vote=vote) if closed else vote


def test_its_figures_meeting_and_vote_are_taken_over_once(table: Table, text: FrozenText, meeting: TalkMeeting) -> None:
    vote = vote_on(table, meeting, text)
    assert list_votes_on(text) == [vote]
    made = ratify_by_vote(by=table.officer, text=text, vote=vote)
    assert (made.vote, made.entitled, made.present, made.yes, made.no) == (vote, 10, 10, 7, 1)
    assert (made.at, made.vote.meeting) == (vote.closed_at, meeting)
    assert ratify_by_vote(by=table.officer, text=text, vote=vote) == made
    assert Deed.objects.filter(verb="text ratified").count() == 1
    other = vote_on(table, meeting, text)
    with pytest.raises(TalkRefused, match="已经记下一次通过"):
        ratify_by_vote(by=table.officer, text=text, vote=other)


def test_figures_by_hand_stay_and_are_no_vote_of_a_meeting(
        table: Table, text: FrozenText, meeting: TalkMeeting) -> None:
    ratify(table, text)
    assert Ratification.objects.get().vote is None
    with pytest.raises(TalkRefused, match="已经记下一次通过"):
        ratify_by_vote(by=table.officer, text=text, vote=vote_on(table, meeting, text))


def of_no_text(table: Table, text: FrozenText, meeting: TalkMeeting) -> LiveVote:
    """A vote about something else."""
    del text
    return vote_on(table, meeting, None)


def still_open(table: Table, text: FrozenText, meeting: TalkMeeting) -> LiveVote:
    """A vote that has not ended."""
    return vote_on(table, meeting, text, closed=False)


def on_another_digest(table: Table, text: FrozenText, meeting: TalkMeeting) -> LiveVote:
    """A vote that was about other words."""
    vote = vote_on(table, meeting, text)
    LiveVote.objects.filter(pk=vote.pk).update(text_digest="f" * 64)
    return vote


def too_few_present(table: Table, text: FrozenText, meeting: TalkMeeting) -> LiveVote:
    """A vote whose quorum does not hold."""
    vote = vote_on(table, meeting, text)
    LiveVote.objects.filter(pk=vote.pk).update(present=6)
    return vote


def too_few_agree(table: Table, text: FrozenText, meeting: TalkMeeting) -> LiveVote:
    """A vote that was lost."""
    return vote_on(table, meeting, text, yes=3, no=5)


@pytest.mark.parametrize(("make", "said"), [
    (of_no_text, "不是表决定稿的文本"), (still_open, "表决还没有结束"), (on_another_digest, "表决的是另一份文本"),
    (too_few_present, "到会 6 人，要 7 人，人数不够"), (too_few_agree, "表决没有通过")])
def test_what_does_not_stand_for_the_text_is_refused(
        table: Table, text: FrozenText, meeting: TalkMeeting, make: Callable[..., LiveVote], said: str) -> None:
    vote = make(table, text, meeting)
    with pytest.raises(TalkRefused, match=said):
        ratify_by_vote(by=table.officer, text=text, vote=vote)
    assert not Ratification.objects.exists()


def test_a_vote_of_another_talk_and_a_text_of_another_talk_are_refused(
        table: Table, text: FrozenText, meeting: TalkMeeting, district: Unit) -> None:
    other = make_talk(district, table.officer, mark="o")
    with pytest.raises(TalkRefused, match="另一场协商"):
        vote_on(other, hold_meeting(other), text)
    vote = vote_on(table, meeting, text)
    TalkMeeting.objects.filter(pk=meeting.pk).update(talk=other.talk, number=9)
    with pytest.raises(TalkRefused, match="另一场协商的表决"):
        ratify_by_vote(by=table.officer, text=text, vote=vote)


def test_a_text_that_was_altered_is_neither_voted_on_nor_ratified(
        table: Table, text: FrozenText, meeting: TalkMeeting) -> None:
    vote = vote_on(table, meeting, text)
    set_clock(TALKING + timedelta(minutes=6))
    FrozenText.objects.filter(pk=text.pk).update(body=bytes(text.body).replace(b"CNY", b"EUR", 1))
    with pytest.raises(TalkRefused, match="和定稿时不一样"):
        ratify_by_vote(by=table.officer, text=text, vote=vote)
    with pytest.raises(TalkRefused, match="和定稿时不一样"):
        vote_on(table, meeting, text)
