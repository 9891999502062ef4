"""Whoever is on call leaves a number and takes it back."""

from __future__ import annotations

import pytest

from nuantu_hub.people.interfaces.sms import DEVELOPMENT, NotSentError, open_outbox
from nuantu_hub.people.models import Account, Deed
from nuantu_hub.stations.domain.on_call_phones import leave_phone, take_phone_back
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import OnCallPhone

pytestmark = pytest.mark.django_db
FIRST, SECOND = "+8613900000071", "+8613900000072"


def list_sent() -> list[str]:
    outbox = open_outbox()
    assert outbox is not None
    return [one.phone for one in outbox.list_messages() if "驿站求助的短信" in one.text]


def test_a_number_is_kept_after_a_message_to_it_went_out(officer: Account) -> None:
    before = len(list_sent())
    leave_phone(by=officer, phone=FIRST)
    leave_phone(by=officer, phone=FIRST)
    assert list_sent()[:len(list_sent()) - before] == [FIRST]
    leave_phone(by=officer, phone=SECOND)
    assert [one.phone for one in OnCallPhone.objects.filter(account=officer)] == [SECOND]
    assert take_phone_back(by=officer)
    assert not take_phone_back(by=officer)
    assert not OnCallPhone.objects.exists()
    verbs = list(Deed.objects.filter(by=officer).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["on-call phone left", "on-call phone left", "on-call phone taken back"]


def test_nobody_sends_messages_to_many_numbers(officer: Account) -> None:
    for number in range(3):
        leave_phone(by=officer, phone=f"+861390000008{number}")
    with pytest.raises(StationRefused, match="换了太多次"):
        leave_phone(by=officer, phone=FIRST)


def test_a_hub_that_cannot_send_keeps_no_number(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DEVELOPMENT)
    with pytest.raises(NotSentError):
        leave_phone(by=officer, phone=FIRST)
    assert not OnCallPhone.objects.exists()
