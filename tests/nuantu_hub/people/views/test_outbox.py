"""The development outbox exists only where a developer switched it on."""

from __future__ import annotations

import pytest
from django.test import Client

from nuantu_hub.people.interfaces.sms import open_outbox

pytestmark = pytest.mark.django_db


def test_what_was_sent_is_shown_while_it_is_switched_on(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = open_outbox()
    assert gateway is not None
    gateway.send("+8613900000001", "验证码 424242")
    assert "验证码 424242" in stranger.get("/dev/outbox/").content.decode()
    monkeypatch.delenv("NUANTU_HUB_DEV_SMS")

    assert stranger.get("/dev/outbox/").status_code == 404
    assert "/dev/outbox/" not in stranger.get("/sign-in/").content.decode()
