"""Who is asked to a meeting: one by one, or all elected representatives into the venues of their provinces."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.meetings import hold_meeting
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, MeetingSeat, TalkMeeting, Venue
from nuantu_hub.needs.models import Constituency, Representative
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Kind = MeetingSeat.Kind


@transaction.atomic
def seat_person(*, by: Account | None, venue: Venue, account: Account, shown_name: str, side: str,
                kind: str = Kind.SITE, has_vote: bool = True) -> MeetingSeat:
    """Give somebody a seat in a venue. Raises TalkRefused where the person sits in the meeting already, by the venue's
    name, and once the meeting is over.
    """
    held = _hold_ahead(venue.meeting)
    there = held.seats.filter(account=account).select_related("venue").first()
    if there is not None:
        told = {"name": there.shown_name, "venue": there.venue.name}
        raise TalkRefused(_("%(name)s 已经在 %(venue)s 的名单上") % told, _("一个人只有一席"), field="login")
    made = MeetingSeat.objects.create(meeting=held, account=account, venue=venue, shown_name=shown_name.strip()[:60],
                                      side=side, kind=kind, has_vote=has_vote)
    record_deed(by, "meeting seat given", made, held.talk.unit)
    return made


@transaction.atomic
def seat_representatives(*, by: Account | None, meeting: TalkMeeting, venue: Venue) -> int:
    """Give every elected representative of the talk's union who can sign in a seat online; who has one keeps it.

    Those elected by a province sit in its venue, all others and those whose province has none in ``venue``. Gives the
    number of new seats.
    """
    held, moment = _hold_ahead(meeting), now()
    homes = {one.province: one for one in held.venues.all() if one.province}
    seated = set(held.seats.values_list("account_id", flat=True))
    terms: Any = Representative.objects.standing_at(moment).filter(
        constituency__unit__path__startswith=held.talk.unit.path, person__account__is_active=True).select_related(
        "constituency", "person").order_by("constituency", "pk")
    made = []
    for term in terms:
        account = term.person.account_id
        if account not in seated:
            seated.add(account)
            by_province = term.constituency.kind == Constituency.Kind.PROVINCE
            home = homes.get(term.constituency.code, venue) if by_province else venue
            made.append(MeetingSeat(meeting=held, account_id=account, venue=home, shown_name=term.shown_name,
                                    side=Delegate.Side.WORKERS, kind=Kind.ONLINE))
    MeetingSeat.objects.bulk_create(made)
    if made:
        record_deed(by, "representatives asked to meeting", held, held.talk.unit, count=len(made))
    return len(made)


def _hold_ahead(meeting: TalkMeeting) -> TalkMeeting:
    held = hold_meeting(meeting)
    if not held.is_ahead:
        raise TalkRefused(_("会议已经结束或者取消"), _("再召集一次"))
    return held
