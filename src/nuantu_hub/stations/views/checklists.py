"""The inspector's phone: what is to be inspected, the checklist, its pictures. Works without a network for a while."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.inspections import NEAR_M, add_photo, send_inspection
from nuantu_hub.stations.interfaces.checklist import list_parts, list_photos, read_sheet, read_token
from nuantu_hub.stations.models import Inspection
from nuantu_hub.stations.views.inspections import find_inspection

SHOWN_DAYS, DONE_SHOWN = 14, 20


@guard("stations.inspect")
@never_cache
def my_inspections(request: GuardedRequest) -> HttpResponse:
    """What one is to inspect: late, today, the days to come; what waits for one's second look; what is done."""
    today = localdate(now())
    own = Inspection.objects.filter(inspector=request.user).select_related("station")
    planned = list(own.filter(state="planned", on__lte=today + timedelta(days=SHOWN_DAYS)).order_by("on", "pk"))
    waiting = Inspection.objects.filter(state="sent").filter(second=request.user).select_related("station")
    return render(request, "stations/my_inspections.html", {
        "late": [one for one in planned if one.on < today], "now": [one for one in planned if one.on == today],
        "ahead": [one for one in planned if one.on > today], "waiting": list(waiting), "today": today,
        "done": list(own.exclude(held_at=None).order_by("-held_at")[:DONE_SHOWN])})


@guard("stations.carry_out", find=find_inspection)
def checklist(request: GuardedRequest, key: int) -> HttpResponse:
    """The checklist, empty or as it comes back; a phone that had no network hands it in later, and once."""
    del key
    found: Inspection = request.found
    fault: Refused | None = None
    if request.method == "POST":
        try:
            done = hand_in(request, found)
        except Refused as refusal:
            fault = refusal
            found.refresh_from_db()
        else:
            if wants_json(request):
                return JsonResponse({"ok": True, "url": reverse("stations:inspection", args=[done.pk])})
            messages.success(request, _("检查表已交"))
            return redirect("stations:inspection", done.pk)
    if fault is not None and wants_json(request):
        return JsonResponse({"ok": False, "refused": str(fault)}, status=fault.status)
    if found.state != Inspection.State.PLANNED:
        return redirect("stations:inspection", found.pk)
    return render(request, "stations/checklist.html", {
        "inspection": found, "station": found.station, "parts": list_parts(found, request.POST or None), "near": NEAR_M,
        "token": request.POST.get("token") or uuid.uuid4(), "fault": fault, "told": request.POST},
        status=fault.status if fault else 200)


def hand_in(request: GuardedRequest, found: Inspection) -> Inspection:
    """The sheet with the pictures that came along. Raises Refused."""
    came: list[tuple[str, Any]] = list_photos(request.FILES)
    told = request.POST.dict()
    follow = told.get("photos", "")
    token = read_token(told)
    count = len(came) + (int(follow) if follow.isdigit() and len(follow) < 4 else 0)
    done = send_inspection(by=request.user, inspection=found, token=token, sheet=read_sheet(found, told, count))
    for place, (item, upload) in enumerate(came):
        add_photo(by=request.user, inspection=done, item=item, upload=upload, taken_at=now(),
                  token=uuid.uuid5(token, f"{item}/{place}"))
    return done


@guard("stations.carry_out", find=find_inspection)
@require_POST
def send_photo(request: GuardedRequest, key: int) -> JsonResponse:
    """One picture by itself; the same token is the same picture."""
    del key
    upload = request.FILES.get("photo")
    taken = parse_datetime(request.POST.get("taken_at", "")) if request.POST.get("taken_at") else None
    try:
        if upload is None:
            raise Refused(_("没有收到照片"), _("重新拍一张"))
        made = add_photo(by=request.user, inspection=request.found, item=request.POST.get("item", ""), upload=upload,
                         taken_at=taken if taken is not None and taken.tzinfo else now(),
                         token=read_token(request.POST.dict()))
    except Refused as refusal:
        return JsonResponse({"ok": False, "refused": str(refusal)}, status=refusal.status)
    return JsonResponse({"ok": True, "photo": made.pk})


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which shows the answer itself."""
    return request.headers.get("Accept") == "application/json"
