"""The posters of stations' doors: which there are, and the sheet that hangs there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from nuantu_hub.passes.domain.door_papers import find_door_poster
from nuantu_hub.passes.interfaces.poster_code import draw_poster_code
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.models import Door

ROWS = 50


def find_door(request: GuardedRequest, key: int) -> Door:
    """The door of an address."""
    del request
    return get_object_or_404(Door.objects.select_related("station__unit"), pk=key)


@never_cache
@guard("stations.see_desk")
def posters(request: GuardedRequest) -> HttpResponse:
    """Doors in use with their numbers; of the stations that the account looks after."""
    rows = Door.objects.visible_to(request.user).in_use().select_related("station__unit", "gate_number")
    page = Paginator(rows.order_by("station__code", "pk"), ROWS).get_page(request.GET.get("page"))
    return render(request, "passes/door_posters.html", {"page": page})


@never_cache
@guard("stations.see_desk", find=find_door)
def poster(request: GuardedRequest, key: int) -> HttpResponse:
    """The sheet that hangs at a station's door, signed."""
    del key
    door: Door = request.found
    told = find_door_poster(door)
    return render(request, "passes/door_poster.html", {
        "door": door, "station": door.station, "poster": told,
        "code": draw_poster_code(told.text, door.station.name) if told else ""})
