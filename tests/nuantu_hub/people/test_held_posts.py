"""Posts are read once in a request, and anew in the next."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.held_posts import HELD, HeldPostsMiddleware
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.permissions import list_paths
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_request_asks_for_posts_once(rf: RequestFactory, officer: Account, district: Unit) -> None:
    seen: list[list[str]] = []

    def answer(request: object) -> HttpResponse:
        seen.extend(list_paths(officer, role) for role in ("officer", "reviewer", "officer"))
        return HttpResponse()
    with CaptureQueriesContext(connection) as asked:
        HeldPostsMiddleware(answer)(rf.get("/"))

    assert seen == [[district.path], [], [district.path]]
    assert len(asked) == 1
    assert HELD.get() is None


def test_outside_a_request_nothing_is_kept(officer: Account) -> None:
    assert list_paths(officer)
    officer.posts.update(until=now())

    assert list_paths(officer) == []


def test_a_post_that_ended_counts_no_more_in_the_next_request(officer: Account, as_: As) -> None:
    client = as_(officer)
    assert client.get("/units/").status_code == 200
    officer.posts.update(until=now())

    assert client.get("/units/").status_code == 404
