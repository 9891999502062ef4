"""Only what is marked goes the short way."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from nuantu_hub.passes.issue_urls import urlpatterns
from nuantu_hub.passes.pass_path import PASSES

pytestmark = pytest.mark.django_db


def test_what_is_sessionless_lies_under_one_roof() -> None:
    def is_short(one: URLPattern) -> bool:
        return bool(getattr(one.callback, "is_sessionless", False))

    under = {one.name for one in urlpatterns if f"/{one.pattern}".startswith(PASSES)}
    assert {one.name for one in urlpatterns if is_short(one)} == under - {"credentials"}


def test_a_session_is_neither_begun_nor_read(stranger: Client) -> None:
    stranger.cookies["sessionid"] = "made-up"
    answer = stranger.get(reverse("passes:time"))
    assert (answer.status_code, answer.cookies) == (200, {})
    assert stranger.get(f"{PASSES}nothing").status_code == 404
