"""Stars: the officer's list, one station's decision, and what everybody may read."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.inspection_due import ends_soon, find_moved
from nuantu_hub.stations.domain.inspection_export import export_stars
from nuantu_hub.stations.domain.star_appeals import last_day_to_appeal
from nuantu_hub.stations.domain.stars import (
    CurrentStar,
    current_star,
    current_stars,
    decide_star,
    drop_star,
    propose,
    publish_star,
    rate_station,
)
from nuantu_hub.stations.interfaces.inspection_forms import DecideForm
from nuantu_hub.stations.interfaces.star_told import pick, tell_course, tell_items
from nuantu_hub.stations.models import Inspection, Star, StarAppeal, Station
from nuantu_hub.stations.views.places import find_coded, find_signed

PAGE_ROWS = 50
SHOWS: dict[str, Any] = {"": gettext_lazy("全部"), "moved": gettext_lazy("该升或该降"), "draft": gettext_lazy("待公布"),
                         "ending": gettext_lazy("30 天内到期"), "none": gettext_lazy("没有星级"),
                         "revoked": gettext_lazy("已摘星"), "appeal": gettext_lazy("有申诉")}


def find_star(request: GuardedRequest, key: int, **words: Any) -> Star:
    """The decision that the address names."""
    del request, words
    return get_object_or_404(Star.objects.select_related("station__unit", "evidence", "decided_by"), pk=key)


@guard("stations.see_inspections")
def stars(request: GuardedRequest) -> HttpResponse:
    """The stations that one looks after with their stars; counts of what is to be decided."""
    show = request.GET.get("show", "")
    if show not in SHOWS:
        raise Http404
    reach = units_of(request.user, "officer", "inspector")
    stations = list(Station.objects.filter(unit__in=reach, state=Station.State.USED).order_by("code"))
    standing = current_stars(stations)
    found = sieve_stars(stations, standing)
    rows = [one for one in stations if not show or one.pk in found[show]]
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    last = {one.station_id: one for one in Inspection.objects.filter(station__in=[one.pk for one in page]).counted()
            .only("station", "by_rules", "held_at", "on", "state")}
    return render(request, "stations/stars.html", {
        "page": page, "rows": [(one, standing.get(one.pk), last.get(one.pk), one.pk in found["draft"]) for one in page],
        "show": show, "shows": [(name, words, len(found[name]) if name else len(stations))
                                for name, words in SHOWS.items()],
        "levels": [(level, count_level(standing, level)) for level in (5, 4, 3, 2, 1)], "total": len(stations)})


def count_level(standing: dict[int, CurrentStar], level: int) -> int:
    """How many have so many stars."""
    return sum(star.stars == level for star in standing.values())


def sieve_stars(stations: list[Station], standing: dict[int, CurrentStar]) -> dict[str, set[int]]:
    """The stations of each show, by their keys."""
    keys, today = [one.pk for one in stations], localdate(now())
    return {
        "moved": set(find_moved(standing)),
        "draft": set(Star.objects.filter(station__in=keys, published_at=None).values_list("station", flat=True)),
        "ending": {key for key, star in standing.items() if ends_soon(star, today)},
        "none": {key for key in keys if key not in standing or not standing[key].stars},
        "revoked": {key for key, star in standing.items() if star.state == "revoked"},
        "appeal": set(StarAppeal.objects.filter(station__in=keys, state="open").values_list("station", flat=True))}


@guard("stations.see_inspections", find=find_coded)
@never_cache
def station_star(request: GuardedRequest, code: str) -> HttpResponse:
    """One station's stars: what stands, what the evidence gives, item by item, and the decision to take."""
    del code
    return _show(request)


@guard("stations.decide_stars", find=find_coded)
@require_POST
def decide(request: GuardedRequest, code: str) -> HttpResponse:
    """Write a decision down; it is published by a second click."""
    del code
    form = DecideForm(request.POST)
    made = carry_out(form, lambda told: decide_star(by=request.user, station=request.found, **told))
    if made is not None:
        messages.success(request, _("已定，公布后大家才看得到"))
        return redirect("stations:station_star", request.found.code)
    return _show(request, form)


@guard("stations.decide_stars", find=find_star)
@require_POST
def settle(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Publish a decision or take it back."""
    del key
    found: Star = request.found
    code = found.station.code
    try:
        if act == "publish":
            publish_star(by=request.user, star=found)
            messages.success(request, _("已公布"))
        elif act == "drop":
            drop_star(by=request.user, star=found)
            messages.success(request, _("已撤下"))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("stations:station_star", code)


@open_to_all
def star(request: HttpRequest, sign: str) -> HttpResponse:
    """Why a station has its stars, for everybody: each item with its day, and how the stars went."""
    station = find_signed(sign)
    rows = list(Star.objects.filter(station=station).published())
    if not rows:
        raise Http404
    today = localdate(now())
    return render(request, "stations/star_public.html", {
        "station": station, "star": current_star(station), "parts": tell_items(rate_station(station)),
        "course": tell_course(rows, today), "lacks": pick(rows[0].lacks), "decision": rows[0], "today": today,
        "appeal_until": last_day_to_appeal(rows[0]),
        "may_appeal": request.user.is_authenticated and request.user.has_perm("stations.appeal_star", station)})


@open_to_all
def published(request: HttpRequest) -> HttpResponse:
    """Decisions of the last time and how many stations have how many stars, for everybody."""
    stations = list(Station.objects.filter(state=Station.State.USED).order_by("code"))
    standing = current_stars(stations)
    counts = Counter(standing[one.pk].stars for one in stations if one.pk in standing)
    recent = Star.objects.published().select_related("station")
    page = Paginator(recent, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "stations/stars_published.html", {
        "page": page, "rows": [(one, last_day_to_appeal(one)) for one in page], "total": len(stations),
        "levels": [(level, counts[level]) for level in (5, 4, 3, 2, 1)], "today": localdate(now()),
        "unrated": len(stations) - sum(counts[level] for level in range(1, 6))})


@open_to_all
def export(request: HttpRequest) -> HttpResponse:
    """The published stars of all stations as a table, for everybody."""
    del request
    body = export_stars(list(Station.objects.filter(state=Station.State.USED).order_by("code")))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="stars.csv"'})


def _show(request: GuardedRequest, form: DecideForm | None = None) -> HttpResponse:
    station: Station = request.found
    standing = current_star(station)
    revoked = standing is not None and standing.state == "revoked"
    rating = rate_station(station)
    act = "restored" if revoked else "rated"
    seen = propose(station, act) if rating.results and Inspection.objects.filter(station=station).counted() else None
    used = form or DecideForm(initial={"token": uuid.uuid4(), "act": act})
    today = localdate(now())
    rows = list(Star.objects.filter(station=station).published().select_related("decided_by"))
    return render(request, "stations/station_star_desk.html", {
        "station": station, "star": standing, "parts": tell_items(rating), "rating": rating, "proposal": seen,
        "lacks": pick(seen.lacks) if seen else [], "form": used, "revoked": revoked, "course": tell_course(rows, today),
        "draft": Star.objects.filter(station=station, published_at=None).first(), "today": today,
        "revoke": DecideForm(initial={"token": uuid.uuid4(), "act": "revoked"}, auto_id="revoke_%s"),
        "appeal": StarAppeal.objects.filter(station=station, state="open").first(),
        "inspections": Inspection.objects.filter(station=station).exclude(held_at=None).order_by("-held_at")[:8],
        "may": request.user.has_perm("stations.decide_stars", station)}, status=status_of(used))
