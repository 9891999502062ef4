"""Only a demonstration lets a visitor in as one of its people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from nuantu_hub.people.domain.demo import choose_cast, open_demo
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(rider: Account, officer: Account) -> Iterator[list[Account]]:
    cast = choose_cast()
    open_demo(cast)
    yield cast
    (settings.DATA.root / "demo.json").unlink()


def test_a_visitor_enters_as_one_of_the_cast(demonstration: list[Account], stranger: Client) -> None:
    page = stranger.get("/demo/").content.decode()
    assert all(account.name in page for account in demonstration)
    stranger.post(f"/demo/{demonstration[0].pk}/")

    assert stranger.session["_auth_user_id"] == str(demonstration[0].pk)


def test_nobody_enters_as_one_outside_the_cast(demonstration: list[Account], stranger: Client) -> None:
    other = Account.objects.create_worker("未列入", "+8613900000007")

    assert stranger.post(f"/demo/{other.pk}/").status_code == 404
    assert stranger.get(f"/demo/{demonstration[0].pk}/").status_code == 405


def test_a_hub_of_real_people_has_no_such_door(rider: Account, stranger: Client) -> None:
    assert [stranger.get("/demo/").status_code, stranger.post(f"/demo/{rider.pk}/").status_code] == [404, 404]
    assert "/demo/" not in stranger.get("/sign-in/").content.decode()
