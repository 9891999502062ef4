"""Who asks without signing in, as far as limits have to know."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from nuantu_hub.stations.domain.limits import Caller


def read_caller(request: HttpRequest) -> Caller:
    """This browser by its session, which begins here where there is none, and the address that it comes from."""
    if request.session.session_key is None:
        request.session.create()
    return Caller(device=str(request.session.session_key), address=str(get_adapter().get_client_ip(request)))
