"""Controllers are answered by the same views that the addresses lead to, without what pages need."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from nuantu_hub.stations.door_path import DOORS, DoorPathMiddleware

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"passed on {request.path}", status=418)


@pytest.mark.parametrize("word", ["enrol", "sync"])
def test_the_short_way_leads_where_the_address_leads(word: str) -> None:
    assert DoorPathMiddleware(refuse).views[f"{DOORS}{word}"] is resolve(f"{DOORS}{word}").func


@pytest.mark.parametrize(
    "path", ["/", "/doors/", "/doors/v1/", "/doors/v1/other", "/doors/v10/sync", "/x/doors/v1/sync"])
def test_everything_else_is_passed_on(path: str) -> None:
    answer = DoorPathMiddleware(refuse)(RequestFactory().post(path))

    assert (answer.status_code, answer.content.decode()) == (418, f"passed on {path}")


def test_it_stands_behind_the_limit_of_bodies_and_before_sessions() -> None:
    names = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]

    assert names.index("BodyLimitMiddleware") < names.index("DoorPathMiddleware") < names.index("SessionMiddleware")
    answer = Client().post(f"{DOORS}sync", b"{}", content_type="application/json")
    assert (answer.status_code, "Content-Security-Policy" in answer.headers) == (401, False)
