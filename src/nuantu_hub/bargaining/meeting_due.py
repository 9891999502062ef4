"""What staff's today learns of meetings: those that come, minutes that wait for a chief, answers that are owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.bargaining.domain.own_talks import list_open_votes
from nuantu_hub.bargaining.models import Delegate, OfficialAnswer, Talk, TalkMeeting
from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import Due, DueSource

SECTION = gettext_lazy("协商")
SHOWN = 50
#: A meeting is told so long before.
AHEAD = timedelta(days=3)


def list_coming(account: Any, moment: datetime) -> Iterator[Due]:
    """Meetings that begin within three days, or should have."""
    rows = TalkMeeting.objects.filter(state=TalkMeeting.State.CALLED, starts_at__lte=moment + AHEAD,
                                      talk__in=Talk.objects.visible_to(account)).order_by("starts_at", "pk")
    for one in rows[:SHOWN]:
        yield Due(_("协商会议：%(title)s") % {"title": one.title}, _("先看会场和名单，开会时点名"), SECTION,
                  one.starts_at, None, reverse("bargaining:meeting", args=[one.pk]), _("进会议"),
                  key=f"talk-meeting-{one.pk}", since=one.called_at, rank=20)


def list_owed(account: Any, moment: datetime) -> Iterator[Due]:
    """Official answers that the account's own side owes."""
    if not isinstance(account, Account):
        return
    sides = Delegate.objects.sitting_at(moment).filter(
        account=account, role__in=(Delegate.Role.CHIEF, Delegate.Role.DELEGATE)).exclude(
        side=Delegate.Side.NEUTRAL).values_list("talk", "side")
    mine = Q(pk__in=[])
    for talk, side in sides:
        mine |= Q(meeting__talk=talk, owner__side=side)
    rows = OfficialAnswer.objects.filter(mine, done_at=None).select_related("owner").order_by("due_on", "pk")
    for one in rows[:SHOWN]:
        until = make_aware(datetime.combine(one.due_on, time(23, 59)))
        yield Due(_("要正式答复：%(title)s") % {"title": one.question}, one.owner.shown_name, SECTION, until, None,
                  reverse("bargaining:official_answer", args=[one.pk]), _("写答复"), key=f"talk-answer-{one.pk}",
                  since=one.asked_at, rank=22)


def list_minutes(account: Any, moment: datetime) -> Iterator[Due]:
    """Minutes that wait for the account as chief."""
    if not isinstance(account, Account):
        return
    chairs = Delegate.objects.sitting_at(moment).filter(account=account, role=Delegate.Role.CHIEF)
    waits = Q(pk__in=[])
    for seat in chairs:
        if seat.side in (Delegate.Side.WORKERS, Delegate.Side.PLATFORM):
            waits |= Q(talk=seat.talk_id, **{f"{seat.side}_approved_at": None})
    rows = TalkMeeting.objects.filter(waits, state=TalkMeeting.State.CLOSED).exclude(minutes="").order_by("pk")
    for one in rows[:SHOWN]:
        yield Due(_("纪要等你认可：%(title)s") % {"title": one.title}, _("双方首席代表都认可，纪要才定下"), SECTION,
                  None, None, reverse("bargaining:minutes", args=[one.pk]), _("看纪要"), key=f"talk-minutes-{one.pk}",
                  since=one.closed_at, rank=24)


def list_votes(account: Any, moment: datetime) -> Iterator[Due]:
    """Votes that are open and wait for the account."""
    if not isinstance(account, Account):
        return
    for one in list_open_votes(account, moment):
        yield Due(_("等你表决：%(title)s") % {"title": one.question}, one.meeting.title, SECTION, one.closes_at, None,
                  reverse("bargaining:live_vote", args=[one.pk]), _("去投票"), key=f"talk-vote-{one.pk}",
                  since=one.opened_at, rank=18)


SOURCES: tuple[DueSource, ...] = (list_votes, list_coming, list_owed, list_minutes)
