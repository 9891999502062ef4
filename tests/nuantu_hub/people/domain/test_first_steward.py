"""The first steward of an empty hub is invited from the command line, and nobody after that."""

from __future__ import annotations

import pytest
from django.test import Client

from nuantu_hub.people.domain.first_steward import invite_first_steward
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
WORDS = {"login": "chen", "name": "陈管", "union": "云港市总工会"}


def test_an_empty_hub_gets_its_root_and_its_steward() -> None:
    path = invite_first_steward(**WORDS)

    assert Unit.objects.get().name == "云港市总工会"
    assert Account.objects.get().has_perm("people.keep_accounts")
    assert Client().get(path).status_code == 200
    assert Client().get(invite_first_steward(**WORDS)).status_code == 200


def test_once_a_steward_came_in_nobody_is_invited_this_way() -> None:
    invite_first_steward(**WORDS)
    account = Account.objects.get()
    account.set_password("清晨五点半的豆浆 warm")
    account.save()
    for told in (WORDS, {**WORDS, "login": "zhou"}):
        with pytest.raises(Refused, match="已经有系统管理员"):
            invite_first_steward(**told)
    with pytest.raises(Refused, match="云港市总工会"):
        invite_first_steward(**{**WORDS, "union": "别处"})
