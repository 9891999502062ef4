"""Coordination meetings 协调会: called with who sits there, held with positions and minutes, followed to the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.problem_clocks import note
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import CoordinationMeeting, MeetingOutcome, MeetingParty, Problem, ProblemStep
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

Kind, State, Side = ProblemStep.Kind, CoordinationMeeting.State, MeetingParty.Side
TITLE_MOST, PLACE_MOST, MINUTES_MOST, TOLD_MOST, WORDS_MOST = 80, 120, 8_000, 400, 300


@dataclass(frozen=True, slots=True)
class Seat:
    """One at the table: its name, its side, and what it holds, as far as that is known."""

    name: str
    side: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that was agreed: on which problem, what, who does it, by which day."""

    problem: Problem
    words: str
    owner: str
    due_on: date


@transaction.atomic
def call_meeting(*, by: Account, unit: Unit, problems: Sequence[Problem], title: str, place: str, starts_at: datetime,
                 seats: Sequence[Seat], token: UUID) -> CoordinationMeeting:
    """Call a meeting on problems; the same token is the same meeting.

    Raises NeedRefused without a title, a place or a problem, for a time that is past, and unless riders and at least
    one other side are at the table.
    """
    known = CoordinationMeeting.objects.filter(token=token).first()
    if known is not None:
        return known
    for words, field, what in ((title, "title", _("没有写商量什么")), (place, "place", _("没有写地点"))):
        if not words.strip():
            raise NeedRefused(what, _("写一句"), field=field)
    if not problems:
        raise NeedRefused(_("没有选问题"), _("从问题页召集"), field="problems")
    if starts_at <= now():
        raise NeedRefused(_("时间已经过去"), _("填以后的时间"), field="starts_at")
    _check_seats(seats)
    made = CoordinationMeeting.objects.create(
        token=token, unit=unit, title=title.strip()[:TITLE_MOST], place=place.strip()[:PLACE_MOST],
        starts_at=starts_at, chair=by, called_at=now())
    made.problems.set(problems)
    MeetingParty.objects.bulk_create(
        MeetingParty(meeting=made, name=one.name.strip(), side=one.side, position=one.position.strip())
        for one in seats if one.name.strip())
    for problem in problems:
        note(problem, Kind.CALLED, by=by, words=made.title, is_public=True)
    record_deed(by, "meeting called", made, unit, problems=len(problems), parties=len(seats))
    return made


def _check_seats(seats: Sequence[Seat]) -> None:
    named = [one for one in seats if one.name.strip()]
    sides = {one.side for one in named}
    if Side.RIDERS not in sides:
        raise NeedRefused(_("桌上没有骑手"), _("至少请一位骑手代表，事情是他们说的"), field="parties")
    if not sides & {Side.OTHER, Side.OFFICE}:
        raise NeedRefused(_("桌上没有能办事的一方"), _("请对方或者管这件事的部门"), field="parties")


@transaction.atomic
def add_party(*, by: Account, meeting: CoordinationMeeting, seat: Seat) -> MeetingParty:
    """Another one at the table. Raises NeedRefused without a name or where it sits there already."""
    held = _lock(meeting, State.CALLED, State.HELD)
    if not seat.name.strip():
        raise NeedRefused(_("没有写是谁"), _("写单位或身份，不写个人姓名"), field="name")
    if held.parties.filter(name=seat.name.strip()).exists():
        raise NeedRefused(_("已经在桌上"), _("改他的主张"), field="name")
    made = MeetingParty.objects.create(meeting=held, name=seat.name.strip()[:60], side=seat.side,
                                       position=seat.position.strip()[:400])
    record_deed(by, "meeting party added", made, held.unit, side=seat.side)
    return made


@transaction.atomic
def state_position(*, by: Account, party: MeetingParty, position: str) -> MeetingParty:
    """Write down what one at the table holds, in its own words."""
    _lock(party.meeting, State.CALLED, State.HELD)
    party.position = position.strip()[:400]
    party.save(update_fields=["position"])
    record_deed(by, "meeting position stated", party, party.unit)
    return party


@transaction.atomic
def hold_meeting(*, by: Account, meeting: CoordinationMeeting, minutes: str, told: str,
                 came: Sequence[int]) -> CoordinationMeeting:
    """Say that it was held, who came (keys of parties), the minutes, and what everybody may read.

    Raises NeedRefused before it began, without minutes or without what may be told.
    """
    held = _lock(meeting, State.CALLED)
    if held.starts_at > now():
        raise NeedRefused(_("会还没有开始"), _("开完再写纪要"))
    for words, field, what in ((minutes, "minutes", _("没有写纪要")), (told, "told", _("没有写可以公开的一段"))):
        if not words.strip():
            raise NeedRefused(what, _("写两三句：各方怎么说，说定了什么"), field=field)
    held.state, held.minutes, held.told = State.HELD, minutes.strip()[:MINUTES_MOST], told.strip()[:TOLD_MOST]
    held.held_at = now()
    held.save(update_fields=["state", "minutes", "told", "held_at"])
    held.parties.update(came=False)
    held.parties.filter(pk__in=list(came)).update(came=True)
    for problem in held.problems.all():
        note(problem, Kind.MET, by=by, words=held.told, is_public=True)
    record_deed(by, "meeting held", held, held.unit, came=len(came))
    return held


@transaction.atomic
def cancel_meeting(*, by: Account, meeting: CoordinationMeeting, why: str) -> CoordinationMeeting:
    """Say that it was not held, and why. Raises NeedRefused without a reason."""
    held = _lock(meeting, State.CALLED)
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写为什么没开成，改到哪天"), field="why")
    held.state, held.told = State.CANCELLED, why.strip()[:TOLD_MOST]
    held.save(update_fields=["state", "told"])
    for problem in held.problems.all():
        note(problem, Kind.MET, by=by, words=f"{held.get_state_display()}：{held.told}"[:600], is_public=True)
    record_deed(by, "meeting cancelled", held, held.unit)
    return held


@transaction.atomic
def add_outcome(*, by: Account, meeting: CoordinationMeeting, agreed: Agreed, token: UUID) -> MeetingOutcome:
    """Write down what was agreed, who does it and by when; the same token is the same outcome.

    Raises NeedRefused before the meeting was held, without words or an owner, for a day before it, and for a problem
    that was not on the table.
    """
    known = MeetingOutcome.objects.filter(token=token).first()
    if known is not None:
        return known
    held = _lock(meeting, State.HELD)
    if not held.problems.filter(pk=agreed.problem.pk).exists():
        raise NeedRefused(_("这个问题没有上这次会"), _("选会上商量的问题"), field="problem")
    for words, field, what in ((agreed.words, "words", _("没有写说定了什么")),
                               (agreed.owner, "owner", _("没有写谁办"))):
        if not words.strip():
            raise NeedRefused(what, _("写一句"), field=field)
    if agreed.due_on < localdate(held.starts_at):
        raise NeedRefused(_("日期早于开会那天"), _("填以后的日期"), field="due_on")
    made = MeetingOutcome.objects.create(
        token=token, meeting=held, problem=agreed.problem, words=agreed.words.strip()[:WORDS_MOST],
        owner=agreed.owner.strip()[:60], due_on=agreed.due_on)
    record_deed(by, "meeting outcome agreed", made, held.unit, due=agreed.due_on.isoformat())
    return made


@transaction.atomic
def end_outcome(*, by: Account, outcome: MeetingOutcome, is_done: bool, result: str) -> MeetingOutcome:
    """Say whether it was done, with words. Raises NeedRefused without words; one that is ended stays as it is."""
    held = MeetingOutcome.objects.select_for_update(of=("self",)).select_related("problem", "meeting__unit").get(
        pk=outcome.pk)
    if held.state != MeetingOutcome.State.AGREED:
        return held
    if not result.strip():
        raise NeedRefused(_("没有写办得怎么样"), _("写做了什么；没办成写为什么和下一步"), field="result")
    held.state = MeetingOutcome.State.DONE if is_done else MeetingOutcome.State.FAILED
    held.result, held.ended_at, held.ended_by = result.strip()[:WORDS_MOST], now(), by
    held.save(update_fields=["state", "result", "ended_at", "ended_by"])
    if is_done:
        note(held.problem, Kind.DONE, by=by, words=f"{held.owner}：{held.words}。{held.result}"[:600], is_public=True)
    record_deed(by, "meeting outcome ended", held, held.unit, done=is_done)
    return held


def _lock(meeting: CoordinationMeeting, *states: str) -> CoordinationMeeting:
    held = CoordinationMeeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
    if held.state not in states:
        raise NeedRefused(_("这次会%(state)s") % {"state": held.get_state_display()}, _("另外召集一次"))
    return held
