"""A new phone is believed when its code comes back: in time, within three tries, and by the one who asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory

from nuantu_hub.people.domain.phone_code import SLOT, TRIES, check_phone_code, send_phone_code
from nuantu_hub.people.interfaces.sms import open_outbox
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now, set_clock
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.sessions import SessionStore

pytestmark = pytest.mark.django_db
PHONE = "+8613900000009"


def _ask(rf: RequestFactory, account: Account) -> tuple[SessionBase, str]:
    request = rf.post("/me/phone/")
    request.session = SessionStore()
    send_phone_code(request, account=account, phone=PHONE)
    gateway = open_outbox()
    assert gateway is not None
    found = re.search(r"\d{6}", gateway.list_messages()[0].text)
    assert found is not None
    return request.session, found.group()


def test_the_code_gives_the_phone_once(rf: RequestFactory, rider: Account) -> None:
    session, code = _ask(rf, rider)
    assert check_phone_code(session, account=rider, code=f" {code} ") == PHONE
    with pytest.raises(Refused, match="过期"):
        check_phone_code(session, account=rider, code=code)


def test_three_wrong_tries_void_it(rf: RequestFactory, rider: Account) -> None:
    session, code = _ask(rf, rider)
    for _try in range(TRIES):
        with pytest.raises(Refused, match="验证码不对"):
            check_phone_code(session, account=rider, code="x")
    with pytest.raises(Refused, match="过期"):
        check_phone_code(session, account=rider, code=code)


def test_it_is_void_after_five_minutes_and_for_anybody_else(
    rf: RequestFactory, rider: Account, other_rider: Account,
) -> None:
    session, code = _ask(rf, rider)
    with pytest.raises(Refused, match="验证码不对"):
        check_phone_code(session, account=other_rider, code=code)
    set_clock(now() + timedelta(minutes=5, seconds=1))
    try:
        with pytest.raises(Refused, match="过期"):
            check_phone_code(session, account=rider, code=code)
    finally:
        set_clock(None)
    assert SLOT not in session


def test_asking_too_often_is_refused(rf: RequestFactory, rider: Account) -> None:
    for _time in range(3):
        _ask(rf, rider)
    with pytest.raises(Refused, match="试得太多了"):
        _ask(rf, rider)
