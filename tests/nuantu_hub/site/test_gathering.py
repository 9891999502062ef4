"""The rail and the tabs show what an account may open, in order, and nothing to a stranger."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import RAIL, TABS, add_navigation

pytestmark = pytest.mark.django_db


def _navigate(rf: RequestFactory, account: object) -> tuple[list[str], list[str]]:
    request = rf.get("/")
    request.user = account  # type: ignore[assignment]
    told = add_navigation(request)
    return [place.address for place in told["rail"]], [place.address for place in told["tabs"]]


def test_each_sees_the_places_that_are_open(rf: RequestFactory, rider: Account, officer: Account,
                                            steward: Account) -> None:
    assert _navigate(rf, AnonymousUser()) == ([], [])
    assert _navigate(rf, rider)[0] == []
    assert "people:settings" in _navigate(rf, rider)[1]
    assert "people:accounts" not in _navigate(rf, officer)[0]
    assert "people:accounts" in _navigate(rf, steward)[0]
    assert _navigate(rf, officer)[1] == []


def test_places_stand_in_the_order_of_their_ranks(rf: RequestFactory, officer: Account) -> None:
    rank = {place.address: place.rank for place in RAIL}
    shown = [rank[address] for address in _navigate(rf, officer)[0]]

    assert shown == sorted(shown)


def test_every_place_leads_somewhere() -> None:
    assert all(reverse(place.address) for place in (*RAIL, *TABS))


def test_who_has_not_signed_in_is_offered_what_needs_no_account(rf: RequestFactory, rider: Account) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    offered = add_navigation(request)["open_places"]
    request.user = rider

    assert [place.address for place in offered] == ["stations:find"]
    assert add_navigation(request)["open_places"] == ()
