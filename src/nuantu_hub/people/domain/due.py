"""What is due in people and unions: applications, approvals within fifteen days, visits of the day, follow-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.people.domain.claims import find_claimants
from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.people.models import Account, Application, Enterprise, FollowUp, Question, Stage, Step, Visit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import DONE_SOURCES, DUE_SOURCES, Done, Due
from nuantu_hub.site.moments import say_day

#: A visit of this many days ahead is on the page.
AHEAD_DAYS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """Due things of one kind, the most urgent first."""

    title: str
    things: list[Due]


def gather_due(account: Account, moment: datetime) -> list[Section]:
    """Everything that is due for an account, by section, with who has taken it on."""
    found = [thing for source in DUE_SOURCES for thing in source(account, moment)]
    claimed = find_claimants(thing.key for thing in found if thing.key and thing.owner is None)
    owned = [_with_owner(thing, str(claimed[thing.key])) if thing.key in claimed else thing for thing in found]
    never = moment + timedelta(days=36_500)
    ordered = sorted(owned, key=lambda one: (one.rank, str(one.section), one.due or never, one.title))
    return [Section(title, list(things)) for title, things in groupby(ordered, key=lambda one: str(one.section))]


def gather_done(account: Account, start: datetime, end: datetime) -> list[Done]:
    """What was done between two moments, the oldest first."""
    return sorted((one for source in DONE_SOURCES for one in source(account, start, end)), key=lambda one: one.at)


def find_due(account: Account, moment: datetime, key: str) -> Due | None:
    """The due thing of a key, if the account may see it."""
    return next((one for source in DUE_SOURCES for one in source(account, moment) if one.key == key), None)


def list_due_applications(account: Account, moment: datetime) -> Iterator[Due]:
    """Applications that wait for a reviewer, one thing for each unit, as urgent as the most urgent of them."""
    del moment
    reach = units_of(account, "reviewer", "officer")
    rows = Application.objects.filter(state=Application.State.WAITING, unit__in=reach).values("unit", "unit__name")
    counted = rows.annotate(count=Count("pk"), due=Min("due_at"), since=Min("submitted_at"), first=Min("pk"))
    for row in counted.order_by():
        url = reverse("people:review_one", args=[row["first"]]) if row["count"] == 1 else reverse("people:review_queue")
        yield Due(ngettext("%(count)s份入会申请：%(unit)s", "%(count)s份入会申请：%(unit)s", row["count"]) % {
            "count": row["count"], "unit": row["unit__name"]},
            _("最早的一份%(day)s提交") % {"day": say_day(row["since"])},
            _("等审核的入会申请"), row["due"], None, url, _("审核"), people=row["count"],
            key=f"applications-{row['unit']}", since=row["since"], rank=10)


def list_due_approvals(account: Account, moment: datetime) -> Iterator[Due]:
    """Foundings that wait for the superior union's answer."""
    del moment
    rows = Enterprise.objects.filter(stage=Stage.SUBMITTED, closed_on=None, overseer__in=units_of(account, "officer"))
    steps = {step.enterprise_id: step for step in Step.objects.filter(enterprise__in=rows, stage=Stage.SUBMITTED)
             .order_by("pk")}
    for one in rows.select_related("overseer"):
        step = steps[one.pk]
        due = end_of(step.due) if step.due else None
        yield Due(_("建会批复：%(name)s") % {"name": one.name},
                  _("%(unit)s · %(day)s报批，15日内批复") % {"unit": one.overseer.name, "day": say_day(step.on)},
                  _("走着的批复期限"), due, None, reverse("people:enterprise", args=[one.pk]), _("批复"),
                  key=f"founding-{one.pk}", since=end_of(step.on), rank=20)


def list_due_follow_ups(account: Account, moment: datetime) -> Iterator[Due]:
    """Promises about questions that were asked at visits."""
    del moment
    rows = FollowUp.objects.filter(unit__in=units_of(account, "organiser", "officer"), done_at=None)
    rows = rows.select_related("owner", "unit", "group")
    asked: dict[int, tuple[int, set[int]]] = {}
    for group, visit in Question.objects.visible_to(account).filter(
            group__in=[row.group_id for row in rows]).values_list("group", "visit"):
        times, visits = asked.get(group, (0, set()))
        asked[group] = (times + 1, visits | {visit})
    for one in rows:
        times, visits = asked.get(one.group_id, (0, set()))
        yield Due(one.task, _("%(topic)s · %(visits)s次走访问过%(times)s回") % {
            "topic": one.group.get_topic_display(), "visits": len(visits), "times": times}, _("要跟进的问题"),
            end_of(one.due_on), str(one.owner) if one.owner else None,
            reverse("people:question", args=[one.group_id]), _("答复"), people=times,
            key=f"follow-up-{one.pk}", since=one.opened_at, rank=30)


def list_due_visits(account: Account, moment: datetime) -> Iterator[Due]:
    """Visits of today and the next days, and visits that were held and have no report yet."""
    rows = Visit.objects.filter(unit__in=units_of(account, "organiser", "officer"), state=Visit.State.PLANNED,
                                starts_at__lt=moment + timedelta(days=AHEAD_DAYS))
    for one in rows.order_by("starts_at").prefetch_related("going", "guests"):
        over = one.ends_at < moment
        names = "、".join(str(who) for who in one.going.all())
        yield Due(one.title, _("%(place)s · 还没有小结") % {"place": one.place} if over else one.place,
                  _("要去的走访"), one.ends_at + timedelta(days=AHEAD_DAYS) if over else one.starts_at, names or None,
                  reverse("people:visit", args=[one.pk]), _("写小结") if over else _("看安排"),
                  people=sum(guest.expected for guest in one.guests.all()) or None,
                  since=one.ends_at if over else None, rank=40)


def list_done(account: Account, start: datetime, end: datetime) -> Iterator[Done]:
    """Decided applications, answered foundings, answered follow-ups and reported visits."""
    applications = Application.objects.filter(
        unit__in=units_of(account, "reviewer", "officer"), decided_at__gte=start, decided_at__lt=end)
    for at in applications.values_list("decided_at", flat=True):
        if at is not None:
            yield Done(_("入会申请审核完"), at)
    follow_ups = FollowUp.objects.visible_to(account).filter(done_at__gte=start, done_at__lt=end)
    for task, at in follow_ups.values_list("task", "done_at"):
        if at is not None:
            yield Done(task, at)
    decided = Step.objects.filter(stage=Stage.APPROVED, recorded_at__gte=start, recorded_at__lt=end,
                                  enterprise__overseer__in=units_of(account, "organiser", "officer"))
    for name, at in decided.values_list("enterprise__name", "recorded_at"):
        yield Done(_("批复成立：%(name)s") % {"name": name}, at)


def count_today(sections: Iterable[Section], moment: datetime) -> tuple[int, int]:
    """How many things are due by the end of the day (overdue ones among them), and how many have no owner."""
    tonight = end_of(localdate(moment))
    things = [thing for section in sections for thing in section.things]
    return (sum(1 for thing in things if thing.due is not None and thing.due <= tonight),
            sum(1 for thing in things if thing.owner is None))


def register_sources() -> None:
    """Fill the registries of the page; once, at start."""
    for source in (list_due_applications, list_due_approvals, list_due_follow_ups, list_due_visits):
        if source not in DUE_SOURCES:
            DUE_SOURCES.append(source)
    if list_done not in DONE_SOURCES:
        DONE_SOURCES.append(list_done)


def _with_owner(thing: Due, owner: str) -> Due:
    return replace(thing, owner=owner)
