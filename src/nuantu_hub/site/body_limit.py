"""A request larger than any form needs is turned away before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: The largest file that is taken, with room for the form around it.
MOST_BYTES = 25 * 2**20


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
            return HttpResponse(status=413)
        return self.get_response(request)
