"""Plans of inspections: made for a span, drawn from a seed, drawn again by whoever doubts."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Unit
from nuantu_hub.people.permissions import list_paths, units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.inspection_plans import (
    LEAST_UNANNOUNCED,
    TIMES_A_YEAR,
    Wish,
    check_drawn,
    is_open,
    make_plan,
)
from nuantu_hub.stations.interfaces.inspection_forms import PlanForm
from nuantu_hub.stations.models import InspectionPlan

PAGE_ROWS = 20
QUARTER_DAYS = 90


def find_plan(request: GuardedRequest, key: int) -> InspectionPlan:
    """The plan that the address names."""
    del request
    return get_object_or_404(InspectionPlan.objects.select_related("unit", "made_by"), pk=key)


def find_top(request: GuardedRequest) -> Unit | None:
    """The unit for which an officer plans: the highest of the own ones."""
    return units_of(request.user, "officer").filter(closed_on=None).order_by("path").first()


@guard("stations.plan_inspections")
def plans(request: GuardedRequest) -> HttpResponse:
    """Plans so far, and the next one."""
    unit = find_top(request)
    above = {int(key) for path in list_paths(request.user, "officer") for key in path.strip("/").split("/")}
    near = Q(unit__in=units_of(request.user, "officer")) | Q(unit__in=above)
    seen = InspectionPlan.objects.filter(near).select_related("unit")
    last = seen.order_by("-last_day").values_list("last_day", flat=True).first()
    start = max(localdate(now()), last + timedelta(days=1)) if last else localdate(now())
    form = PlanForm(request.POST or None, initial={
        "token": uuid.uuid4(), "first_day": start, "last_day": start + timedelta(days=QUARTER_DAYS)})
    if request.method == "POST" and unit is not None:
        made = carry_out(form, lambda told: make_plan(by=request.user, unit=unit, token=told.pop("token"),
                                                      wish=Wish(**told)))
        if made is not None:
            messages.success(request, _("计划已抽好"))
            return redirect("stations:inspection_plan", made.pk)
    return render(request, "stations/plans.html", {
        "unit": unit, "form": form, "page": Paginator(seen, PAGE_ROWS).get_page(request.GET.get("page")),
        "least": LEAST_UNANNOUNCED, "times": TIMES_A_YEAR}, status=status_of(form))


@guard("stations.see_plan", find=find_plan)
def plan(request: GuardedRequest, key: int) -> HttpResponse:
    """One plan: how many, how many unannounced, who goes how often, the seed's digest or the seed."""
    del key
    found: InspectionPlan = request.found
    rows = list(found.inspections.values_list("announced", "inspector__name", "state"))
    told: dict[str, Any] = {
        "plan": found, "count": len(rows), "quiet": sum(not announced for announced, _who, _state in rows),
        "held": sum(state in ("sent", "counted", "disputed") for _announced, _who, state in rows),
        "people": sorted(Counter(who for _announced, who, _state in rows).items()),
        "open": is_open(found), "drawn_rightly": check_drawn(found), "stations": len(found.told["stations"])}
    told["percent"] = round(100 * told["quiet"] / len(rows)) if rows else 0
    return render(request, "stations/plan.html", told)
