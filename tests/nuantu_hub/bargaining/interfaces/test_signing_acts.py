"""The signing room offers each account what it may do now, and nothing else."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk
from tests.nuantu_hub.bargaining.signing_scene import export, freeze, ratify

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.signing_acts import list_signing_acts
from nuantu_hub.bargaining.models import Ratification, Talk
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_who_keeps_the_talk_and_chiefs_freeze_and_others_do_not(table: Table) -> None:
    for account in (table.officer, table.workers[0], table.recorder):
        assert list(list_signing_acts(account, table.talk, None)) == ["freeze"]
    for account in (table.workers[1], table.observer, Account.objects.create_staff("stranger", "别人")):
        assert list(list_signing_acts(account, table.talk, None)) == []


def test_a_frozen_text_is_signed_by_sides_voided_by_chiefs_and_closed_by_its_keepers(table: Table) -> None:
    text = freeze(table)
    open_to = {account.login: list(list_signing_acts(account, table.talk, text)) for account in (
        table.workers[0], table.workers[1], table.recorder, table.officer, table.observer)}
    assert list(open_to.values()) == [["void", "sign"], ["sign"], ["sign", "ratify", "publish"],
                                      ["ratify", "publish"], []]
    assert list_signing_acts(table.officer, table.talk, None) == {}
    table.talk.state = Talk.State.SIGNED
    assert list_signing_acts(table.workers[0], table.talk, text) == {}


def test_a_text_is_ratified_once_and_minutes_never(table: Table, district: Unit, officer: Account) -> None:
    text = freeze(table)
    told = {"entitled": 3, "present": 3, "yes": 2, "no": 1, "at": TALKING, "words": ""}
    list_signing_acts(officer, table.talk, text)["ratify"].verb(told)
    assert (Ratification.objects.get().yes, Ratification.objects.get().no) == (2, 1)
    text.refresh_from_db()
    assert list(list_signing_acts(officer, table.talk, text)) == ["publish"]
    minutes = make_talk(district, officer, procedure="meeting_minutes", mark="m")
    assert "ratify" not in list_signing_acts(officer, minutes.talk, freeze(minutes))


def test_the_verbs_refuse_what_the_domain_refuses(table: Table) -> None:
    text = freeze(table)
    acts = list_signing_acts(table.workers[0], table.talk, text)
    with pytest.raises(TalkRefused, match="没有写为什么作废"):
        acts["void"].verb({"why": ""})
    with pytest.raises(TalkRefused, match="要由那一方交"):
        acts["sign"].verb({"told": export("platform")})
    ratify(table, text)
    with pytest.raises(TalkRefused, match="还不能公布"):
        list_signing_acts(table.officer, table.talk, text)["publish"].verb({})
