"""The roll call of a venue: who is there, who left, and what happens when two venues call the same person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import MeetingSeat, TalkMeeting, Venue
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now


def call_in(*, by: Account, seat: MeetingSeat, venue: Venue) -> MeetingSeat:
    """Find somebody present in a venue; said twice it holds once, from the first time on.

    Who is present in another venue is moved by nobody: the call is kept for the chair to see and refused by the name
    of that venue, until it lets go. Raises TalkRefused then, for a seat of another meeting, and once it is over.
    """
    held = _try_call_in(by, seat, venue)
    if held.is_present and held.venue_id != venue.pk:
        told = {"name": held.shown_name, "venue": held.venue.name}
        raise TalkRefused(_("%(name)s 正在 %(venue)s 会场，没有动") % told,
                          _("请 %(venue)s 先销到，主持人已经看得到") % told)
    return held


@transaction.atomic
def _try_call_in(by: Account, seat: MeetingSeat, venue: Venue) -> MeetingSeat:
    held, moment = _hold_seat(seat, venue), now()
    if held.is_present:
        if held.venue_id != venue.pk and held.asked_by_id != venue.pk:
            held.asked_by, held.asked_at = venue, moment
            held.save(update_fields=["asked_by", "asked_at"])
            record_deed(by, "seat called twice", held, held.meeting.talk.unit, venue=venue.name)
        return held
    held.venue, held.present_since, held.left_at, held.asked_by, held.asked_at = venue, moment, None, None, None
    held.save(update_fields=["venue", "present_since", "left_at", "asked_by", "asked_at"])
    record_deed(by, "seat called in", held, held.meeting.talk.unit, venue=venue.name)
    return held


@transaction.atomic
def let_go(*, by: Account, seat: MeetingSeat, venue: Venue) -> MeetingSeat:
    """Write down that somebody left the venue; another one may then call them. What they cast stands.

    Said twice it holds once. Raises TalkRefused where they are present in another venue.
    """
    held = _hold_seat(seat, venue)
    if not held.is_present:
        return held
    if held.venue_id != venue.pk:
        raise TalkRefused(_("%(name)s 正在 %(venue)s 会场") % {"name": held.shown_name, "venue": held.venue.name},
                          _("只有那个会场能销到"))
    held.left_at = now()
    held.save(update_fields=["left_at"])
    record_deed(by, "seat left", held, held.meeting.talk.unit, venue=venue.name)
    return held


def check_in(*, by: Account, meeting: TalkMeeting) -> MeetingSeat:
    """Whoever takes part online says that they are there. Raises TalkRefused for everybody else."""
    seat = MeetingSeat.objects.filter(meeting=meeting, account=by).select_related("venue").first()
    if seat is None or seat.kind != MeetingSeat.Kind.ONLINE:
        raise TalkRefused(_("现场参加的由会场点名"), _("请会场的点名人点到"))
    return call_in(by=by, seat=seat, venue=seat.venue)


def _hold_seat(seat: MeetingSeat, venue: Venue) -> MeetingSeat:
    held = MeetingSeat.objects.select_for_update(of=("self",)).select_related(
        "venue", "meeting__talk__unit").get(pk=seat.pk)
    if held.meeting_id != venue.meeting_id:
        raise TalkRefused(_("这个会场不是这次会议的"), _("从会议页进入会场"))
    if not held.meeting.is_ahead:
        raise TalkRefused(_("会议已经结束或者取消"), _("点名停止了"))
    return held
