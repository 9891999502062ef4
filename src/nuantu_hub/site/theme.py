"""Light or dark: the reader's choice, kept in a cookie; without one the device decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nuantu_hub.site.guards import open_to_all

COOKIE = "theme"
THEMES = ("light", "dark")
YEAR_S = 365 * 86_400


def read_theme(request: HttpRequest | None) -> str:
    """The theme that the reader chose, or nothing."""
    chosen = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return chosen if chosen in THEMES else ""


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Switch to the other theme (or to the one that is named) and go back to the page."""
    named = request.POST.get("theme", "")
    chosen = named if named in THEMES else "light" if read_theme(request) == "dark" else "dark"
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    answer.set_cookie(COOKIE, chosen, max_age=YEAR_S, samesite="Lax", secure=request.is_secure())
    return answer


open_to_all(choose_theme)
