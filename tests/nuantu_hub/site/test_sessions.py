"""A session in the database tells a thief nothing."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from nuantu_hub.site.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_a_session_lies_encrypted_and_opens_again() -> None:
    store = SessionStore()
    store["phone"] = "+8613900000001"
    store.save()

    assert Session.objects.get().session_data.startswith("fields-1:")
    assert SessionStore(store.session_key)["phone"] == "+8613900000001"


def test_a_session_that_does_not_open_is_over() -> None:
    store = SessionStore()
    store["phone"] = "+8613900000001"
    store.save()
    Session.objects.update(session_data="fields-1:AAAA")

    assert "phone" not in SessionStore(store.session_key)
