"""An invitation lets one in once, and to the second step only."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from tests.nuantu_hub.one_time_code import say_code

from nuantu_hub.people.models import Account, Deed
from nuantu_hub.people.sign_in.invitations import make_invitation

pytestmark = pytest.mark.django_db
CHOSEN = {"password": "清晨五点半的豆浆 warm", "again": "清晨五点半的豆浆 warm"}


def test_an_invited_officer_chooses_a_password_and_goes_on_to_the_second_step(officer: Account) -> None:
    client = Client()
    path = make_invitation(officer)
    assert client.get(path).status_code == 200
    answer = client.post(path, CHOSEN)

    assert answer.headers["Location"] == "/sign-in/second/"
    assert client.get("/").headers["Location"] == "/sign-in/second/"
    officer.refresh_from_db()
    assert officer.check_password(CHOSEN["password"])
    assert Deed.objects.get().verb == "set a password"


def test_a_one_time_code_set_up_after_the_invitation_opens_the_hub(officer: Account) -> None:
    client = Client()
    client.post(make_invitation(officer), CHOSEN)
    page = client.get("/sign-in/second/code/on/").content.decode()
    secret = re.search(r'class="mono">([A-Z2-7]{16,})<', page)
    assert secret is not None
    client.post("/sign-in/second/code/on/", {"code": say_code(secret.group(1))})

    assert client.get("/").headers["Location"] != "/sign-in/second/"
    assert client.get("/me/").status_code == 200


def test_an_invitation_works_once(officer: Account) -> None:
    path = make_invitation(officer)
    Client().post(path, CHOSEN)

    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("password", ["short", "password12345", "123456789012345"])
def test_a_weak_password_is_not_taken(officer: Account, password: str) -> None:
    answer = Client().post(make_invitation(officer), {"password": password, "again": password})

    assert answer.status_code == 422
    officer.refresh_from_db()
    assert not officer.has_usable_password()


def test_two_different_passwords_are_not_taken(officer: Account) -> None:
    answer = Client().post(make_invitation(officer), {**CHOSEN, "again": "清晨五点半的豆浆 cold"})

    assert "两次输入的不一样" in answer.content.decode()


def test_an_invitation_is_over_after_three_days(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_invitation(officer)
    later = datetime.now() + timedelta(days=3, seconds=5)  # noqa: DTZ005 (the package counts so)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)

    assert Client().get(path).status_code == 404


def test_closed_accounts_workers_and_made_up_links_get_nothing(officer: Account, rider: Account) -> None:
    path, of_rider = make_invitation(officer), make_invitation(rider)
    officer.is_active = False
    officer.save()

    assert [Client().get(one).status_code for one in (path, of_rider, path.replace("-", "x"))] == [404, 404, 404]
