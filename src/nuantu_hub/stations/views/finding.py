"""What everybody may see of stations: finding one, its page, the way there, the streets of the map."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import list_ways_on
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.domain.favourites import is_favourite
from nuantu_hub.stations.domain.notices import current_notices
from nuantu_hub.stations.domain.occupancy import LEAST
from nuantu_hub.stations.interfaces.facility_signs import FIRST as FIRST_KINDS
from nuantu_hub.stations.interfaces.facility_signs import SIGNS
from nuantu_hub.stations.interfaces.hours_clause import find_hours_clause
from nuantu_hub.stations.interfaces.hours_told import tell_hours
from nuantu_hub.stations.interfaces.nearby import draw_nearby, find_stations
from nuantu_hub.stations.interfaces.search_words import FIRST, MOST, read_search
from nuantu_hub.stations.interfaces.stand import read_stands
from nuantu_hub.stations.interfaces.way_links import list_way_links
from nuantu_hub.stations.models import Door, Facility, Fault, Station

#: Buttons of "where is it broken" on a station's page, in their order.
REPORTS = (Fault.Kind.WATER, Fault.Kind.POWER, Fault.Kind.DOOR, Fault.Kind.CLEAN, Fault.Kind.OTHER)


def find_by_sign(sign: str) -> Station:
    """The station of a sign, with what its page needs. Raises Http404 for a sign that hangs nowhere."""
    return get_object_or_404(
        Station.objects.select_related("unit", "moved_to").prefetch_related("facilities"), sign=sign)


@open_to_all
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Stations by distance, open now, facility, kind or words; works without a script and without signing in."""
    search = read_search(request.GET)
    found = find_stations(search, now())
    kinds = [(kind, Facility.Kind(kind).label, SIGNS[kind], search.facility == kind,
              search.write(facility="" if search.facility == kind else kind, count=FIRST)) for kind in FIRST_KINDS]
    return render(request, "stations/find.html", {
        "search": search, "found": found, "kinds": kinds, "facilities": Facility.Kind.choices,
        "station_kinds": Station.Kind.choices, "other_facility": search.facility not in ("", *FIRST_KINDS),
        "map": draw_nearby(search, found.rows), "open_url": search.write(open_now=not search.open_now, count=FIRST),
        "more_url": search.write(count=min(MOST, search.count + FIRST)) if found.more else "",
        "wider_url": search.write(facility="", kind="", open_now=False, count=FIRST)})


@open_to_all
@never_cache
def show_station(request: HttpRequest, sign: str) -> HttpResponse:
    """One station as everybody sees it; what the code on its door leads to."""
    station = find_by_sign(sign)
    moment = now()
    stand = read_stands([station], moment)[0]
    hours = tell_hours(station, moment)
    may_favour = bool(is_worker(request.user))
    return render(request, "stations/station.html", {
        "station": station, "stand": stand, "hours": hours, "few_below": LEAST,
        "clause": find_hours_clause(request.user, short=hours.is_short),
        "few_most": LEAST - 1, "notices": current_notices(station, moment), "reports": _list_reports(station),
        "door_url": _find_door(station), "star_url": _find("stations:star", station.sign) if stand.star else "",
        "open_faults": [(fault, fault in stand.overdue) for fault in stand.faults], "may_favour": may_favour,
        "unknown_offers": sum(one.level == "unknown" for one in stand.offers),
        "ways_on": list_ways_on(request.user, station),
        "is_favourite": may_favour and is_favourite(account=request.user, station=station)})


@open_to_all
def show_way(request: HttpRequest, sign: str) -> HttpResponse:
    """The apps that lead to a station, each with its own coordinates."""
    station = find_by_sign(sign)
    return render(request, "stations/way.html", {
        "station": station, "links": list_way_links(station.name, station.lat_deg, station.lon_deg)})


def _find(address: str, *words: Any) -> str:
    try:
        return reverse(address, args=words)
    except NoReverseMatch:
        return ""


def _find_door(station: Station) -> str:
    """Where the door is opened; empty where no door is in use."""
    return _find("stations:open_door", station.sign) if Door.objects.in_use().filter(station=station).exists() else ""


def _list_reports(station: Station) -> list[tuple[str, Any]]:
    where = _find("stations:report", station.sign)
    return [(f"{where}?kind={kind.value}", _(str(kind.label))) for kind in REPORTS] if where else []
