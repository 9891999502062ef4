"""The rail and the tabs show what an account may open, in order, and nothing to a stranger."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import RAIL, TABS, WAYS_ON, Place, WayOn, add_navigation, find_here, list_ways_on

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
    assert _navigate(rf, officer)[1] == ["people:today", "stations:desk"]  # staff on a phone


def test_places_stand_in_the_order_of_their_ranks(rf: RequestFactory, officer: Account) -> None:
    rank = {place.address: place.rank for place in RAIL}
    shown = [rank[address] for address in _navigate(rf, officer)[0]]

    assert shown == sorted(shown)


def test_every_place_leads_somewhere() -> None:
    assert all(reverse(place.address) for place in (*RAIL, *TABS))


@pytest.mark.parametrize(("path", "here"), [
    ("/units/", "people:units"), ("/units/3/", "people:units"), ("/visits/4/", "people:visits"),
    ("/rooms/a/", "people:units"), ("/rooms/b/", "people:visits"), ("/elsewhere/", None), ("/", None)])
def test_a_page_belongs_to_the_place_that_says_most_of_its_path(path: str, here: str | None) -> None:
    """A service holds its rooms; a room that is a place of its own stands for itself."""
    places = [Place("one", "tree", "people:units", "", 1, rooms=("/rooms/",)),
              Place("two", "visit", "people:visits", "", 2, rooms=("/rooms/b/",))]
    found = find_here(places, path)

    assert (found.address if found else None) == here


def test_home_is_home_and_nothing_else() -> None:
    home = Place("home", "today", "days:home", "", 0)

    assert [find_here([home], path) for path in ("/", "/units/")] == [home, None]


def test_who_has_not_signed_in_is_offered_what_needs_no_account(rf: RequestFactory, rider: Account) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    offered = add_navigation(request)["open_places"]
    request.user = rider

    assert [place.address for place in offered] == [
        "stations:find", "needs:say", "needs:open_problems", "needs:talks", "needs:open_elections", "needs:open_trials",
        "bargaining:open_talks", "bargaining:kept", "passes:open_compounds"]
    assert add_navigation(request)["open_places"] == ()


def test_ways_on_are_asked_for_a_thing_and_those_that_are_none_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    way = WayOn("say", "say", "/say/")
    monkeypatch.setitem(WAYS_ON, "people.unit", [lambda _account, _thing: None, lambda _account, thing: way])

    assert list_ways_on(None, Unit()) == [way]
    assert list_ways_on(None, Account()) == []
