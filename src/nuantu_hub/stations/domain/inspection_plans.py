"""Making a plan of inspections for a span of days, and drawing it again to see that it was drawn rightly."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import list_paths
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.conflicts import Conflicts
from nuantu_hub.stations.domain.plan_draw import Draw, draw_plan
from nuantu_hub.stations.domain.stars import current_stars
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Inspection, InspectionPlan, Station

#: At least this share in percent comes without a word beforehand.
LEAST_UNANNOUNCED = 30
#: Every station is visited so often a year.
TIMES_A_YEAR = 4
LONGEST_DAYS = 100
#: Points of risk: for each thing that is open or overdue, each star that is missing, and each month without a visit.
POINTS = {"open": 3, "overdue": 5, "false_mend": 4, "star_missing": 2, "month_unseen": 2, "fall_soon": 6}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a plan is to be: first and last day, the most a day and person, how many percent unannounced."""

    first_day: date
    last_day: date
    most_a_day: int = 3
    unannounced_percent: int = 40
    seed: str = ""


@transaction.atomic
def make_plan(*, by: Account, unit: Unit, wish: Wish, token: UUID) -> InspectionPlan:
    """Draw a plan and put its inspections into the calendar; the same token gives the same plan.

    Stations in use below the unit that have no inspection planned in the span are drawn. Raises StationRefused for a
    span that is past, too long or overlaps another plan, for fewer unannounced ones than there must be, and where there
    is nobody to inspect or nothing to be inspected.
    """
    known = InspectionPlan.objects.filter(token=token).first()
    if known is not None:
        return known
    _check_wish(unit, wish)
    stations = list(list_inspected(unit))
    inspectors = list(list_inspectors(unit))
    if not stations:
        raise StationRefused(_("没有要检查的驿站"), _("先登记驿站"))
    if not inspectors:
        raise StationRefused(_("没有检查员"), _("请系统管理员先任命驿站检查员"))
    told = tell_inputs(stations, inspectors, wish)
    seed = wish.seed.strip() or secrets.token_hex(16)
    drawn = draw_plan(told, seed)
    plan = InspectionPlan.objects.create(
        token=token, unit=unit, first_day=wish.first_day, last_day=wish.last_day, most_a_day=wish.most_a_day,
        unannounced_percent=wish.unannounced_percent, seed=seed, seed_digest=digest_seed(seed), told=told,
        left_out=[list(one) for one in drawn.left_out], made_at=now(), made_by=by)
    _keep_drawn(plan, drawn, {one.code: one for one in stations}, {one.login: one for one in inspectors})
    record_deed(by, "inspections planned", plan, unit, inspections=len(drawn.drawn), seed=plan.seed_digest)
    return plan


def draw_again(plan: InspectionPlan) -> Draw:
    """The plan drawn anew from what was kept."""
    return draw_plan(plan.told, plan.seed)


def check_drawn(plan: InspectionPlan) -> bool:
    """Whether the kept seed and told data give the inspections that were planned, moved ones by their first day."""
    days = list_working_days(plan.first_day, plan.last_day)
    again = sorted((one.station, days[one.day].isoformat(), one.announced) for one in draw_again(plan).drawn)
    return digest_seed(plan.seed) == plan.seed_digest and again == sorted(
        (code, day, announced) for code, day, announced in plan.told.get("drawn", []))


def is_open(plan: InspectionPlan) -> bool:
    """Whether the seed may be read: once the span is over, or where it never was a secret."""
    return plan.last_day < localdate(now())


def digest_seed(seed: str) -> str:
    """What is shown of a seed that is still a secret."""
    return hashlib.sha256(seed.encode()).hexdigest()


def list_inspected(unit: Unit) -> Any:
    """Stations in use below a unit, by code."""
    return Station.objects.filter(unit__path__startswith=unit.path, state=Station.State.USED).select_related("unit")


def list_inspectors(unit: Unit) -> Any:
    """Who may inspect in a unit: inspectors of the unit, below it and above it."""
    above = [int(key) for key in unit.path.strip("/").split("/")]
    moment = now()
    near = Q(unit__path__startswith=unit.path) | Q(unit__in=above)
    posts = Post.objects.filter(near, Q(until=None) | Q(until__gt=moment), role=Post.Role.INSPECTOR, since__lte=moment)
    return Account.objects.filter(pk__in=posts.values("account"), kind=Account.STAFF, is_active=True).order_by("login")


def list_working_days(first: date, last: date) -> list[date]:
    """Mondays to Fridays of a span; public holidays stay in, since stations are open on them too."""
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


def tell_inputs(stations: Sequence[Station], inspectors: Sequence[Account], wish: Wish) -> dict[str, Any]:
    """Everything that the draw takes, as it is kept."""
    conflicts, reach = Conflicts(inspectors, stations), _list_reach(inspectors)
    risks = weigh_risks(stations)
    planned = set(Inspection.objects.filter(
        state=Inspection.State.PLANNED, on__range=(wish.first_day, wish.last_day)).values_list("station", flat=True))
    drawn = [one for one in stations if one.pk not in planned]
    return {
        "stations": {one.code: risks[one.pk] for one in drawn},
        "inspectors": {who.login: [one.code for one in drawn if not one.unit.path.startswith(reach[who.pk])
                                   or conflicts.find(who, one) is not None] for who in inspectors},
        "days": len(list_working_days(wish.first_day, wish.last_day)), "most_a_day": wish.most_a_day,
        "unannounced_percent": wish.unannounced_percent}


def weigh_risks(stations: Sequence[Station]) -> dict[int, int]:
    """Points of risk of each station by its key: findings open and overdue, false mends, missing stars, time unseen."""
    today = localdate(now())
    keys = [one.pk for one in stations]
    counted = {row["station"]: row for row in Finding.objects.filter(station__in=keys).still_open().values("station")
               .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)),
                         false=Count("pk", filter=Q(false_mends__gt=0))).order_by()}
    seen = dict(Inspection.objects.filter(station__in=keys).exclude(held_at=None).values_list("station")
                .annotate(last=Max("held_at")).order_by())
    stars = current_stars(stations)
    risks = {}
    for one in stations:
        row: dict[str, Any] = dict(counted.get(one.pk, {}))
        star, last = stars.get(one.pk), seen.get(one.pk)
        months = min(12, (today - localdate(last)).days // 30) if last else 12
        soon = star is not None and star.until is not None and (star.until - today).days < 30
        risks[one.pk] = (POINTS["open"] * row.get("open", 0) + POINTS["overdue"] * row.get("overdue", 0)
                         + POINTS["false_mend"] * row.get("false", 0) + POINTS["month_unseen"] * months
                         + POINTS["star_missing"] * (5 - (star.stars if star else 0)) + POINTS["fall_soon"] * soon)
    return risks


def _list_reach(inspectors: Sequence[Account]) -> dict[Any, tuple[str, ...]]:
    """The branches of the tree in which each of them is an inspector."""
    return {who.pk: tuple(list_paths(who, Post.Role.INSPECTOR)) for who in inspectors}


def _check_wish(unit: Unit, wish: Wish) -> None:
    if wish.first_day < localdate(now()):
        raise StationRefused(_("第一天已经过去"), _("从今天或以后开始"), field="first_day")
    if not 0 <= (wish.last_day - wish.first_day).days < LONGEST_DAYS:
        raise StationRefused(_("一个计划最长%(days)s天") % {"days": LONGEST_DAYS}, _("核对第一天和最后一天"),
                             field="last_day")
    if not list_working_days(wish.first_day, wish.last_day):
        raise StationRefused(_("这几天里没有工作日"), _("把计划放长"), field="last_day")
    if not LEAST_UNANNOUNCED <= wish.unannounced_percent <= 100:
        raise StationRefused(_("不打招呼的至少占%(least)s%%") % {"least": LEAST_UNANNOUNCED}, _("调高比例"),
                             field="unannounced_percent")
    if not 1 <= wish.most_a_day <= 20:
        raise StationRefused(_("每人每天 1 到 20 座"), _("按走得完的填"), field="most_a_day")
    above = [int(key) for key in unit.path.strip("/").split("/")]
    near = InspectionPlan.objects.filter(Q(unit__path__startswith=unit.path) | Q(unit__in=above))
    other = near.filter(first_day__lte=wish.last_day, last_day__gte=wish.first_day).first()
    if other is not None:
        raise StationRefused(_("与 %(plan)s 的计划重叠") % {"plan": other}, _("从那个计划的后一天开始"),
                             field="first_day")


def _keep_drawn(plan: InspectionPlan, drawn: Draw, stations: dict[str, Station],
                inspectors: dict[str, Account]) -> None:
    days = list_working_days(plan.first_day, plan.last_day)
    Inspection.objects.bulk_create(
        (Inspection(plan=plan, station=stations[one.station], inspector=inspectors[one.inspector], on=days[one.day],
                    announced=one.announced) for one in drawn.drawn), batch_size=200)
    plan.told["drawn"] = [[one.station, days[one.day].isoformat(), one.announced] for one in drawn.drawn]
    plan.save(update_fields=["told"])
