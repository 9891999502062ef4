"""What gates ask and tell without a session: the online check, and the counts of a day."""

from __future__ import annotations

import json

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.gate_counts import CountRefused, check_speaker, read_told, take_count
from nuantu_hub.passes.domain.online_check import check_online
from nuantu_hub.passes.models import GateNumber
from nuantu_hub.passes.pass_path import sessionless

MOST_BYTES = 4_096
LARGEST_GATE = 2**32 - 1


@sessionless
@require_POST
def verify(request: HttpRequest) -> JsonResponse:
    """A verdict, of which nothing is kept."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return JsonResponse({"reason": "size"}, status=413)
    try:
        told = json.loads(request.body)
        text, gate = told["text"], told["gate"]
    except (ValueError, KeyError, TypeError, RecursionError):
        text = gate = None
    if not isinstance(text, str) or type(gate) is not int or not 0 <= gate <= LARGEST_GATE:
        return JsonResponse({"reason": "form"}, status=400)
    found = check_online(text, gate)
    if found is None:
        return JsonResponse({"reason": "gate"}, status=404)
    answer = JsonResponse({"code": found.code, "light": found.light})
    answer["Cache-Control"] = "no-store"
    return answer


@sessionless
@require_POST
def counts(request: HttpRequest, gate: int) -> JsonResponse:
    """Take over a gate's day; the answer follows the commit."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return JsonResponse({"reason": "size"}, status=413)
    number = GateNumber.objects.filter(pk=gate).first() if gate <= LARGEST_GATE else None
    if number is None:
        return JsonResponse({"reason": "gate"}, status=404)
    try:
        check_speaker(number, request.headers, request.path, request.body)
        take_count(gate=number, told=read_told(request.body))
    except CountRefused as refused:
        told = {"reason": refused.reason} | ({"field": refused.field} if refused.field else {})
        return JsonResponse(told, status=refused.status)
    except DatabaseError:
        return JsonResponse({"reason": "unwritten"}, status=503)
    return JsonResponse({"taken": True})
