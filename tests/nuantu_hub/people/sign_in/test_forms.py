"""The forms of signing in speak our words."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.models import Account
from nuantu_hub.people.sign_in.forms import InvitedForm

pytestmark = pytest.mark.django_db


def test_the_pages_of_the_second_step_open_for_staff_in_our_words(officer: Account, as_: As) -> None:
    client = as_(officer)
    session = client.session
    session["account_authentication_methods_user"] = str(officer.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 4e9}]
    session.save()
    said = {"/sign-in/second/": "通行密钥", "/sign-in/second/code/on/": "应用里显示的6位数字",
            "/sign-in/passkeys/add/": "可以单独用来登录", "/sign-in/passkeys/": "添加通行密钥"}

    for page, words in said.items():
        assert words in client.get(page).content.decode(), page


def test_the_pages_of_the_second_step_are_none_of_a_workers_business(rider: Account, as_: As) -> None:
    pages = ("/sign-in/second/", "/sign-in/second/code/on/", "/sign-in/passkeys/", "/sign-in/again/")

    assert [as_(rider).get(page).status_code for page in pages] == [404] * 4


def test_a_stranger_is_sent_to_sign_in(stranger: Client) -> None:
    assert stranger.get("/sign-in/second/").headers["Location"].startswith("/sign-in/?next=")


def test_the_first_password_is_asked_for_twice(officer: Account) -> None:
    form = InvitedForm(officer, {"password": "清晨五点半的豆浆 warm", "again": "别的"})

    assert form.errors["again"] == ["两次输入的不一样。"]
