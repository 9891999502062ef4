"""The pages of signing in offer the outbox only to developers, and the cast only in a demonstration."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from nuantu_hub.people.sign_in.doors import add_doors


def test_the_outbox_is_offered_while_it_is_switched_on(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    assert add_doors(rf.get("/")) == {"is_demo": False, "outbox": "/dev/outbox/"}
    monkeypatch.delenv("NUANTU_HUB_DEV_SMS")

    assert add_doors(rf.get("/")) == {"is_demo": False, "outbox": None}
