"""The stations that a worker wants to find again."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.favourites import drop_favourite, is_favourite, list_favourites, mark_favourite
from nuantu_hub.stations.interfaces.stand import read_stands
from nuantu_hub.stations.views.finding import find_by_sign

ROWS = 50


@never_cache
@guard("stations.favour")
def favourites(request: GuardedRequest) -> HttpResponse:
    """One's own favourites, the newest first; nobody else sees them."""
    page = Paginator(list_favourites(account=request.user), ROWS).get_page(request.GET.get("page"))
    stations = list(page)
    prefetch_related_objects(stations, "facilities")
    rows = [(stand, None) for stand in read_stands(stations, now())]
    return render(request, "stations/favourites.html", {"page": page, "rows": rows})


@guard("stations.favour")
@require_POST
def favour(request: GuardedRequest, sign: str) -> HttpResponse:
    """Mark a station, or take the mark away."""
    station = find_by_sign(sign)
    turn = drop_favourite if is_favourite(account=request.user, station=station) else mark_favourite
    turn(account=request.user, station=station)
    return redirect("stations:station", sign)
