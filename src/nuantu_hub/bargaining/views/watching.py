"""A meeting as everybody may watch it: a page, and a small part of it that is fetched again and again.

The part is made at most once a second for a meeting and a language, however many watch; who has it gets 304.
"""

from __future__ import annotations

import hashlib
import threading
import time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nuantu_hub.bargaining.domain.watching import watch_meeting
from nuantu_hub.bargaining.interfaces.watched_told import write_part
from nuantu_hub.bargaining.live_feed import FEED
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.site.live_door import admit_stream, find_stream

#: For how long a made part is given to everybody who asks, seconds.
FRESH_S = 1.0
MOST_KEPT = 256
_KEPT: dict[tuple[str, str], tuple[float, bytes, str]] = {}
_LOCK = threading.Lock()


def forget_kept() -> None:
    """Forget every part that was made."""
    _KEPT.clear()


def _make_part(sign: str) -> bytes:
    told = watch_meeting(sign)
    if told is None:
        raise Http404
    return write_part(told)


def read_part(sign: str) -> tuple[bytes, str]:
    """The part and its digest, made at most once a second. Raises Http404 for a sign of no meeting."""
    place, moment = (sign, get_language() or ""), time.monotonic()
    kept = _KEPT.get(place)
    if kept is not None and moment - kept[0] < FRESH_S:
        return kept[1], kept[2]
    with _LOCK:
        kept = _KEPT.get(place)
        if kept is None or time.monotonic() - kept[0] >= FRESH_S:
            body = _make_part(sign)
            if len(_KEPT) >= MOST_KEPT:
                _KEPT.clear()
            kept = (time.monotonic(), body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
            _KEPT[place] = kept
    return kept[1], kept[2]


@open_to_all
@require_safe
def watch(request: HttpRequest, sign: str) -> HttpResponse:
    """The page, with the part as it is now."""
    told = watch_meeting(sign)
    if told is None:
        raise Http404
    stream = find_stream(request, FEED, sign)
    return admit_stream(render(request, "bargaining/watch.html", {
        "meeting": told.meeting, "part": read_part(sign)[0].decode(), "stream": stream}), stream)


@open_to_all
@require_safe
def watch_now(request: HttpRequest, sign: str) -> HttpResponse:
    """The part; 304 for who has it."""
    body, tag = read_part(sign)
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(body, content_type="text/html; charset=utf-8")
    answer["ETag"] = tag
    patch_cache_control(answer, no_cache=True)
    return answer
