"""Asking where a request comes from begins no session."""

from __future__ import annotations

from django.test import RequestFactory

from nuantu_hub.needs.interfaces.quiet_callers import read_address


def test_the_address_is_read_and_nothing_begun() -> None:
    """A request without a session is enough."""
    assert read_address(RequestFactory().get("/say/", REMOTE_ADDR="192.0.2.7")) == "192.0.2.7"
