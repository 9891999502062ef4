"""What pages of a meeting show: venues with who is there, the quorum in words, the queue, clashes, provinces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.live_votes import tally_vote
from nuantu_hub.bargaining.domain.quorum import Attendance, Count, count_by_venue, count_present, list_silent
from nuantu_hub.bargaining.domain.speaking import order_queue
from nuantu_hub.bargaining.domain.vote_result import Tally, count_needed
from nuantu_hub.bargaining.models import LiveVote, MeetingSeat, SpeechTurn, TalkMeeting, Venue
from nuantu_hub.needs.domain.constituencies import PROVINCES

TONES = {"called": "pending", "open": "kept", "closed": "not_applicable", "cancelled": "not_applicable"}


@dataclass(frozen=True, slots=True)
class VenueTold:
    """A venue, its count, its province by name, and its state as tone and words."""

    venue: Venue
    count: Count
    province: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class RoomTold:
    """A meeting's attendance: the whole, by venue, persons whom a second venue calls, provinces nobody speaks for."""

    whole: Count
    words: str
    venues: list[VenueTold]
    clashes: list[MeetingSeat]
    silent: list[str]


def tell_room(meeting: TalkMeeting) -> RoomTold:
    """Read seats and venues once each."""
    seats = list(MeetingSeat.objects.filter(meeting=meeting).select_related("asked_by", "venue"))
    venues = list(meeting.venues.all())
    counted = [Attendance(one.venue_id, one.has_vote, one.is_present) for one in seats]
    share = (meeting.present_of, meeting.present_in)
    whole, each = count_present(counted, share), count_by_venue(counted, [one.pk for one in venues], share)
    silent = list_silent({one.pk: one.province for one in venues}, counted)
    return RoomTold(whole, say_quorum(whole), [_tell_venue(one, each[one.pk]) for one in venues],
                    [one for one in seats if one.is_present and one.asked_by_id is not None], silent)


def say_quorum(count: Count) -> str:
    """Whether enough are there to vote, in words."""
    told = {"present": count.present, "entitled": count.entitled, "least": count.least, "lacking": count.lacking}
    if not count.entitled:
        return _("名单上还没有人有表决权")
    if count.is_met:
        return _("有表决权的 %(entitled)d 人到了 %(present)d 人，至少要 %(least)d 人：可以表决") % told
    return _("有表决权的 %(entitled)d 人到了 %(present)d 人，至少要 %(least)d 人，"
             "还差 %(lacking)d 人：可以谈，不能表决") % told


def _tell_venue(venue: Venue, count: Count) -> VenueTold:
    if not count.entitled:
        tone, words = "unknown", _("没有表决席位")
    elif not count.present:
        tone, words = "broken", _("没有人到")
    elif count.is_met:
        tone, words = "kept", _("人数够")
    else:
        tone, words = "watch", _("还差 %(n)d 人") % {"n": count.lacking}
    return VenueTold(venue, count, PROVINCES.get(venue.province, ""), tone, words)


@dataclass(frozen=True, slots=True)
class QueueTold:
    """Who has the floor, who waits in the order in which they will be called, and who spoke last."""

    speaker: SpeechTurn | None
    waiting: list[SpeechTurn]
    spoken: list[SpeechTurn]


class _Asked:
    """A turn with its side, as ordering needs it."""

    def __init__(self, turn: SpeechTurn) -> None:
        self.turn, self.side = turn, str(turn.seat.side)


def tell_queue(meeting: TalkMeeting, *, most: int = 50) -> QueueTold:
    """Read the turns once."""
    turns = list(meeting.turns.select_related("seat", "seat__venue"))
    speaker = next((one for one in turns if one.state in ("called", "speaking")), None)
    spoken = sorted((one for one in turns if one.state == "done" and one.ended_at), key=lambda one: one.ended_at or 0,
                    reverse=True)
    last = speaker or (spoken[0] if spoken else None)
    waiting = order_queue([_Asked(one) for one in turns if one.state == "asked"], last.seat.side if last else "")
    return QueueTold(speaker, [one.turn for one in waiting][:most], spoken[:10])


@dataclass(frozen=True, slots=True)
class VoteTold:
    """A vote with its counts, so far or as they stand, and how many must agree."""

    vote: LiveVote
    count: Tally
    needed: int
    bars: list[tuple[str, int, str]]


def tell_vote(vote: LiveVote) -> VoteTold:
    """A closed one as it was written down, an open one counted now."""
    meeting = vote.meeting
    count = Tally(vote.entitled, vote.yes or 0, vote.no or 0, vote.abstain or 0,
                  vote.untold) if vote.is_closed else tally_vote(vote)
    needed = count_needed(vote.entitled, (meeting.agree_of, meeting.agree_in), more=meeting.agree_more)
    bars = [(_("同意"), count.yes, "worker"), (_("反对"), count.no, "slate"), (_("弃权"), count.abstain, "unknown"),
            (_("没有投"), count.silent, "unknown")]
    return VoteTold(vote, count, needed, _hide_choices(vote, count, bars) if vote.is_secret else bars)


def _hide_choices(vote: LiveVote, count: Tally, bars: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """How many took part instead of what they said, while a secret vote is open and where few voted."""
    told = bars[:3] if vote.yes is not None else []
    if not vote.is_closed:
        told = [(_("已经投了"), count.untold, "slate")]
    elif count.untold:
        told = [*told, (_("没有公布的票"), count.untold, "slate")]
    return [*told, bars[3]]


def tell_result(told: VoteTold) -> dict[str, Any]:
    """A vote's counts for whoever polls: small, the same names always; nothing of names of people."""
    vote = told.vote
    return {"vote": vote.pk, "state": vote.state, "closes_at_s": int(vote.closes_at.timestamp()),
            "entitled": told.count.entitled, "yes": told.count.yes, "no": told.count.no,
            "abstain": told.count.abstain, "untold": told.count.untold, "not_cast": told.count.silent,
            "needed": told.needed, "is_carried": vote.is_carried}
