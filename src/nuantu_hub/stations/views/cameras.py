"""The index of cameras: what anybody may know, and the looks at recordings on the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.cameras import CameraPlan, Look, hang_camera, take_camera_down, write_look
from nuantu_hub.stations.interfaces.equipment_forms import CameraForm, LookForm
from nuantu_hub.stations.models import Camera, CameraLook, Station
from nuantu_hub.stations.views.places import find_camera, find_coded, find_signed

ROWS = 50


@open_to_all
@never_cache
def camera_sign(request: HttpRequest, sign: str) -> HttpResponse:
    """Which cameras hang in a station, what they see, how long it is kept, and how often somebody looked."""
    station = find_signed(sign)
    cameras = station.cameras.filter(until=None).order_by("pk")
    looks = CameraLook.objects.filter(camera__station=station)
    return render(request, "stations/camera_sign.html", {
        "station": station, "cameras": cameras, "looks": looks.count(), "last": looks.order_by("-at").first()})


@guard("stations.see_desk", find=find_coded)
@never_cache
def cameras(request: GuardedRequest, code: str) -> HttpResponse:
    """The cameras of a station and who looked at their recordings."""
    del code
    return _show(request, request.found)


def _show(request: GuardedRequest, station: Station, **forms: Any) -> HttpResponse:
    shown = {"camera": CameraForm(), "look": LookForm(), **forms}
    looks = CameraLook.objects.filter(camera__station=station).select_related("camera", "by")
    return render(request, "stations/cameras.html", {
        "station": station, "cameras": station.cameras.order_by("until", "pk"), "forms": shown,
        "page": Paginator(looks, ROWS).get_page(request.GET.get("page")), "today": localdate(now()),
        "look_at": forms.get("look_at"), "may_keep": request.user.has_perm("stations.keep", station),
    }, status=max(status_of(form) for name, form in shown.items() if name != "look_at"))


@guard("stations.keep", find=find_coded)
@require_POST
def hang(request: GuardedRequest, code: str) -> HttpResponse:
    """Put a camera on the index."""
    form = CameraForm(request.POST)
    made = carry_out(form, lambda told: hang_camera(
        by=request.user, station=request.found, token=told.pop("token"), plan=CameraPlan(**told)))
    if made is None:
        return _show(request, request.found, camera=form)
    messages.success(request, _("已登记"))
    return redirect("stations:cameras", code)


@guard("stations.keep", find=find_camera)
@require_POST
def take_down(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a camera off the index."""
    del key
    found: Camera = request.found
    take_camera_down(by=request.user, camera=found, on=localdate(now()))
    messages.success(request, _("已停用"))
    return redirect("stations:cameras", found.station.code)


@guard("stations.keep", find=find_camera)
@require_POST
def look(request: GuardedRequest, key: int) -> HttpResponse:
    """Write down that a recording is looked at."""
    found: Camera = request.found
    form = LookForm(request.POST)
    made = carry_out(form, lambda told: write_look(
        by=request.user, camera=found, token=told.pop("token"), look=Look(**told)))
    if made is None:
        return _show(request, found.station, look=form, look_at=key)
    messages.success(request, _("已记下，现在可以看这一段"))
    return redirect("stations:cameras", found.station.code)
