"""A password alone opens no page to staff: a passkey or a one-time code must be set up first."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

#: What one may open before the second step stands.
BEFORE = ("/sign-in/", "/sign-out/", "/language/", "/static/", "/healthz")


class SecondStepMiddleware:
    """Sends staff who came in by password alone to the page where the second step is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or send it to the second step."""
        if request.user.is_authenticated and not request.path.startswith(BEFORE):
            used = {record["method"] for record in get_authentication_records(request, request.user)}
            # Who has a second step was asked for it on the way in, or has set it up since.
            if "password" in used and "mfa" not in used and not is_mfa_enabled(request.user):
                return redirect(reverse("mfa_index"))
        return self.get_response(request)
