"""The address that somebody asks from, for a count in memory and for nothing else."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def read_address(request: HttpRequest) -> str:
    """Where a request comes from; no session begins by asking."""
    return str(get_adapter().get_client_ip(request))
