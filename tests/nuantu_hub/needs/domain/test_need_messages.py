"""Messages to phones: to whoever wished for one, once, with nothing of what it is about."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import say

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.domain.need_messages import send_messages
from nuantu_hub.needs.models import Reply, Told
from nuantu_hub.people.interfaces.sms import DEVELOPMENT, URL, open_outbox
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(district: Unit, rider: Account, other_rider: Account, officer: Account) -> Reply:
    """An answer to three: one wished for a message, one did not, one has no name."""
    root = say(district, rider, wants_sms=True).need
    say(district, other_rider, "", joins=root)
    say(district, None, "", joins=root, wants_sms=True)
    return answer_needs(by=officer, unit=district, needs=[root], text="电梯加了一部", token=uuid4())


def test_one_message_goes_to_who_wished_for_it(reply: Reply, rider: Account) -> None:
    """Sent again, it goes to nobody; it tells nothing that others should not see on a screen."""
    outbox = open_outbox()
    assert outbox is not None
    before = len(outbox.list_messages())

    assert [send_messages(reply.pk) for _ in range(2)] == [1, 0]

    messages = outbox.list_messages()
    assert len(messages) == before + 1
    assert messages[0].phone == rider.phone
    assert "电梯" not in messages[0].text
    assert Told.objects.exclude(sms_at=None).get().need.account == rider


def test_a_closed_account_gets_none(reply: Reply, rider: Account) -> None:
    """Who is gone is not written to."""
    Account.objects.filter(pk=rider.pk).update(is_active=False)

    assert send_messages(reply.pk) == 0


def test_without_a_gateway_nothing_is_said_to_have_been_sent(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads it in the log; the page tells the writer anyway."""
    monkeypatch.delenv(DEVELOPMENT, raising=False)
    monkeypatch.delenv(URL, raising=False)

    assert send_messages(reply.pk) == 0
    assert not Told.objects.exclude(sms_at=None).exists()
