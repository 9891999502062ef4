"""Computing where the next stations go, publishing it, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.siting import solve_siting
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.site_demand import MOST_SHARE, SHARES, gather_problem
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import SiteCandidate, SitePlan

State = SitePlan.State
MOST_SITES, MINUTES = 100, (3, 30)


@transaction.atomic
def ask_plan(*, by: Account | None, unit: Unit, sites: int, walk_minutes: int, around_the_clock: bool,
             shares: Mapping[str, int], token: UUID) -> SitePlan:
    """Have a plan computed in the background; the same token is the same plan.

    Raises StationRefused for numbers out of range, without candidates, and while another one is under way.
    """
    known = SitePlan.objects.filter(token=token).first()
    if known is not None:
        return known
    plan = enter_plan(by=by, unit=unit, sites=sites, walk_minutes=walk_minutes, around_the_clock=around_the_clock,
                      shares=shares, token=token)
    transaction.on_commit(lambda: solve_later.enqueue(plan.pk))
    return plan


def enter_plan(*, by: Account | None, unit: Unit, sites: int, walk_minutes: int, around_the_clock: bool,
               shares: Mapping[str, int], token: UUID) -> SitePlan:
    """Write down that a plan is wanted; nothing computes it yet. Raises as ``ask_plan``."""
    if not 1 <= sites <= MOST_SITES:
        raise StationRefused(_("座数要在 1 到 100 之间"), _("改座数"), field="sites")
    if not MINUTES[0] <= walk_minutes <= MINUTES[1]:
        raise StationRefused(_("步行时间要在 3 到 30 分钟之间"), _("改步行时间"), field="walk_minutes")
    for name in SHARES:
        if not 0 <= shares.get(name, 0) <= MOST_SHARE:
            raise StationRefused(_("权重要在 0 到 1000 之间"), _("改权重"), field=name)
    if not any(shares.get(name, 0) for name in SHARES):
        raise StationRefused(_("三样都不算数，就没有可算的"), _("至少一样的权重大于 0"), field="dwell")
    places = SiteCandidate.objects.at_hand().filter(unit__path__startswith=unit.path).exclude(
        kind__in=(SiteCandidate.Kind.PARK, SiteCandidate.Kind.AREA)).count()
    if places < sites:
        raise StationRefused(_("可以建站的地方只有 %(n)d 处，不够选 %(sites)d 座") % {"n": places, "sites": sites},
                             _("先登记可以建站的地方，或少选几座"), field="sites")
    if SitePlan.objects.filter(unit=unit, state__in=(State.WAITING, State.RUNNING)).exists():
        raise StationRefused(_("已经有一份在算"), _("等它算完"))
    plan = SitePlan.objects.create(token=token, unit=unit, sites=sites, walk_minutes=walk_minutes,
                                   around_the_clock=around_the_clock, shares={**SHARES, **shares}, asked_by=by,
                                   asked_at=now())
    record_deed(by, "sites asked", plan, unit, sites=sites)
    return plan


@task()
def solve_later(key: int) -> str:
    """The job; done again after a fall it computes again."""
    plan = SitePlan.objects.select_related("unit").get(pk=key)
    return plan.state if plan.state == State.DONE else solve_plan(plan).state


def solve_plan(plan: SitePlan) -> SitePlan:
    """Gather, have it solved, keep the answer or why there is none. Long: never inside a transaction."""
    plan.state = State.RUNNING
    plan.save(update_fields=["state"])
    gathered = gather_problem(plan)
    plan.problem = json.dumps(gathered.problem, ensure_ascii=False, separators=(",", ":"))
    try:
        told = solve_siting(gathered.problem, plan.sites, "wishes" if "wishes" not in gathered.lacks else None)
        plan.result = told | {"days": list(gathered.days), "lacks": list(gathered.lacks)}
        plan.state, plan.why_failed = State.DONE, ""
    except RunError as error:
        plan.state, plan.why_failed = State.FAILED, str(error)[:300]
    plan.done_at = now()
    plan.save(update_fields=["state", "why_failed", "problem", "result", "done_at"])
    return plan


@transaction.atomic
def publish_plan(*, by: Account, plan: SitePlan) -> SitePlan:
    """Let everybody read a plan; an earlier one of the unit is withdrawn.

    Raises StationRefused for an unfinished one.
    """
    plan = SitePlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if plan.is_public:
        return plan
    if plan.state != State.DONE:
        raise StationRefused(_("还没有算好"), _("算好再公布"))
    moment = now()
    for other in SitePlan.objects.select_for_update(of=("self",)).filter(
            unit=plan.unit, published_at__isnull=False, withdrawn_at=None):
        other.withdrawn_at = moment
        other.save(update_fields=["withdrawn_at"])
        record_deed(by, "sites withdrawn", other, other.unit)
    plan.published_at, plan.published_by, plan.withdrawn_at = moment, by, None
    plan.save(update_fields=["published_at", "published_by", "withdrawn_at"])
    record_deed(by, "sites published", plan, plan.unit)
    return plan


@transaction.atomic
def withdraw_plan(*, by: Account, plan: SitePlan) -> SitePlan:
    """Take a published plan back; nothing for one that is not public."""
    plan = SitePlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if plan.is_public:
        plan.withdrawn_at = now()
        plan.save(update_fields=["withdrawn_at"])
        record_deed(by, "sites withdrawn", plan, plan.unit)
    return plan
