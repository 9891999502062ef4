"""What gates and phones fetch: signed lists and policies, the same for everybody."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from nuantu_hub.passes.domain.publishing import find_published
from nuantu_hub.passes.domain.signer import find_trust
from nuantu_hub.passes.domain.status_lists import list_needed
from nuantu_hub.passes.models import Publication
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.passes.pass_path import sessionless
from nuantu_hub.site.clock import now

#: How long a copy is good for, seconds: lists are published as often.
FRESH_S = 900
#: Larger than any key of the embedded database: what lies beyond names nothing.
LARGEST_KEY = 2**63 - 1
CBOR, TEXT = "application/cbor", "text/plain; charset=us-ascii"


def _answer(request: HttpRequest, body: bytes, kind: str, digest: str = "") -> HttpResponse:
    """The body with what makes copies possible; 304 where the asker has it."""
    tag = f'"{(digest or hashlib.sha256(body).hexdigest())[:32]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    answer: HttpResponse
    if tag in known or "*" in known:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(body, content_type=kind)
        answer["Content-Length"] = str(len(body))
    answer["ETag"] = tag
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, public=True, max_age=FRESH_S)
    return answer


def _miss() -> JsonResponse:
    return JsonResponse({"reason": "unknown"}, status=404)


def _answer_published(request: HttpRequest, kind: str, number: int, told_as: str) -> HttpResponse:
    found = find_published(kind, number) if number <= LARGEST_KEY else None
    return _miss() if found is None else _answer(request, bytes(found.body), told_as, found.digest)


@sessionless
@require_safe
def show_time(request: HttpRequest) -> HttpResponse:
    """The hub's time."""
    del request
    answer = JsonResponse({"time": int(now().timestamp())})
    answer["Cache-Control"] = "no-store"
    return answer


@sessionless
@require_safe
def show_trust(request: HttpRequest) -> HttpResponse:
    """The list of whom to trust."""
    found = find_trust()
    return _miss() if found is None else _answer(request, found.data, CBOR)


@sessionless
@require_safe
def show_statuses(request: HttpRequest) -> HttpResponse:
    """Which status lists are needed now and in the next hours."""
    told: list[dict[str, Any]] = [
        {"number": one.number, "class": one.credential_class, "from": one.start_s, "until": one.start_s + WINDOW_S}
        for one in list_needed(now())]
    return _answer(request, json.dumps({"lists": told}).encode(), "application/json")


@sessionless
@require_safe
def show_status(request: HttpRequest, number: int) -> HttpResponse:
    """One status list."""
    return _answer_published(request, Publication.Kind.STATUS, number, CBOR)


@sessionless
@require_safe
def show_bundle(request: HttpRequest, compound: int) -> HttpResponse:
    """A compound's policy and map."""
    return _answer_published(request, Publication.Kind.BUNDLE, compound, CBOR)


@sessionless
@require_safe
def show_descriptor(request: HttpRequest, gate: int) -> HttpResponse:
    """A gate's poster."""
    return _answer_published(request, Publication.Kind.DESCRIPTOR, gate, TEXT)
