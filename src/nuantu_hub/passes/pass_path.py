"""A short way for what gates and phones fetch: no session, language or page concerns it, and no cookie is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.views.decorators.csrf import csrf_exempt

from nuantu_hub.site.guards import open_to_all

PASSES = "/passes/v1/"
View = TypeVar("View", bound=Callable[..., HttpResponse])


def sessionless(view: View) -> View:
    """A view that is open to all, the same for everybody, and answered before a cookie is read."""
    view.is_sessionless = True  # type: ignore[attr-defined]
    marked: View = csrf_exempt(open_to_all(view))
    return marked


class PassPathMiddleware:
    """Answers what is sessionless before the rest of the house wakes up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass the request on."""
        if not request.path_info.startswith(PASSES):
            return self.get_response(request)
        found = find_sessionless(request.path_info)
        if found is None:
            return self.get_response(request)
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return answer


@lru_cache(maxsize=4_096)
def find_sessionless(path: str) -> ResolverMatch | None:
    """The sessionless view of a path, remembered: going through all addresses of the hub takes as long as a check."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return found if getattr(found.func, "is_sessionless", False) else None
