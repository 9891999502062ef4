"""Where controllers of doors speak with the hub. They sign what they say; no session, page or language is needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.domain.door_answers import answer_sync
from nuantu_hub.stations.domain.door_requests import Unheard, check_signature, find_speaker, read_key
from nuantu_hub.stations.domain.door_words import Misspoken, read_sync
from nuantu_hub.stations.domain.doors import enrol_door, list_rivals
from nuantu_hub.stations.domain.intake import take_over
from nuantu_hub.stations.domain.limits import Limit, take_one
from nuantu_hub.stations.models import Door, Station

MOST_BYTES = 512 * 1024
#: Controllers that are not known yet, from one address; those that are ask at every start.
ENROLS = Limit("door enrol", 60, 60)
Speak = Callable[[HttpRequest], JsonResponse]


def refuse(status: int, reason: str, **more: Any) -> JsonResponse:
    """A refusal with its word of the protocol."""
    return JsonResponse({"reason": reason, **more}, status=status)


def spoken(view: Speak) -> Speak:
    """Answer what is not listened to, what cannot be read and what cannot be written in the words of the protocol."""
    @wraps(view)
    def answer(request: HttpRequest) -> JsonResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return refuse(413, "size")
        try:
            return view(request)
        except Unheard as fault:
            return refuse(401, fault.why, what=fault.what, time=int(now().timestamp()))
        except Misspoken as fault:
            return refuse(400, "form", field=fault.field, what=fault.what)
        except DatabaseError:
            # Nothing was acknowledged: the door keeps what it told and tells it again.
            return refuse(503, "unwritten")
    return answer


def _read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Misspoken("body", "JSON in UTF-8") from fault


@csrf_exempt
@require_POST
@open_to_all
@spoken
def sync(request: HttpRequest) -> JsonResponse:
    """Take over a door's events and state; the answer follows the commit."""
    door = find_speaker(request.headers, request.path, request.body)
    batch = take_over(door, read_sync(_read_json(request.body)))
    if batch.conflict:
        return refuse(409, "sequence", through=batch.through, time=int(batch.received.timestamp()))
    return JsonResponse(answer_sync(batch))


@csrf_exempt
@require_POST
@open_to_all
@spoken
def enrol(request: HttpRequest) -> JsonResponse:
    """A controller makes itself known, and gets the door's secret once staff have let it in.

    The request is signed with the key that it brings: who only knows a public key does not get the secret.
    """
    told = _read_json(request.body)
    if not isinstance(told, dict):
        raise Misspoken("body", "a JSON object")
    check_signature(read_key(told.get("public_key")), request.headers, request.path, request.body)
    code, name = told.get("station"), told.get("name", "")
    if not isinstance(code, str) or not isinstance(name, str):
        raise Misspoken("station" if not isinstance(code, str) else "name", "a text")
    station = Station.objects.select_related("unit").filter(code=code[:40]).first()
    if station is None:
        return refuse(404, "station")
    return _answer_enrol(station, told["public_key"], name, request.META.get("REMOTE_ADDR", ""))


def _answer_enrol(station: Station, key: str, name: str, address: str) -> JsonResponse:
    at = int(now().timestamp())
    known = Door.objects.filter(device_key=key).first()
    if known is not None and known.state == Door.State.REVOKED:
        return refuse(403, "revoked", time=at)
    if known is None and not take_one(ENROLS, address):
        return refuse(429, "often", time=at)
    if list_rivals(station, key).exists() or (known is not None and known.station_id != station.pk):
        return refuse(409, "taken", time=at)
    door = enrol_door(station=station, device_key=key, name=name)
    if door.state == Door.State.APPROVED:
        return JsonResponse({"door": str(door.pk), "secret": door.secret, "time": at})
    return JsonResponse({"state": "waiting", "time": at}, status=202)
