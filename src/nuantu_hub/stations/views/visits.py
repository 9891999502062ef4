"""Pages of visits: what was counted at the stations one looks after, at one of them, and what everybody may know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.occupancy import LEAST
from nuantu_hub.stations.domain.visit_export import MOST_DAYS, export_visits
from nuantu_hub.stations.interfaces.visit_figures import read_public_figures
from nuantu_hub.stations.interfaces.visit_tables import draw_overview, order_by_visits, read_rows
from nuantu_hub.stations.interfaces.visits_told import tell_station
from nuantu_hub.stations.models import Station
from nuantu_hub.stations.permissions import stations_of

PAGE_ROWS = 50
#: Days of the file that is handed out where nobody says how many.
EXPORTED_DAYS = 28


def find_station(request: HttpRequest, key: int) -> Station:
    """The station that the address names."""
    del request
    return get_object_or_404(Station.objects.select_related("unit"), pk=key)


def list_seen(request: GuardedRequest) -> tuple[QuerySet[Station], str]:
    """The stations that the account looks after, of the kind that the address names, and that kind."""
    kind = request.GET.get("kind", "") or request.POST.get("kind", "")
    seen = stations_of(request.user)
    return (seen.filter(kind=kind), kind) if kind in Station.Kind.values else (seen, "")


@guard("stations.see_desk")
def list_visits(request: GuardedRequest) -> HttpResponse:
    """Visits of all stations that one looks after, and a line for each station."""
    moment = now()
    seen, kind = list_seen(request)
    page = Paginator(order_by_visits(seen, localdate(moment)), PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "stations/visits.html", {
        "page": page, "rows": read_rows(list(page.object_list), moment), "kind": kind, "moment": moment,
        "overview": draw_overview(seen, moment), "kinds": _count_kinds(request), "days": EXPORTED_DAYS})


@guard("stations.see_visits", find=find_station)
@never_cache
def show_visits(request: GuardedRequest, key: int) -> HttpResponse:
    """Visits of one station: today beside what is usual, the week by hours, how long it was open, its door's log."""
    del key
    moment = now()
    return render(request, "stations/station_visits.html", {
        "station": request.found, "told": tell_station(request.found, moment), "moment": moment,
        "hour": localtime(moment).hour, "days": EXPORTED_DAYS})


@guard("stations.see_desk")
@require_POST
def export_all(request: GuardedRequest) -> HttpResponse:
    """The hours of all stations that one looks after, as a table; written down as a deed."""
    return _export(request, list_seen(request)[0])


@guard("stations.see_visits", find=find_station)
@require_POST
def export_one(request: GuardedRequest, key: int) -> HttpResponse:
    """The hours of one station as a table; written down as a deed."""
    return _export(request, Station.objects.filter(pk=key))


@open_to_all
def show_figures(request: HttpRequest) -> HttpResponse:
    """What everybody may know of visits."""
    moment = now()
    return render(request, "stations/visit_figures.html", {
        "figures": read_public_figures(moment), "least": LEAST, "demo": is_demo(), "moment": moment})


def _export(request: GuardedRequest, stations: QuerySet[Station]) -> HttpResponse:
    last = localdate(now())
    first = last - timedelta(days=_read_days(request) - 1)
    body = export_visits(by=request.user, stations=stations, first=first, last=last)
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="visits-{first:%Y%m%d}-{last:%Y%m%d}.csv"'})


def _read_days(request: GuardedRequest) -> int:
    told = request.POST.get("days", "")
    return min(MOST_DAYS, max(1, int(told))) if told.isascii() and told.isdigit() and len(told) < 4 else EXPORTED_DAYS


def _count_kinds(request: GuardedRequest) -> list[tuple[str, Any, int]]:
    seen = list(stations_of(request.user).order_by().values_list("kind", flat=True))
    return [("", "", len(seen)), *((kind.value, kind.label, seen.count(kind.value)) for kind in Station.Kind
                                   if kind.value in seen)]
