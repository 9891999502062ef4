"""What staff's today learns of common problems: clocks that run, departments that owe an answer, what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.needs.interfaces.problem_told import tell_rows
from nuantu_hub.needs.models import CoordinationMeeting, MeetingOutcome, Problem, ProblemPause, Referral
from nuantu_hub.needs.models.problem import PROBLEM_ROLES
from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Done, Due, DueSource

SHOWN = 50
#: A meeting is on the page so long before it begins; what was agreed so many days before its day.
MEETING_AHEAD, OUTCOME_AHEAD = timedelta(days=3), timedelta(days=3)
PROBLEMS, FOLLOWED = gettext_lazy("骑手说的共性问题"), gettext_lazy("协调和转办")


def list_due_problems(account: Any, moment: datetime) -> Iterator[Due]:
    """Problems whose clock runs that nobody owns or that are one's own, and whatever is overdue; the nearest first."""
    seen = Problem.objects.visible_to(account).at_work().exclude(due_at=None)
    mine = seen.filter(Q(owner=None) | Q(owner=account) | Q(due_at__lt=moment)).select_related("owner", "unit")
    for row in tell_rows(list(mine.order_by("due_at", "pk")[:SHOWN]), moment):
        one = row.problem
        action = _("核对") if one.state == Problem.State.FOUND else _("看评价") if (
            one.state == Problem.State.ANSWERED) else _("去办")
        yield Due(one.title, f"{row.topic} · {row.detail}", PROBLEMS, one.due_at, one.owner.name if one.owner else None,
                  reverse("needs:problem", args=[one.pk]), action, people=row.people,
                  since=row.clock.started_at if row.clock else None, rank=8)
    today = localdate(moment)
    for pause in ProblemPause.objects.filter(until=None, review_on__lte=today, problem__in=Problem.objects.visible_to(
            account).at_work()).select_related("problem__owner").order_by("review_on", "pk")[:SHOWN]:
        owner = pause.problem.owner
        yield Due(pause.problem.title, _("停钟到了再看的日子：%(reason)s") % {"reason": pause.get_reason_display()},
                  PROBLEMS, end_of(pause.review_on), owner.name if owner else None,
                  reverse("needs:problem", args=[pause.problem_id]), _("再看"), since=pause.since, rank=8)


def list_due_follow_ups(account: Any, moment: datetime) -> Iterator[Due]:
    """Departments that owe an answer, meetings to hold or to write up, and what was agreed for these days."""
    for one in Referral.objects.visible_to(account).waiting().select_related("department", "problem__owner").order_by(
            "due_at", "pk")[:SHOWN]:
        owner = one.problem.owner
        yield Due(_("%(who)s要答复：%(what)s") % {"who": one.department.name, "what": one.problem.title}, one.asked,
                  FOLLOWED, one.due_at, owner.name if owner else None, reverse("needs:referral", args=[one.pk]),
                  _("催答复") if one.due_at < moment else _("看"), since=one.sent_at, rank=9)
    called = CoordinationMeeting.objects.visible_to(account).filter(
        state=CoordinationMeeting.State.CALLED, starts_at__lt=moment + MEETING_AHEAD).select_related("chair")
    for meeting in called.order_by("starts_at", "pk")[:SHOWN]:
        begun = meeting.starts_at < moment
        yield Due(_("协调会：%(title)s") % {"title": meeting.title}, _("开过了，写纪要") if begun else meeting.place,
                  FOLLOWED, meeting.starts_at, meeting.chair.name, reverse("needs:meeting", args=[meeting.pk]),
                  _("写纪要") if begun else _("看"), since=meeting.called_at, rank=9)
    agreed = MeetingOutcome.objects.filter(
        state=MeetingOutcome.State.AGREED, due_on__lte=localdate(moment + OUTCOME_AHEAD),
        meeting__unit__in=units_of(account, *PROBLEM_ROLES)).select_related("problem__owner", "meeting")
    for outcome in agreed.order_by("due_on", "pk")[:SHOWN]:
        owner = outcome.problem.owner
        yield Due(_("说定的事：%(words)s") % {"words": outcome.words}, _("%(who)s办") % {"who": outcome.owner},
                  FOLLOWED, end_of(outcome.due_on), owner.name if owner else None,
                  reverse("needs:meeting", args=[outcome.meeting_id]), _("跟进"), since=outcome.meeting.held_at, rank=9)


def list_done(account: Any, start: datetime, end: datetime) -> Iterator[Done]:
    """Problems that were answered."""
    rows = Problem.objects.visible_to(account).filter(answered_at__gte=start, answered_at__lt=end)
    for name, at in rows.values_list("name", "answered_at"):
        if at is not None:
            yield Done(_("答复：%(name)s") % {"name": name}, at)


SOURCES: tuple[DueSource, ...] = (list_due_problems, list_due_follow_ups)
