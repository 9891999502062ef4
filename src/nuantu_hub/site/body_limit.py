"""A request larger than any form needs is turned away before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

#: The largest file that is taken, with room for the form around it.
MOST_BYTES = 25 * 2**20


def write_page(request: HttpRequest) -> str:
    """The page of the refusal, in the reader's language; nothing is known yet of who asks."""
    with override(get_language_from_request(request)):
        return render_to_string("413.html")


class BodyLimitMiddleware:
    """Answers 413 to what says that it is too large, and 411 to what does not say how large it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or turn it away."""
        if request.META.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            return HttpResponse(status=411)
        told = request.META.get("CONTENT_LENGTH") or "0"
        if not told.isascii() or not told.isdigit() or int(told) > MOST_BYTES:
            return HttpResponse(write_page(request), status=413, headers={"Connection": "close"})
        return self.get_response(request)
