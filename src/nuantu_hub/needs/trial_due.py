"""What staff's today learns of trials: dangers first, trying that is over, budgets, goods that are late, recalls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.needs.models import TRIAL_ROLES, Trial, TrialBudget, TrialHazard, TrialOrder
from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due, DueSource

SECTION = gettext_lazy("先试后买")
SHOWN = 30
#: A danger is looked into within a day, a budget answered within seven: ours.
HAZARD_WITHIN, BUDGET_WITHIN = timedelta(days=1), timedelta(days=7)


def list_due_hazards(account: Any, moment: datetime) -> Iterator[Due]:
    """Dangers that nobody has looked into: until then everybody has stopped trying."""
    del moment
    waiting = TrialHazard.objects.filter(state=TrialHazard.State.OPEN, sample__trial__unit__in=units_of(
        account, *TRIAL_ROLES)).select_related("sample__trial").order_by("at", "pk")
    for one in waiting[:SHOWN]:
        trial = one.sample.trial
        yield Due(_("样品报了危险：%(name)s %(letter)s 款") % {"name": trial.name, "letter": one.sample.letter},
                  one.get_criterion_display(), SECTION, one.at + HAZARD_WITHIN, None,
                  reverse("needs:trial_testers", args=[trial.pk]), _("去查"), key=f"trial-hazard-{one.pk}",
                  since=one.at, rank=15)


def list_due_ends(account: Any, moment: datetime) -> Iterator[Due]:
    """Trials whose last turn is over: the figures are to be worked out, or decided."""
    own = Trial.objects.filter(unit__in=units_of(account, *TRIAL_ROLES))
    rows: Any = own.filter(state__in=(Trial.State.TRYING, Trial.State.WEIGHING)).annotate(
        last=Max("testers__turns__last_day", filter=Q(testers__turns__void=False)),
        left=Count("testers__turns", filter=Q(testers__turns__void=False, testers__turns__feedback=None)))
    for one in rows.order_by("last", "pk")[:SHOWN]:
        if one.state == Trial.State.TRYING and (one.last is None or one.last >= localdate(moment)):
            continue
        weighing = one.state == Trial.State.WEIGHING
        title = _("试用完了，等决定：%(name)s") if weighing else _("试用到期：%(name)s")
        detail = _("看结果，写明为什么") if weighing else _("还有 %(n)d 份反馈没交") % {"n": one.left}
        page = "needs:trial_result" if weighing else "needs:trial_testers"
        yield Due(title % {"name": one.name}, detail, SECTION, _end_of(one.last + timedelta(days=7)) if one.last
                  else None, None, reverse(page, args=[one.pk]), _("处理"), key=f"trial-{one.pk}", since=None, rank=46)


def list_due_budgets(account: Any, moment: datetime) -> Iterator[Due]:
    """Budgets that somebody else asked for."""
    del moment
    waiting = TrialBudget.objects.filter(state=TrialBudget.State.ASKED, trial__unit__in=units_of(
        account, Post.Role.OFFICER)).exclude(by=getattr(account, "pk", None)).select_related("trial")
    for one in waiting.order_by("at", "pk")[:SHOWN]:
        yield Due(_("预算等批：%(name)s") % {"name": one.trial.name},
                  _("%(n)d 件，¥%(sum)s") % {"n": one.pieces, "sum": f"{one.sum_minor / 100:,.2f}"}, SECTION,
                  one.at + BUDGET_WITHIN, None, reverse("needs:trial_goods", args=[one.trial_id]), _("去批"),
                  key=f"trial-budget-{one.pk}", since=one.at, rank=46)


def list_late_goods(account: Any, moment: datetime) -> Iterator[Due]:
    """Orders whose day has come and of which not all is there."""
    orders = TrialOrder.objects.filter(due_on__lte=localdate(moment), trial__state=Trial.State.ORDERED,
                                       trial__unit__in=units_of(account, *TRIAL_ROLES)).select_related("trial")
    for one in orders.order_by("due_on", "pk")[:SHOWN]:
        yield Due(_("货该到了：%(name)s") % {"name": one.trial.name}, one.number, SECTION, _end_of(one.due_on), None,
                  reverse("needs:trial_goods", args=[one.trial_id]), _("催货或收货"), key=f"trial-order-{one.pk}",
                  since=one.at, rank=47)


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, datetime.max.time().replace(microsecond=0)))


SOURCES: tuple[DueSource, ...] = (list_due_hazards, list_due_ends, list_due_budgets, list_late_goods)
