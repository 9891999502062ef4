"""A worker's phone fetches credentials; who asks is known, and no answer tells more than it has to."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.pass_cast import confirm, draw_phone_keys, let_carry, seat_holders, write_point

from nuantu_hub.passes.domain.status_lists import find_start
from nuantu_hub.passes.domain.withdrawing import report_lost
from nuantu_hub.passes.views.issuing import SINCE, Misasked, read_asked, read_base64url, write_base64url
from nuantu_hub.people.domain.consents import withdraw_consent
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def build_request(kind: int = 1, count: int = 2, token: uuid.UUID | None = None) -> dict[str, Any]:
    keys = [write_base64url(write_point(key)) for key in draw_phone_keys(count)]
    return {"token": str(token or uuid.uuid4()), "class": kind, "key_level": 1,
            "windows": [{"start": find_start(now()), "keys": keys}]}


def post(client: Client, told: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(reverse("passes:credentials"), json.dumps(told), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def carrier(rider: Account, street: Unit) -> Account:
    seat_holders()
    return confirm(let_carry(rider), street)


def test_credentials_come_in_the_order_of_the_keys(carrier: Account, as_: As) -> None:
    told = build_request(count=3)
    status, answer = post(as_(carrier), told)

    assert (status, answer["class"]) == (200, 1)
    assert [one["key"] for one in answer["credentials"]] == told["windows"][0]["keys"]
    assert {one["window"] for one in answer["credentials"]} == {find_start(now())}


def test_who_is_not_signed_in_or_no_worker_gets_nothing(stranger: Client, officer: Account, as_: As) -> None:
    address, body = reverse("passes:credentials"), json.dumps(build_request())
    assert stranger.post(address, body, content_type="application/json").status_code == 302
    assert as_(officer).post(address, body, content_type="application/json").status_code == 404


@pytest.mark.parametrize("change", [
    {"class": 3}, {"class": True}, {"key_level": 2}, {"token": "x"}, {"windows": []}, {"windows": [{}]},
    {"windows": [{"start": 1.5, "keys": []}]}, {"windows": [{"start": 1, "keys": [7]}]},
    {"windows": [{"start": 1, "keys": ["é"]}]}, {"windows": [{"start": 0, "keys": []}] * 5}])
def test_another_form_is_refused(carrier: Account, as_: As, change: dict[str, Any]) -> None:
    assert post(as_(carrier), build_request() | change) == (400, {"reason": "form"})


def test_refusals_say_what_to_do(rider: Account, as_: As) -> None:
    status, answer = post(as_(rider), build_request(kind=2))

    assert (status, answer["reason"], bool(answer["what"]), bool(answer["fix"])) == (403, "consent", True, True)


def test_what_was_withdrawn_with_the_consent_stays_withdrawn(carrier: Account, as_: As) -> None:
    told = build_request()
    assert post(as_(carrier), told)[0] == 200
    withdraw_consent(account=carrier, purpose="pass_carry")
    assert post(as_(carrier), told)[1]["reason"] == "consent"
    let_carry(carrier)
    assert post(as_(carrier), told)[1]["reason"] == "withdrawn"
    assert post(as_(carrier), build_request())[0] == 200


def test_a_lost_phone_gets_nothing_until_somebody_signs_in_again(carrier: Account, as_: As) -> None:
    lost, own = as_(carrier), as_(carrier)
    report_lost(account=carrier)
    assert post(lost, build_request()) == (401, {"reason": "sign_in"})
    session = own.session
    session[SINCE] = now().timestamp() + 1
    session.save()
    assert post(own, build_request())[0] == 200


def test_points_are_read_strictly() -> None:
    assert read_base64url(write_base64url(bytes(range(33)))) == bytes(range(33))
    for wrong in ("a", "a+b/", "=", None, "A" * 129):
        with pytest.raises(Misasked):
            read_base64url(wrong)
    with pytest.raises(Misasked):
        read_asked(b"[" * 100_000)
