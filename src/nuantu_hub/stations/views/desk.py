"""The union's desk of stations: filters with counts, list, map, one station beside it; and the list as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.counting_visits import count_todays
from nuantu_hub.stations.domain.inspection_weeks import read_week
from nuantu_hub.stations.interfaces.desk_map import draw_curve, draw_desk_map
from nuantu_hub.stations.interfaces.desk_sieve import ORDERS, count_sieves, order_stands, sieve_stands
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.interfaces.star_term import tell_term
from nuantu_hub.stations.interfaces.station_table import HEADING, list_cells
from nuantu_hub.stations.models import Station
from nuantu_hub.stations.permissions import stations_of
from nuantu_hub.stations.views.registering import find_station

ROWS = 50
MOST_SIGNS = 40


def list_own_stands(request: GuardedRequest) -> list[Stand]:
    """The stations that the account looks after as they stand, without what they offer; with words, those that hold
    them.
    """
    listed = stations_of(request.user).select_related("unit").order_by("code")
    words = request.GET.get("q", "").strip()[:MOST_SIGNS].casefold()
    # Those that were given up are found by their code alone.
    stations = [one for one in listed if one.state not in Station.GONE or (words and words == one.code.casefold())]
    if words:
        stations = [one for one in stations
                    if all(word in f"{one.name} {one.address} {one.code} {one.unit.name}".casefold()
                           for word in words.split())]
    return read_stands(stations, now(), whole=True, offers=False)


def read_offers(stands: Sequence[Stand]) -> list[Stand]:
    """The same stations with what they offer."""
    stations = [stand.station for stand in stands]
    prefetch_related_objects(stations, "facilities")
    return read_stands(stations, now(), whole=True)


@never_cache
@guard("stations.see_desk")
def desk(request: GuardedRequest) -> HttpResponse:
    """All stations that one looks after, the urgent ones first, and one of them beside the map."""
    stands = list_own_stands(request)
    only, order = request.GET.get("only", ""), request.GET.get("order", "urgent")
    shown = order_stands(sieve_stands(stands, only), order)
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    asked = request.GET.get("station", "")
    light = next((one for one in shown if one.station.code == asked), None) or next(iter(page), None)
    rows = read_offers([*page, *([light] if light else [])])
    chosen = rows.pop() if light else None
    words = {name: word for name in ("only", "order", "q", "page") if (word := request.GET.get(name, ""))}
    counted = count_todays([one.station for one in stands])
    home = list_posts(request.user).select_related("unit").order_by("unit__path").first()
    return render(request, "stations/desk.html", {
        "total": len(stands), "page": page, "rows": rows, "chosen": chosen, "only": only, "order": order,
        "orders": ORDERS,
        "words": request.GET.get("q", ""), "sieves": count_sieves(stands), "moment": now(),
        "today": f"{sum(counted.values()):,}" if counted else None, "counting": len(counted),
        "home": home.unit if home else None, "perms_of": list_powers(request),
        "week": read_week(request.user) if request.user.has_perm("stations.see_inspections") else None,
        "map": draw_desk_map(shown, chosen, words) if shown else None,
        "query": urlencode({name: word for name, word in words.items() if name != "page"}),
        "row_query": urlencode(words), **(describe(request, chosen) if chosen else {})})


@never_cache
@guard("stations.see_desk", find=find_station)
def panel(request: GuardedRequest, key: int) -> HttpResponse:
    """The side column of one station alone, for the page's script."""
    del key
    stand = read_stands([request.found], now(), whole=True)[0]
    return render(request, "stations/panel.html", {"chosen": stand, **describe(request, stand)})


def list_powers(request: GuardedRequest) -> dict[str, bool]:
    """What the account may do from the head of the desk."""
    return {word: request.user.has_perm(f"stations.{word}") for word in (
        "change", "see_siting", "see_inspections", "plan_inspections")}


def describe(request: GuardedRequest, stand: Stand) -> dict[str, Any]:
    """What the side column shows of a station."""
    station = stand.station
    return {
        "curve": draw_curve(stand), "term": tell_term(stand.star, localdate(stand.moment)),
        "keepers": station.keepers.held_at(stand.moment).select_related("account"),
        "may": {word: request.user.has_perm(f"stations.{word}", station) for word in ("change", "keep", "inspect")},
        "worst": sorted(stand.faults, key=lambda fault: fault.due_at)[:3]}


@guard("stations.see_desk")
def export(request: GuardedRequest) -> HttpResponse:
    """The list as it is filtered, as a table; that it was taken along is written down."""
    stands = order_stands(sieve_stands(list_own_stands(request), request.GET.get("only", "")), "name")
    home = list_posts(request.user).select_related("unit").order_by("unit__path").first()
    with transaction.atomic():
        record_deed(request.user, "stations exported", request.user, home.unit if home else None, rows=len(stands))
    prefetch_related_objects([stand.station for stand in stands], "facilities")
    body = write_table([str(head) for head in HEADING], (list_cells(stand) for stand in stands))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="stations.csv"'})


