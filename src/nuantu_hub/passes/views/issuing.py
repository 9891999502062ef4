"""Where a worker's phone fetches credentials."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.eligibility import DOOR, GATE
from nuantu_hub.passes.domain.issuing import IssueRefused, Wanted, issue_credentials
from nuantu_hub.passes.domain.signer import NoIssuerKey
from nuantu_hub.passes.domain.status_lists import AHEAD
from nuantu_hub.passes.domain.withdrawing import is_shut_out
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

MOST_BYTES = 16_384
SIGNS = re.compile(r"[A-Za-z0-9_-]{1,128}")
#: Under this name a session says that it was there when the phone was reported lost.
SINCE = "passes_since"


class Misasked(Exception):  # noqa: N818 (an answer to a phone, not a fault)
    """The request has another form."""


def read_base64url(text: object) -> bytes:
    """Bytes from base64url without padding. Raises Misasked."""
    if not isinstance(text, str) or SIGNS.fullmatch(text) is None:
        raise Misasked
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Misasked from fault


def write_base64url(data: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def read_asked(body: bytes) -> tuple[UUID, int, int, list[Wanted]]:
    """Token, class, key level and what is wanted by window. Raises Misasked."""
    try:
        told = json.loads(body)
        token, kind, level, windows = UUID(told["token"]), told["class"], told["key_level"], told["windows"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Misasked from fault
    if type(kind) is not int or kind not in (GATE, DOOR) or type(level) is not int or level not in (0, 1):
        raise Misasked
    if not isinstance(windows, list) or not 0 < len(windows) <= AHEAD:
        raise Misasked
    return token, kind, level, [_read_window(one) for one in windows]


def _read_window(told: Any) -> Wanted:
    start, keys = (told.get("start"), told.get("keys")) if isinstance(told, dict) else (None, None)
    if type(start) is not int or not isinstance(keys, list):
        raise Misasked
    return Wanted(start, tuple(read_base64url(key) for key in keys))


def find_sign_in_s(session: Any) -> float:
    """When a session was signed in, UTC seconds; 0 where it does not say."""
    told = [one.get("at", 0) for one in session.get("account_authentication_methods", []) if isinstance(one, dict)]
    return float(max([session.get(SINCE, 0), *told]))


@guard("passes.carry")
@never_cache
@require_POST
def credentials(request: GuardedRequest) -> JsonResponse:
    """Credentials for the keys that the phone brings; who asks is known, where they will be used is not."""
    if is_shut_out(request.user, find_sign_in_s(request.session)):
        return JsonResponse({"reason": "sign_in"}, status=401)
    try:
        if len(request.body) > MOST_BYTES:
            raise Misasked
        token, kind, level, wanted = read_asked(request.body)
        given = issue_credentials(account=request.user, token=token, kind=kind, key_level=level, wanted=wanted)
    except Misasked:
        return JsonResponse({"reason": "form"}, status=400)
    except (IssueRefused, NoIssuerKey) as refused:
        return _refuse(refused)
    told = [{"window": one.start_s, "key": write_base64url(one.key), "credential": write_base64url(one.credential)}
            for one in given]
    return JsonResponse({"time": int(now().timestamp()), "class": kind, "credentials": told})


def _refuse(refused: IssueRefused | NoIssuerKey) -> JsonResponse:
    told = {"reason": refused.reason, "what": str(refused.what), "fix": str(refused.fix),
            "time": int(now().timestamp())}
    if isinstance(refused, IssueRefused) and refused.suspension is not None:
        told["url"] = reverse("passes:own_suspension")
    return JsonResponse(told, status=refused.status)
