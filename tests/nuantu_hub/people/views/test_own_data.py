"""Everybody finds what is kept about them, and can change it, take it along or withdraw it, in two clicks."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.domain.consents import has_consent, read_purposes
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.sms import open_outbox
from nuantu_hub.people.models import Account, Consent

pytestmark = pytest.mark.django_db


def test_a_worker_and_an_officer_see_what_is_kept_about_them(rider: Account, officer: Account, as_: As) -> None:
    for account in (rider, officer):
        page = as_(account).get("/me/").content.decode()
        assert account.name in page
        assert "13900000001" not in page
        assert "下载我的全部数据" in page


def test_consent_is_given_and_withdrawn_with_one_click_each(rider: Account, as_: As) -> None:
    client = as_(rider)
    page = client.get("/me/").content.decode()
    assert "/me/consents/id_number/give/" in page
    version = read_purposes()["id_number"].words.version
    client.post("/me/consents/id_number/give/", {"version": version})
    assert has_consent(rider, "id_number")
    assert "/me/consents/id_number/withdraw/" in client.get("/me/").content.decode()
    client.post("/me/consents/id_number/withdraw/")

    assert not has_consent(rider, "id_number")


def test_words_of_another_version_are_not_agreed_to(rider: Account, as_: As) -> None:
    answer = as_(rider).post("/me/consents/id_number/give/", {"version": "2001-01"})

    assert answer.status_code == 422
    assert "这段话已经更新" in answer.content.decode()
    assert not Consent.objects.exists()


def test_all_of_it_is_taken_along_as_a_zip(rider: Account, as_: As) -> None:
    answer = as_(rider).post("/me/export/")

    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["data.json"]
    assert as_(rider).get("/me/export/").status_code == 405


def test_a_name_is_corrected(rider: Account, as_: As) -> None:
    assert as_(rider).post("/me/name/", {"name": "林晓满"}).status_code == 302
    assert Account.objects.get(pk=rider.pk).name == "林晓满"
    assert as_(rider).post("/me/name/", {"name": "123"}).status_code == 422


def test_a_phone_is_changed_with_the_code_that_went_to_the_new_one(rider: Account, as_: As) -> None:
    client = as_(rider)
    assert client.get("/me/phone/code/").headers["Location"] == "/me/phone/"
    client.post("/me/phone/", {"phone": "13900000009"})
    gateway = open_outbox()
    assert gateway is not None
    message = gateway.list_messages()[0]
    code = re.search(r"\d{6}", message.text).group()  # type: ignore[union-attr]
    assert message.phone == "+8613900000009"
    assert client.post("/me/phone/code/", {"code": f"{(int(code) + 1) % 10**6:06d}"}).status_code == 422
    assert client.post("/me/phone/code/", {"code": code}).status_code == 302

    assert Account.objects.get(pk=rider.pk).phone == "+8613900000009"


def test_one_sees_who_read_what_about_oneself_and_nobody_elses(
    rider: Account, other_rider: Account, officer: Account, as_: As,
) -> None:
    record_reading(officer, rider, "member")

    assert "郑干" in as_(rider).get("/me/readings/").content.decode()
    assert "郑干" not in as_(other_rider).get("/me/readings/").content.decode()


def test_the_register_is_open_to_everybody(stranger: Client) -> None:
    page = stranger.get("/me/register/").content.decode()

    assert "手机号" not in page or "phone" in page
    assert "个人信息保护法" in page


def test_a_stranger_is_sent_to_sign_in(stranger: Client) -> None:
    for page in ("/me/", "/me/readings/", "/me/name/", "/me/phone/", "/me/files/", "/me/erase/"):
        assert stranger.get(page).headers["Location"].startswith("/sign-in/"), page
