"""Holding a meeting of a talk: calling it, opening and closing it, calling it off, its venues."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, LiveVote, MeetingSeat, SpeechTurn, Talk, TalkMeeting, Venue
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = TalkMeeting.State
#: A talk in which meetings are called: also one whose text is frozen, to vote on it.
MEETING_STATES = (Talk.State.PREPARING, Talk.State.TALKING, Talk.State.FROZEN)
#: What the sides take over where their procedure has no shares: those of the procedure of collective contracts.
MODEL = "collective_contract"
MAIN_VENUE = "主会场"
MOST_VENUES = 50
#: A meeting is called no longer ahead.
LATEST = timedelta(days=366)


def find_shares(procedure: str) -> dict[str, Any]:
    """The shares of a meeting under a procedure, as fields of ``TalkMeeting``; said to be taken over where it has none.

    A procedure that counts each enterprise by itself has no shares for a meeting either.
    """
    own = find_procedure(procedure).step("vote").vote
    rule = own if own is not None and own.of == "all" and own.present is not None else None
    used = rule or find_procedure(MODEL).step("vote").vote
    assert used is not None
    assert used.present is not None
    return {"present_of": used.present.numerator, "present_in": used.present.denominator,
            "agree_of": used.agree.numerator, "agree_in": used.agree.denominator, "agree_more": used.more,
            "rule_from": TalkMeeting.RuleFrom.AGREED if rule is None else TalkMeeting.RuleFrom.PROCEDURE}


@transaction.atomic
def call_meeting(*, by: Account | None, talk: Talk, title: str, starts_at: datetime, video_url: str = "",
                 token: UUID) -> TalkMeeting:
    """Call a meeting; the same token is the same meeting. Delegates who speak get a seat in its main venue.

    Chiefs chair in turn: the workers' side the first, the platform's the second, and so on, meetings that were called
    off not counted. Raises TalkRefused for a talk that is not under way, a title that lacks, a time
    that is past or more than a year ahead, and an address of a video room that is not https.
    """
    known = TalkMeeting.objects.filter(token=token).first()
    if known is not None:
        return known
    held = Talk.objects.select_for_update(of=("self",)).select_related("unit").get(pk=talk.pk)
    if held.state not in MEETING_STATES:
        raise TalkRefused(_("现在不能召集会议"), _("协商在准备、在谈或者等签署时才能"))
    if not title.strip():
        raise TalkRefused(_("没有写会议名称"), _("写一句"), field="title")
    if starts_at <= now():
        raise TalkRefused(_("开始时间已经过了"), _("选以后的时间"), field="starts_at")
    if starts_at > now() + LATEST:
        raise TalkRefused(_("开始时间太远"), _("选一年以内的时间"), field="starts_at")
    check_video(video_url)
    turns = held.meetings.exclude(state=State.CANCELLED).count()
    made = TalkMeeting.objects.create(
        token=token, talk=held, number=held.meetings.count() + 1, title=title.strip(), starts_at=starts_at,
        video_url=video_url.strip(), chair_side=(Delegate.Side.WORKERS, Delegate.Side.PLATFORM)[turns % 2],
        called_by=by, called_at=now(), **find_shares(held.procedure))
    main = Venue.objects.create(meeting=made, name=MAIN_VENUE)
    speaking = [one for one in Delegate.objects.sitting_at(now()).filter(talk=held) if one.may_speak]
    MeetingSeat.objects.bulk_create(
        [MeetingSeat(meeting=made, account_id=one.account_id, venue=main, shown_name=one.shown_name, side=one.side)
         for one in speaking])
    record_deed(by, "meeting of a talk called", made, held.unit)
    return made


def check_video(address: str) -> None:
    """Whether an address of a video room is none or an https one. Raises TalkRefused."""
    if address.strip():
        told = urlsplit(address.strip())
        if told.scheme != "https" or not told.hostname:
            raise TalkRefused(_("视频会议地址要以 https:// 开头"), _("从会议软件里复制完整的地址"), field="video_url")


@transaction.atomic
def open_meeting(*, by: Account, meeting: TalkMeeting) -> TalkMeeting:
    """Open it; said twice it is opened once. Too few present may talk, and cannot vote."""
    held = hold_meeting(meeting)
    if held.state == State.OPEN:
        return held
    if held.state != State.CALLED:
        raise TalkRefused(_("会议已经结束或者取消"), _("再召集一次"))
    if not held.seats.present().exists():
        raise TalkRefused(_("还没有人到会"), _("先点名"))
    held.state, held.opened_at = State.OPEN, now()
    held.save(update_fields=["state", "opened_at"])
    record_deed(by, "meeting of a talk opened", held, held.talk.unit)
    return held


@transaction.atomic
def close_meeting(*, by: Account, meeting: TalkMeeting) -> TalkMeeting:
    """Close it; said twice it is closed once. Whoever still waits to speak did not. Raises TalkRefused while a vote
    is open.
    """
    held = hold_meeting(meeting)
    if held.state == State.CLOSED:
        return held
    if held.state != State.OPEN:
        raise TalkRefused(_("会议还没有开，或者已经取消"), _("只有开会中的能散会"))
    if held.votes.filter(state=LiveVote.State.OPEN).exists():
        raise TalkRefused(_("还有表决没有结束"), _("先结束表决"))
    waiting = (SpeechTurn.State.ASKED, SpeechTurn.State.CALLED)
    held.turns.filter(state__in=waiting).update(state=SpeechTurn.State.GONE, ended_at=now())
    held.turns.filter(state=SpeechTurn.State.SPEAKING).update(state=SpeechTurn.State.DONE, ended_at=now())
    held.agenda.filter(state="now").update(state="done", ended_at=now())
    held.state, held.closed_at = State.CLOSED, now()
    held.save(update_fields=["state", "closed_at"])
    record_deed(by, "meeting of a talk closed", held, held.talk.unit)
    return held


@transaction.atomic
def cancel_meeting(*, by: Account, meeting: TalkMeeting, why: str) -> TalkMeeting:
    """Call it off before it was opened. Raises TalkRefused without a reason, and once it was opened."""
    held = hold_meeting(meeting)
    if held.state == State.CANCELLED:
        return held
    if held.state != State.CALLED:
        raise TalkRefused(_("会议已经开了，不能取消"), _("开完再散会"))
    if not why.strip():
        raise TalkRefused(_("没有写为什么取消"), _("写一句，大家都看得到"), field="why")
    held.state, held.state_why = State.CANCELLED, why.strip()[:200]
    held.save(update_fields=["state", "state_why"])
    record_deed(by, "meeting of a talk cancelled", held, held.talk.unit)
    return held


@transaction.atomic
def add_venue(*, by: Account | None, meeting: TalkMeeting, name: str, province: str = "",
              keeper: Account | None = None, token: UUID) -> Venue:
    """Add a venue; the same token is the same one. Raises TalkRefused for a name that lacks or is there, a code that
    is no province, too many, and a meeting that is over.
    """
    known = Venue.objects.filter(token=token).first()
    if known is not None:
        return known
    held = hold_meeting(meeting)
    if not held.is_ahead:
        raise TalkRefused(_("会议已经结束或者取消"), _("再召集一次"))
    if not name.strip():
        raise TalkRefused(_("没有写会场"), _("写城市或者地点"), field="name")
    if province and province not in PROVINCES:
        raise TalkRefused(_("没有这个省份"), _("从名单里选"), field="province")
    if held.venues.count() >= MOST_VENUES:
        raise TalkRefused(_("会场太多"), _("最多 %(n)d 个") % {"n": MOST_VENUES})
    if held.venues.filter(name=name.strip()).exists():
        raise TalkRefused(_("已经有这个会场"), _("换一个名称"), field="name")
    made = Venue.objects.create(token=token, meeting=held, name=name.strip()[:40], province=province, keeper=keeper)
    record_deed(by, "venue added", made, held.talk.unit)
    return made


def hold_meeting(meeting: TalkMeeting) -> TalkMeeting:
    """The meeting as it stands, held until the transaction ends."""
    return TalkMeeting.objects.select_for_update(of=("self",)).select_related("talk__unit").get(pk=meeting.pk)
