"""A worker's own page for checking in at a station: what is kept of it, until when, and the two buttons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.check_ins import check_in, check_out, count_persons, find_check_in
from nuantu_hub.stations.domain.holding_back import hold_back_one
from nuantu_hub.stations.domain.occupancy import LEAST, read_occupancy
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Station


def find_by_sign(request: GuardedRequest, sign: str) -> Station:
    """The station of a sign."""
    del request
    return get_object_or_404(Station, sign=sign)


@guard("stations.check_in", find=find_by_sign)
@never_cache
def check(request: GuardedRequest, sign: str) -> HttpResponse:
    """Check in or out; ``what`` of the submit says which."""
    del sign
    station, refusal = request.found, None
    if request.method == "POST":
        try:
            return _do(request, station)
        except StationRefused as fault:
            refusal = fault
    standing = find_check_in(request.user)
    counted = count_persons(station, localdate(now()))
    return render(request, "stations/check_in.html", {
        "station": station, "standing": standing, "here": standing is not None and standing.station_id == station.pk,
        "persons": None if counted is None else hold_back_one(counted), "counted": counted, "least": LEAST,
        "inside": read_occupancy(station), "refusal": refusal}, status=422 if refusal else 200)


def _do(request: GuardedRequest, station: Station) -> HttpResponse:
    if request.POST.get("what") == "out":
        check_out(account=request.user)
        messages.success(request, _("已签离"))
    else:
        check_in(account=request.user, station=station)
        messages.success(request, _("已签到，零点以后没有人知道是你"))
    return redirect("stations:check_in", station.sign)
