"""The code that is sent to a phone: three tries, five minutes, the newest one only."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from nuantu_hub.people.domain.joining import tell_application
from nuantu_hub.people.domain.joining_code import check_code, send_code
from nuantu_hub.people.interfaces.sms import DEVELOPMENT, NotSentError, open_outbox
from nuantu_hub.people.models import Application, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture
def told(street: Unit, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv(DEVELOPMENT, "1")
    set_clock(NOON)
    yield tell_application(token=uuid.uuid4(), poster=None, place=street, name="林小满", phone="13900000001",
                           occupation="food")
    set_clock(None)


def _newest() -> str:
    outbox = open_outbox()
    assert outbox is not None
    message = outbox.list_messages()[0]
    assert message.phone == "+8613900000001"
    found = re.search(r"\d{6}", message.text)
    assert found is not None
    return found.group()


def _other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_that_was_sent_is_taken(told: Application) -> None:
    send_code(told)
    check_code(told, f" {_newest()} ")
    assert _newest() not in told.code_index


def test_a_wrong_code_is_refused_and_the_fourth_try_even_if_right(told: Application) -> None:
    send_code(told)
    code = _newest()
    for _try in range(3):
        with pytest.raises(Refused, match="验证码不对"):
            check_code(told, _other(code))
    with pytest.raises(Refused, match="作废"):
        check_code(told, code)
    assert Application.objects.get().code_tries == 3


def test_an_old_code_and_one_that_was_replaced_are_refused(told: Application) -> None:
    send_code(told)
    first = _newest()
    send_code(told)
    if first != _newest():
        with pytest.raises(Refused, match="验证码不对"):
            check_code(told, first)
    set_clock(NOON + timedelta(minutes=5, seconds=1))
    with pytest.raises(Refused, match="过期"):
        check_code(told, _newest())


def test_without_a_gateway_nothing_is_sent_and_it_says_so(told: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DEVELOPMENT)
    with pytest.raises(NotSentError):
        send_code(told)


def test_a_code_for_one_phone_confirms_no_other(told: Application) -> None:
    send_code(told)
    code = _newest()
    again = tell_application(token=told.token, poster=None, place=told.place, name="林小满", phone="13900000002",
                             occupation="food")
    with pytest.raises(Refused, match="过期"):
        check_code(again, code)
    Application.objects.update(code_until=NOON + timedelta(minutes=5), code_index=told.code_index)
    again.refresh_from_db()
    with pytest.raises(Refused, match="验证码不对"):
        check_code(again, code)


def test_tries_are_counted_by_the_database_whoever_else_tries(told: Application) -> None:
    send_code(told)
    code, copies = _newest(), [Application.objects.get() for _copy in range(4)]
    for copy in copies[:3]:
        with pytest.raises(Refused, match="验证码不对"):
            check_code(copy, _other(code))
    with pytest.raises(Refused, match="作废"):
        check_code(copies[3], code)
