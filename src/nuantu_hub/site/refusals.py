"""A refusal that no form shows becomes a page of its own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuantu_hub.site.errors import Refused


class RefusalMiddleware:
    """Answers a Refused with its status and its words; anything else stays a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "site/refused.html", {"refused": exception}, status=exception.status)
