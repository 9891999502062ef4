"""Today names texts that wait for signatures and agreements about to begin, to those of the talk alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.signing_scene import TEXT, freeze, seat_partner, sign_all

from nuantu_hub.bargaining.models import FrozenText, SignedAgreement
from nuantu_hub.bargaining.signing_due import list_beginning, list_unsigned_texts
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_text_waits_for_signatures_then_for_publishing(table: Table) -> None:
    partner, text = seat_partner(table), freeze(table)
    [due] = list_unsigned_texts(table.workers[0], TALKING)
    assert (due.title, due.detail) == ("等签署：门禁等待和超时", "0方已签，一共3方")
    sign_all(table, text, partner)
    assert [one.title for one in list_unsigned_texts(table.officer, TALKING)] == ["可以公布了：门禁等待和超时"]
    FrozenText.objects.update(state=FrozenText.State.VOID)
    assert list(list_unsigned_texts(table.officer, TALKING)) == []


@pytest.mark.parametrize(("days", "told"), [(0, 0), (1, 1), (7, 1), (8, 0)])
def test_an_agreement_is_told_in_the_week_before_it_begins(table: Table, days: int, told: int) -> None:
    day = localdate(TALKING) + timedelta(days=days)
    SignedAgreement.objects.create(text=freeze(table), platform="云送外卖", signed=TEXT, signed_on=day,
                                   effective_on=day, published_at=TALKING, by=table.officer)
    assert len(list(list_beginning(table.workers[0], TALKING))) == told


def test_strangers_hear_of_neither(table: Table) -> None:
    day = localdate(TALKING) + timedelta(days=1)
    SignedAgreement.objects.create(text=freeze(table), platform="云送外卖", signed=TEXT, signed_on=day,
                                   effective_on=day, published_at=TALKING, by=table.officer)
    stranger = Account.objects.create_staff("stranger", "别人")
    for account in (stranger, None):
        assert [*list_unsigned_texts(account, TALKING), *list_beginning(account, TALKING)] == []
