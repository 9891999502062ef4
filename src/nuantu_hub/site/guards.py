"""Default deny: a view that does not say who may open it is opened by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Find = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may open a view: holders of ``permission`` on what ``find`` returns for the words of the address.

    A ``permission`` of None opens it to everybody. ``find`` gets the request and the address's words and raises
    Http404 where there is nothing; what it returns stands at ``request.found``.
    """

    permission: str | None
    find: Find | None = None


def guard(permission: str, *, find: Find | None = None) -> Callable[[View], View]:
    """Let only holders of the permission open the view."""
    def mark(view: View) -> View:
        view.guard = Guard(permission, find)  # type: ignore[attr-defined]
        return view
    return mark


def open_to_all(view: View) -> View:
    """Let everybody open the view, signed in or not."""
    view.guard = Guard(None)  # type: ignore[attr-defined]
    return view


def read_guard(view: Callable[..., Any]) -> Guard | None:
    """The guard that a view carries, under whatever decorators."""
    found: Guard | None = getattr(view, "guard", None)
    return found


class GuardMiddleware:
    """Asks the guard of each view before it runs.

    A stranger is sent to sign in, whatever the address; who is signed in and may not see a thing hears that there is
    none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse what the guard does not allow."""
        own = read_guard(view)
        if own is None:
            if view.__module__.startswith(settings.SELF_GUARDED):
                return None
            raise ImproperlyConfigured(f"{view!r} says not who may open it")
        if own.permission is None:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = own.find(request, *args, **kwargs) if own.find else None
        if not request.user.has_perm(own.permission, found):
            raise Http404
        request.found = found  # type: ignore[attr-defined]
        return None
