"""A worker's standing keys: put on this phone, shown without a network, taken back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.doors import find_door
from nuantu_hub.stations.domain.standing_keys import give_key, read_seeds, withdraw_key
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import StandingKey
from nuantu_hub.stations.views.places import find_key, find_signed


@guard("stations.hold_key")
def own_keys(request: GuardedRequest) -> HttpResponse:
    """The own keys; the phone fills in the codes from what it keeps."""
    held = StandingKey.objects.held_at(now()).filter(account=request.user).select_related("door__station")
    return render(request, "stations/own_keys.html", {"keys": held.order_by("door__station__name", "pk")})


@guard("stations.hold_key")
@never_cache
def keep_key(request: GuardedRequest, sign: str) -> HttpResponse:
    """Put a key of a station on this phone: GET explains, POST gives what the phone keeps, once, as JSON."""
    station = find_signed(sign)
    door = find_door(station)
    if request.method != "POST":
        return render(request, "stations/key_keep.html", {"station": station, "door": door})
    if door is None:
        return JsonResponse({"words": _("这座驿站没有自助门，直接推门就行。")}, status=422)
    try:
        key = give_key(account=request.user, door=door, token=uuid.uuid4())
    except StationRefused as refused:
        return JsonResponse({"words": str(refused)}, status=refused.status)
    return JsonResponse(read_seeds(key))


@guard("stations.see_own_key", find=find_key)
@never_cache
@require_POST
def renew_seeds(request: GuardedRequest, key: int) -> JsonResponse:
    """What the phone keeps, for the weeks to come; 410 for a key that is held no more."""
    del key
    held: StandingKey = request.found
    if held.withdrawn_at is not None or held.until <= now():
        return JsonResponse({"words": _("这把钥匙已经收回")}, status=410)
    return JsonResponse(read_seeds(held))


@guard("stations.see_own_key", find=find_key)
@require_POST
def withdraw(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a key back."""
    del key
    withdraw_key(by=request.user, key=request.found)
    messages.success(request, _("已收回，门几秒后就不认它了"))
    return redirect("stations:own_keys")
