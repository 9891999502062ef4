"""The reader's light or dark is kept in a cookie and stands in the page before any script."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_switch_goes_back_to_the_page_and_turns_round() -> None:
    client = Client()

    first = client.post("/theme/", {"next": "/offline/"})
    assert (first.status_code, first.url, client.cookies["theme"].value) == (302, "/offline/", "dark")
    assert 'data-theme="dark"' in client.get("/offline/").content.decode()
    client.post("/theme/", {"next": "/offline/"})
    assert client.cookies["theme"].value == "light"


def test_a_theme_may_be_named_and_what_is_no_theme_is_not_kept() -> None:
    client = Client()
    client.post("/theme/", {"theme": "light"})
    assert client.cookies["theme"].value == "light"

    client.cookies["theme"] = '"><script>'
    assert "<script>" not in client.get("/offline/").content.decode().replace("</script>", "")[:200]


def test_the_switch_never_leads_to_another_host() -> None:
    assert Client().post("/theme/", {"next": "https://elsewhere.example/"}).url == "/"


def test_reading_changes_nothing() -> None:
    assert Client().get("/theme/").status_code == 405
