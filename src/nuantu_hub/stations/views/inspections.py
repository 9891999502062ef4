"""Inspections on the desk: the week, the list, one of them; planned, moved, called off, looked at again."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.files import open_file
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.seam.stars import Item, Value, say_value
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.inspection_export import export_inspections
from nuantu_hub.stations.domain.inspection_weeks import read_week
from nuantu_hub.stations.domain.inspections import (
    Assignment,
    call_off_inspection,
    change_inspection,
    plan_inspection,
    second_inspection,
)
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.interfaces.inspection_forms import InspectorsForm, OffForm, PlanInspectionForm, SecondForm
from nuantu_hub.stations.interfaces.star_told import language
from nuantu_hub.stations.models import Inspection, Station
from nuantu_hub.stations.permissions import stations_of

PAGE_ROWS = 50
#: Weeks further away than this have nothing in them, and the calendar ends somewhere.
WEEK_YEARS = 20
SHOWS: dict[str, Any] = {"planned": gettext_lazy("待检查"), "late": gettext_lazy("过了日子"),
                         "sent": gettext_lazy("待复核"), "disputed": gettext_lazy("有异议"),
                         "counted": gettext_lazy("已生效"), "off": gettext_lazy("已取消")}


def find_inspection(request: GuardedRequest, key: int, **words: Any) -> Inspection:
    """The inspection that the address names."""
    del request, words
    return get_object_or_404(Inspection.objects.select_related("station__unit", "inspector", "second", "plan"), pk=key)


@guard("stations.see_inspections")
def week(request: GuardedRequest) -> HttpResponse:
    """A week of inspections, and how the year stands; ``day`` of the address is a day of the week."""
    told = request.GET.get("day", "")
    try:
        day = date.fromisoformat(told) if told else None
    except ValueError as fault:
        raise Http404 from fault
    if day is not None and abs(day.year - localdate(now()).year) > WEEK_YEARS:
        raise Http404
    return render(request, "stations/week.html", {
        "week": read_week(request.user, day, PAGE_ROWS),
        "may_plan": request.user.has_perm("stations.plan_inspections")})


def sieve(seen: QuerySet[Inspection], show: str) -> QuerySet[Inspection]:
    """The inspections of a state, in the order in which they are wanted."""
    today = localdate(now())
    if show == "late":
        return seen.filter(state="planned", on__lt=today).order_by("on", "pk")
    if show == "planned":
        return seen.filter(state="planned", on__gte=today).order_by("on", "pk")
    return seen.filter(state=show).order_by("-on", "-pk")


@guard("stations.see_inspections")
def inspections(request: GuardedRequest) -> HttpResponse:
    """Inspections by state; ``station`` of the address narrows to one."""
    show, code = request.GET.get("state", "planned"), request.GET.get("station", "")
    if show not in SHOWS:
        raise Http404
    seen = Inspection.objects.visible_to(request.user)
    if code:
        seen = seen.filter(station__code=code)
    today = localdate(now())
    counts = dict(seen.order_by().values_list("state").annotate(count=Count("pk")))
    counts["late"] = seen.filter(state="planned", on__lt=today).count()
    counts["planned"] = counts.get("planned", 0) - counts["late"]
    rows = sieve(seen, show).select_related("station", "inspector", "second").annotate(orders=Count("findings"))
    return render(request, "stations/inspections.html", {
        "page": Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page")), "show": show, "code": code,
        "shows": [(name, words, counts.get(name, 0)) for name, words in SHOWS.items()],
        "may_plan": request.user.has_perm("stations.plan_inspections")})


@guard("stations.plan_inspections")
def add_inspection(request: GuardedRequest) -> HttpResponse:
    """Send somebody to the station that the address names; without one, choose it first."""
    code = request.GET.get("station", "").strip()
    reach = stations_of(request.user).select_related("unit")
    station: Station | None = reach.filter(code=code).first() if code else None
    if station is None or not request.user.has_perm("stations.plan_inspections", station):
        return render(request, "stations/inspection_choose.html", {"code": code, "found": _find_some(reach, code)},
                      status=404 if code and not _find_some(reach, code) else 200)
    form = PlanInspectionForm(request.POST or None, station=station, initial={
        "token": uuid.uuid4(), "on": localdate(now()) + timedelta(days=1)})
    if request.method == "POST":
        made = carry_out(form, lambda told: plan_inspection(
            by=request.user, station=station, token=told.pop("token"), given=Assignment(**told)))
        if made is not None:
            messages.success(request, _("已安排"))
            return redirect("stations:inspection", made.pk)
    return render(request, "stations/inspection_add.html", {"station": station, "form": form}, status=status_of(form))


def _find_some(reach: QuerySet[Station], words: str) -> list[Station]:
    return list(reach.filter(name__icontains=words).order_by("code")[:20]) if words else []


@guard("stations.see_inspections", find=find_inspection)
@never_cache
def show_inspection(request: GuardedRequest, key: int) -> HttpResponse:
    """One inspection: who, what was found item by item, pictures, second look, orders to mend."""
    del key
    return _show(request)


@guard("stations.plan_inspections", find=find_inspection)
def change(request: GuardedRequest, key: int) -> HttpResponse:
    """Another day or other inspectors, or call it off; ``what`` of the submit says which."""
    del key
    found: Inspection = request.found
    what = request.POST.get("what", "")
    move = InspectorsForm(request.POST if what == "move" else None, station=found.station, initial={
        "on": found.on, "inspector": found.inspector_id, "second": found.second_id})
    off = OffForm(request.POST if what == "off" else None)
    done = None
    if what == "move":
        done = carry_out(move, lambda told: change_inspection(by=request.user, inspection=found, **told))
    elif what == "off":
        done = carry_out(off, lambda told: call_off_inspection(by=request.user, inspection=found, **told))
    if done is not None:
        messages.success(request, _("已保存"))
        return redirect("stations:inspection", found.pk)
    found.refresh_from_db()
    return render(request, "stations/inspection_change.html", {"inspection": found, "move": move, "off": off},
                  status=max(status_of(move), status_of(off)))


@guard("stations.inspect", find=find_inspection)
@require_POST
def look_again(request: GuardedRequest, key: int) -> HttpResponse:
    """The second inspector's word."""
    del key
    form = SecondForm(request.POST)
    done = carry_out(form, lambda told: second_inspection(by=request.user, inspection=request.found, **told))
    if done is not None:
        messages.success(request, _("复核已记下"))
        return redirect("stations:inspection", done.pk)
    return _show(request, second=form)


@guard("stations.see_inspections", find=find_inspection)
@never_cache
def photo(request: GuardedRequest, key: int, photo: int) -> HttpResponse:
    """A picture of an inspection; that it was looked at is written down."""
    del key
    found = get_object_or_404(request.found.photos.exclude(file=None).select_related("file"), pk=photo)
    answer = HttpResponse(open_file(by=request.user, file=found.file), content_type=found.file.kind)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@guard("stations.see_inspections")
@require_POST
def export(request: GuardedRequest) -> HttpResponse:
    """All inspections that were held, as a table."""
    return HttpResponse(export_inspections(by=request.user), content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="inspections.csv"'})


def _show(request: GuardedRequest, second: SecondForm | None = None) -> HttpResponse:
    found: Inspection = request.found
    form = second or SecondForm()
    may_second = (found.state == "sent" and request.user.has_perm("stations.inspect", found)
                  and found.inspector_id != request.user.pk and found.second_id in (None, request.user.pk))
    return render(request, "stations/inspection.html", {
        "inspection": found, "station": found.station, "parts": list_answers(found), "form": form,
        "photos": list(found.photos.exclude(file=None)), "findings": list(found.findings.all()),
        "may_second": may_second, "words": name_items(), "today": localdate(now()),
        "own": found.inspector_id == request.user.pk,
        "may_plan": request.user.has_perm("stations.plan_inspections", found)}, status=status_of(form))


def name_items() -> dict[str, str]:
    """The items of every version by id, in the language of the page; the newest version names them."""
    return {item.id: item.words.say(language()) for version in read_held().versions for item in version.items}


def list_answers(found: Inspection) -> list[tuple[str, list[dict[str, Any]]]]:
    """What was found, by section: words, value, whether it holds, withdrawn or not."""
    if found.version is None:
        return []
    version, lang = read_held().find(found.version), language()
    parts: dict[str, list[dict[str, Any]]] = {}
    for item in version.items:
        if item.id not in found.answers:
            continue
        value = found.answers[item.id]
        parts.setdefault(version.sections[item.section].say(lang), []).append({
            "id": item.id, "words": item.words.say(lang), "value": say_value(item, value, lang),
            "measured": item.unit is not None, "knockout": item.role == "knockout",
            "tone": find_tone(item, value),
            "withdrawn": item.id in found.withdrawn})
    return list(parts.items())


def find_tone(item: Item, value: Value) -> str:
    """Kept where the least need is met; broken where that need is of every star, else watch."""
    if item.allows(value) >= item.first_stars:
        return "kept"
    return "broken" if item.first_stars == 1 else "watch"
