"""Who asks without signing in."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from nuantu_hub.stations.interfaces.callers import read_caller

pytestmark = pytest.mark.django_db


def test_a_browser_gets_a_session_and_keeps_it() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.9")
    request.session = SessionStore()
    first = read_caller(request)
    assert first.device
    assert first.address == "192.0.2.9"
    assert read_caller(request) == first
