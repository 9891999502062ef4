"""What staff's today learns of deliberations: statements that wait, closings that come, computings that failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nuantu_hub.needs.models import Deliberation, DeliberationRun, Statement
from nuantu_hub.needs.models.deliberation import ROLES
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due, DueSource

SHOWN = 50
SECTION = gettext_lazy("议事")
#: A closing is told so long before.
AHEAD = timedelta(days=2)


def list_due_statements(account: Any, moment: datetime) -> Iterator[Due]:
    """One line a deliberation whose statements wait, with the earliest clock."""
    waiting = Deliberation.objects.open_at(moment).filter(
        unit__in=units_of(account, *ROLES), statements__state=Statement.State.WAITING).annotate(
        count=Count("statements"), due=Min("statements__due_at"), since=Min("statements__hour")).order_by("due", "pk")
    one: Any  # with what was counted
    for one in waiting[:SHOWN]:
        title = ngettext("%(n)d 句看法等着看：%(title)s", "%(n)d 句看法等着看：%(title)s", one.count) % {
            "n": one.count, "title": one.title}
        yield Due(title, _("一天内看，理由公开"), SECTION, one.due, None,
                  reverse("needs:deliberation_statements", args=[one.pk]) + "?state=waiting", _("看一遍"),
                  people=one.count, key=f"talk-statements-{one.pk}", since=one.since, rank=25)


def list_due_closings(account: Any, moment: datetime) -> Iterator[Due]:
    """Deliberations that end within two days: the last moment to call those who have not said anything."""
    ending = Deliberation.objects.open_at(moment).filter(
        unit__in=units_of(account, *ROLES), closes_at__lte=moment + AHEAD).order_by("closes_at", "pk")
    for one in ending[:SHOWN]:
        yield Due(_("议事快截止：%(title)s") % {"title": one.title}, _("截止后自动算、自动公布"), SECTION,
                  one.closes_at, None, reverse("needs:deliberation", args=[one.pk]), _("看人数"),
                  key=f"talk-closing-{one.pk}", since=one.opens_at, rank=45)


def list_failed_runs(account: Any, moment: datetime) -> Iterator[Due]:
    """Final computings that did not come to an answer."""
    del moment
    failed = DeliberationRun.objects.filter(
        is_final=True, state=DeliberationRun.State.FAILED, deliberation__unit__in=units_of(account, *ROLES)).defer(
        "snapshot").select_related("deliberation").order_by("done_at", "pk")
    for run in failed[:SHOWN]:
        yield Due(_("结果没有算成：%(title)s") % {"title": run.deliberation.title}, _("表态封存着，没有公布"), SECTION,
                  run.done_at, None, reverse("needs:deliberation_run", args=[run.pk]), _("再算一次"),
                  key=f"talk-run-{run.pk}", since=run.asked_at, rank=25)


SOURCES: tuple[DueSource, ...] = (list_due_statements, list_due_closings, list_failed_runs)
