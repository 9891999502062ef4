"""A password alone opens no page to staff."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.one_time_code import say_code

from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
PASSWORD = "清晨五点的第一单 rain"


@pytest.fixture
def secretary(officer: Account) -> Account:
    """An officer with a password."""
    officer.set_password(PASSWORD)
    officer.save()
    return officer


def test_a_password_leads_to_the_second_step_and_no_further(secretary: Account) -> None:
    client = Client()
    client.post("/sign-in/staff/", {"login": "officer", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(secretary.pk)
    for page in ("/", "/api/openapi.json", "/people/"):
        assert client.get(page).headers["Location"] == "/sign-in/second/"
    assert client.get("/sign-in/second/").status_code == 200


def test_a_password_and_a_one_time_code_open_the_hub(secretary: Account) -> None:
    secret = generate_totp_secret()
    TOTP.activate(secretary, secret)
    stored = Authenticator.objects.get().data["secret"]
    client = Client()
    client.post("/sign-in/staff/", {"login": "officer", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/sign-in/second/step/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    client.post("/sign-in/second/step/", {"code": say_code(secret)})

    assert client.session["_auth_user_id"] == str(secretary.pk)
    assert client.get("/sign-in/staff/").status_code == 302
    assert client.session.get_expiry_age() <= 12 * 3600
    assert stored.startswith("fields-1:")


def test_one_who_came_in_otherwise_is_not_held_up(officer: Account, as_: As) -> None:
    client = as_(officer)

    assert client.get("/sign-in/second/").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_five_wrong_passwords_lock_the_door(secretary: Account) -> None:
    client = Client()
    statuses = [client.post("/sign-in/staff/", {"login": "officer", "password": "wrong"}).status_code
                for _try in range(6)]
    client.post("/sign-in/staff/", {"login": "officer", "password": PASSWORD})

    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert "_auth_user_id" not in client.session


def test_a_wrong_name_and_a_wrong_password_are_told_alike(secretary: Account) -> None:
    pages = [Client().post("/sign-in/staff/", {"login": name, "password": "wrong"}).content.decode()
             for name in ("officer", "nobody")]

    assert ["登录名或密码不对" in page for page in pages] == [True, True]
