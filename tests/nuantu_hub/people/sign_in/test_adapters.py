"""A worker signs in with a phone and a code, and a stranger learns nothing on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from nuantu_hub.people.interfaces.sms import open_outbox
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "13900000001", "13900000008"


@pytest.fixture(autouse=True)
def empty_outbox() -> None:
    Path(settings.DATA.root / "outbox" / "outbox.json").unlink(missing_ok=True)


def _read_texts() -> list[str]:
    gateway = open_outbox()
    assert gateway is not None
    return [message.text for message in gateway.list_messages()]


def _read_code() -> str:
    found = re.search(r"\d{6}", _read_texts()[0])
    assert found is not None
    return found.group()


def _ask(phone: str, client: Client | None = None) -> tuple[Client, str]:
    client = client or Client()
    answer = client.post("/sign-in/", {"phone": phone}, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    return client, re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]+', "", page).replace(phone[-4:], "")


def test_a_worker_signs_in_with_the_code_that_was_sent(rider: Account) -> None:
    client, _ = _ask(KNOWN)
    answer = client.post("/sign-in/code/", {"code": _read_code()})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(rider.pk)
    assert 29 * 86_400 < client.session.get_expiry_age() <= 30 * 86_400
    assert "还没有加入" not in _read_texts()[0]


def test_a_known_and_an_unknown_phone_get_the_same_page(rider: Account) -> None:
    _, for_known = _ask(KNOWN)
    _, for_unknown = _ask(UNKNOWN)

    assert for_known == for_unknown
    assert "还没有加入工会" in _read_texts()[0]


def test_an_unknown_phone_cannot_sign_in_whatever_the_code(rider: Account) -> None:
    client, _ = _ask(UNKNOWN)
    for code in ("", "000000", "123456"):
        client.post("/sign-in/code/", {"code": code})

    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_as_good_as_unknown(rider: Account) -> None:
    _, for_known = _ask(KNOWN)
    rider.is_active = False
    rider.save()
    client, for_closed = _ask(KNOWN)

    assert for_known == for_closed
    assert "还没有加入工会" in _read_texts()[0]
    client.post("/sign-in/code/", {"code": "123456"})
    assert "_auth_user_id" not in client.session


def test_three_wrong_codes_end_the_attempt(rider: Account) -> None:
    client, _ = _ask(KNOWN)
    code = _read_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _try in range(3):
        client.post("/sign-in/code/", {"code": wrong})
    client.post("/sign-in/code/", {"code": code})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("phone", [KNOWN, UNKNOWN])
def test_codes_are_sent_three_times_a_minute_and_no_more(rider: Account, phone: str) -> None:
    for _try in range(3):
        _ask(phone)
    answer = Client().post("/sign-in/", {"phone": phone})

    assert answer.status_code == 200
    assert "试得太多了" in answer.content.decode()
    assert len(_read_texts()) == 3


def test_what_is_no_phone_is_said_beside_the_field(rider: Account) -> None:
    answer = Client().post("/sign-in/", {"phone": "12345"})

    assert "这不是手机号" in answer.content.decode()
    assert _read_texts() == []


def test_a_gateway_that_fails_is_said_in_one_sentence(rider: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NUANTU_HUB_DEV_SMS")
    answers = [Client().post("/sign-in/", {"phone": phone}) for phone in (KNOWN, UNKNOWN)]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert "短信没有发出" in answers[0].content.decode()


def test_a_session_ends_when_its_account_is_closed(rider: Account) -> None:
    client, _ = _ask(KNOWN)
    client.post("/sign-in/code/", {"code": _read_code()})
    assert client.get("/sign-out/").status_code == 200
    rider.is_active = False
    rider.save()

    assert not client.get("/sign-in/").wsgi_request.user.is_authenticated


def test_signing_out_takes_a_post_and_ends_the_session(rider: Account) -> None:
    client, _ = _ask(KNOWN)
    client.post("/sign-in/code/", {"code": _read_code()})
    client.get("/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/sign-out/")

    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_signing_in() -> None:
    assert Client().get("/sign-up/").status_code == 404
    assert Account.objects.count() == 0
