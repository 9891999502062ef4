"""Erasing takes two steps, and the second one cannot be taken back."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.models import Account, Erasure

pytestmark = pytest.mark.django_db


def test_one_asks_thinks_better_of_it_asks_again_and_confirms(rider: Account, as_: As) -> None:
    client = as_(rider)
    assert "申请删除" in client.get("/me/erase/").content.decode()
    client.post("/me/erase/")
    assert "确认删除" in client.get("/me/erase/").content.decode()
    client.post("/me/erase/drop/")
    assert not Erasure.objects.exists()
    client.post("/me/erase/")
    assert "账号已停用" in client.post("/me/erase/confirm/").content.decode()

    assert client.get("/me/").headers["Location"].startswith("/sign-in/")
    assert not Account.objects.get(pk=rider.pk).is_active


def test_confirming_what_was_not_asked_is_refused(rider: Account, as_: As) -> None:
    assert as_(rider).post("/me/erase/confirm/").status_code == 422


def test_staff_in_office_is_told_why_not(officer: Account, as_: As) -> None:
    assert "还有岗位" in as_(officer).post("/me/erase/").content.decode()
