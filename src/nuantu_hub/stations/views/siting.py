"""Where the next stations go, for staff: the plan on its map, asking for another, publishing, taking it along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.site_plans import ask_plan, publish_plan, withdraw_plan
from nuantu_hub.stations.domain.site_table import export_plan
from nuantu_hub.stations.interfaces.site_charts import chart_curve, draw_road
from nuantu_hub.stations.interfaces.site_map import draw_plan
from nuantu_hub.stations.interfaces.site_told import PlanTold
from nuantu_hub.stations.interfaces.siting_forms import PlanForm
from nuantu_hub.stations.models import SitePlan

ROWS = 50
HEAVY = ("problem",)


def find_plan(request: HttpRequest, key: int) -> SitePlan:
    """The plan that the address names."""
    del request
    return get_object_or_404(SitePlan.objects.select_related("unit", "asked_by", "published_by"), pk=key)


def find_planning_unit(request: GuardedRequest, key: int) -> Unit:
    """A unit for which a plan is asked."""
    del request
    return get_object_or_404(Unit.objects.filter(closed_on=None), pk=key)


def list_planning_units(account: Any) -> Any:
    """Units for which the account may have a plan computed: places, the highest first."""
    kinds = (Unit.Kind.CITY, Unit.Kind.DISTRICT)
    return units_of(account, Post.Role.OFFICER).filter(closed_on=None, kind__in=kinds).order_by("path")


@guard("stations.see_siting")
@never_cache
def siting(request: GuardedRequest) -> HttpResponse:
    """The newest finished plan of one's units; how to ask for one where there is none."""
    plans = SitePlan.objects.visible_to(request.user).defer(*HEAVY)
    newest = plans.filter(state=SitePlan.State.DONE).first()
    if newest is not None:
        return redirect("stations:site_plan", newest.pk)
    return render(request, "stations/siting_none.html", {
        "under_way": plans.filter(state__in=(SitePlan.State.WAITING, SitePlan.State.RUNNING)).first(),
        "units": list_planning_units(request.user)[:ROWS]})


@guard("stations.see_siting")
@never_cache
def plans(request: GuardedRequest) -> HttpResponse:
    """All plans of one's units, the newest first."""
    rows = SitePlan.objects.visible_to(request.user).defer(*HEAVY).select_related("unit", "asked_by")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "stations/site_plans.html", {
        "page": page, "rows": [(one, PlanTold(one) if one.result else None) for one in page],
        "units": list_planning_units(request.user)[:ROWS]})


@guard("stations.see_siting", find=find_plan)
@never_cache
def plan(request: GuardedRequest, key: int) -> HttpResponse:
    """One plan: sites in their order, the map, the why of one of them, the curve, what votes did."""
    del key
    return show_plan(request, request.found, "stations/site_plan.html", reverse("stations:site_plan",
                                                                               args=[request.found.pk]))


def show_plan(request: HttpRequest, one: SitePlan, template: str, address: str) -> HttpResponse:
    """A plan in a frame: for staff, or for everybody once it is published."""
    shown: dict[str, Any] = {"plan": one, "may_plan": request.user.has_perm("stations.plan_sites", one)}
    if one.state == SitePlan.State.DONE:
        told = PlanTold(one)
        chosen = told.find_site(request.GET.get("site", ""))
        shown |= {"told": told, "chosen": chosen, "map": draw_plan(told, chosen.rank if chosen else 0, address),
                  "curve": chart_curve(told), "address": address,
                  "instead": told.name_of(chosen.row["instead"]) if chosen else ""}
    return render(request, template, shown)


@guard("stations.see_siting", find=find_plan)
@never_cache
def progress(request: GuardedRequest, key: int) -> HttpResponse:
    """How far a plan is, for the page that waits; the page is loaded anew when it is done."""
    del key
    answer = render(request, "stations/site_plan_progress.html", {"plan": request.found})
    if not request.found.is_under_way:
        answer.headers["HX-Refresh"] = "true"
    return answer


@guard("stations.plan_sites", find=find_planning_unit)
def ask(request: GuardedRequest, key: int) -> HttpResponse:
    """Have a plan computed for a unit."""
    del key
    unit: Unit = request.found
    form = PlanForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: ask_plan(
            by=request.user, unit=unit, sites=told["sites"], walk_minutes=told["walk_minutes"],
            around_the_clock=told["around_the_clock"], shares=form.shares, token=told["token"]))
        if made is not None:
            messages.info(request, _("已开始计算，一般不到一分钟"))
            return redirect("stations:site_plan", made.pk)
    return render(request, "stations/site_plan_ask.html", {"unit": unit, "form": form}, status=status_of(form))


@guard("stations.plan_sites", find=find_plan)
@require_POST
def publish(request: GuardedRequest, key: int) -> HttpResponse:
    """Let everybody read a plan."""
    try:
        publish_plan(by=request.user, plan=request.found)
        messages.success(request, _("已公布，谁都看得到"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("stations:site_plan", key)


@guard("stations.plan_sites", find=find_plan)
@require_POST
def withdraw(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a published plan back."""
    withdraw_plan(by=request.user, plan=request.found)
    messages.success(request, _("已撤回"))
    return redirect("stations:site_plan", key)


@guard("stations.see_siting", find=find_plan)
def table(request: GuardedRequest, key: int) -> HttpResponse:
    """The sites as a table."""
    one: SitePlan = request.found
    if one.state != SitePlan.State.DONE:
        raise Http404
    return HttpResponse(export_plan(by=request.user, plan=one), content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="sites-{key}.csv"'})


@guard("stations.see_siting", find=find_plan)
def problem(request: GuardedRequest, key: int) -> HttpResponse:
    """What the plan was computed from, as the engine's command takes it: anybody can compute it again."""
    if not request.found.problem:
        raise Http404
    return HttpResponse(request.found.problem, content_type="application/json",
                        headers={"Content-Disposition": f'attachment; filename="siting-{key}.json"'})


@guard("stations.see_siting", find=find_plan)
@never_cache
def trucks(request: GuardedRequest, key: int) -> HttpResponse:
    """Logistics parks by their trucks, motorways by their gaps."""
    del key
    one: SitePlan = request.found
    if one.state != SitePlan.State.DONE:
        raise Http404
    told = PlanTold(one)
    if told.homes is None:
        raise Http404
    roads = [(road, draw_road(road, _say_road(road))) for road in told.homes["roads"]]
    return render(request, "stations/site_trucks.html", {"plan": one, "told": told, "homes": told.homes,
                                                         "roads": roads})


def _say_road(road: Any) -> str:
    if not road["build"]:
        return _("%(road)s：不用再建") % {"road": road["name"]}
    names = "、".join(area["name"] for area in road["areas"] if area["id"] in road["build"])
    return _("%(road)s：建 %(names)s") % {"road": road["name"], "names": names}


def find_published() -> SitePlan | None:
    """The plan that was published last and stands."""
    return SitePlan.objects.filter(published_at__isnull=False, withdrawn_at=None).select_related("unit").order_by(
        "-published_at").first()


@open_to_all
@never_cache
def where_next(request: HttpRequest) -> HttpResponse:
    """The published plan, for everybody."""
    one = find_published()
    if one is None:
        return render(request, "stations/where_next_none.html")
    return show_plan(request, one, "stations/where_next.html", reverse("stations:where_next"))


@open_to_all
def where_next_file(request: HttpRequest) -> HttpResponse:
    """What the published plan was computed from and what came out, so that anybody can check it."""
    del request
    one = find_published()
    if one is None:
        raise Http404
    return JsonResponse({"problem": PlanTold(one).problem, "plan": one.result},
                        json_dumps_params={"ensure_ascii": False})
