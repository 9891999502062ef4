"""The online check says what a gate would say and leaves no trace; a gate's day is taken when the gate signed it."""

from __future__ import annotations

import base64
import json
import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from tests.nuantu_hub.passes.pass_cast import (
    confirm,
    draw_phone_keys,
    let_carry,
    put_up_poster,
    seat_holders,
    show_code,
    write_point,
)

from nuantu_hub.passes.domain.issuing import Wanted, issue_credentials
from nuantu_hub.passes.domain.online_check import forget_contexts
from nuantu_hub.passes.domain.status_lists import find_start, prepare_lists, publish_list, publish_lists
from nuantu_hub.passes.domain.withdrawing import withdraw_credentials
from nuantu_hub.passes.models import GateCount, GateNumber, StatusList
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.door_signing import build_message
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier(rider: Account, street: Unit) -> Account:
    seat_holders()
    forget_contexts()
    prepare_lists()
    publish_lists()
    return confirm(let_carry(rider), street)


def fetch(account: Account, kind: int) -> tuple[Any, bytes]:
    """A phone's key with its credential."""
    private = draw_phone_keys(1)[0]
    given = issue_credentials(account=account, token=uuid.uuid4(), kind=kind, key_level=1,
                              wanted=[Wanted(find_start(now()), (write_point(private),))])
    return private, given[0].credential


def ask(client: Client, text: str, gate: int) -> tuple[int, dict[str, Any]]:
    answer = client.post(reverse("passes:verify"), json.dumps({"text": text, "gate": gate}),
                         content_type="application/json")
    return answer.status_code, answer.json()


def test_a_credential_of_gates_opens_gates_and_one_of_doors_doors(carrier: Account, stranger: Client) -> None:
    gate, door, at_s = put_up_poster(), put_up_poster(door=True), int(now().timestamp())
    for kind, fits, not_fits in ((1, gate, door), (2, door, gate)):
        private, credential = fetch(carrier, kind)
        assert ask(stranger, show_code(credential, private, fits.pk, at_s), fits.pk) == (
            200, {"code": "OK", "light": "green"})
        assert ask(stranger, show_code(credential, private, not_fits.pk, at_s), not_fits.pk)[1]["code"] == "E_SCOPE"
        assert ask(stranger, show_code(credential, private, fits.pk, at_s), not_fits.pk)[1]["code"] == "E_AUD"


def test_a_withdrawn_credential_is_revoked_and_others_of_the_batch_are_not(carrier: Account, stranger: Client) -> None:
    """XP48: one request's credentials are withdrawn, those of another go on."""
    gate, at_s = put_up_poster(), int(now().timestamp())
    first, second = fetch(carrier, 1), fetch(carrier, 1)
    token = carrier.pass_batches.order_by("pk").first().token
    assert withdraw_credentials(account=carrier, tokens=[str(token)]) == 1
    for held in StatusList.objects.filter(start_s=find_start(now())):
        publish_list(held.pk)
    forget_contexts()

    told = [ask(stranger, show_code(credential, private, gate.pk, at_s), gate.pk)[1]["code"]
            for private, credential in (first, second)]
    assert told == ["E_REVOKED", "OK"]


def dump_database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        told = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told[table] = sorted(map(repr, cursor.fetchall()))
    return told


def test_no_use_leaves_a_row_or_a_line(carrier: Account, stranger: Client, caplog: pytest.LogCaptureFixture) -> None:
    """XP62: after verifications, good and bad, nothing in the database changed and nothing was logged."""
    gate, at_s = put_up_poster(), int(now().timestamp())
    private, credential = fetch(carrier, 1)
    good = show_code(credential, private, gate.pk, at_s)
    before = dump_database()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        codes = [ask(stranger, text, gate.pk)[1]["code"] for text in (good, good[:-1] + "0", good, "XT1:", "x" * 901)
                 for _ in range(40)]

    assert set(codes) >= {"OK", "E_FORMAT"}
    assert dump_database() == before
    assert [one["sql"] for one in asked if not one["sql"].upper().startswith("SELECT")] == []
    lines = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert lines == ""


@pytest.mark.slow
def test_ten_thousand_checks_leave_nothing(
        carrier: Account, stranger: Client, caplog: pytest.LogCaptureFixture) -> None:
    """XP62 in full: no row, no line, and neither the gate nor a credential's id in anything that was said."""
    gate, at_s = put_up_poster(), int(now().timestamp())
    private, credential = fetch(carrier, 1)
    texts = [show_code(credential, private, gate.pk, at_s + 15 * step) for step in range(-4, 5)] + ["XT1:0"]
    before = dump_database()
    with caplog.at_level(logging.DEBUG):
        for _ in range(1_000):
            for text in texts:
                assert ask(stranger, text, gate.pk)[0] == 200

    assert dump_database() == before
    assert [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")] == []


@pytest.mark.parametrize("body", ["", "[]", '{"text": 1, "gate": 2}', '{"text": "x", "gate": -1}', "[" * 2_000])
def test_what_is_no_question_is_refused(stranger: Client, body: str) -> None:
    answer = stranger.post(reverse("passes:verify"), body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"reason": "form"})


def test_a_gate_that_is_not_there_is_not_asked(stranger: Client) -> None:
    assert ask(stranger, "XT1:", 4_000_000) == (404, {"reason": "gate"})


DAY = {"counts": {"let_in": 131, "degraded": "fewer than 10", "refused": 12, "manual": "fewer than 10"},
       "passing": {"measured": 131, "seconds": 89}}


class Speaker:
    """What stands at a gate and signs."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        public = base64.b64encode(self.private.public_key().public_bytes_raw()).decode()
        self.gate = GateNumber.objects.create(kind="gate", device_key=public)

    def tell(self, client: Client, body: bytes, at_s: int | None = None) -> tuple[int, dict[str, Any]]:
        address, at = reverse("passes:counts", args=[self.gate.pk]), at_s or int(now().timestamp())
        signature = base64.b64encode(self.private.sign(build_message("POST", address, at, body))).decode()
        answer = client.post(address, body, content_type="application/json", headers={
            "Nuantu-Time": str(at), "Nuantu-Signature": signature})
        return answer.status_code, answer.json()


def write_day(ago: int = 1, **change: Any) -> bytes:
    return json.dumps({"day": (localdate(now()) - timedelta(days=ago)).isoformat(), **DAY, **change}).encode()


def test_a_day_is_one_row_without_small_numbers(stranger: Client) -> None:
    speaker = Speaker()
    assert [speaker.tell(stranger, write_day()) for _ in range(2)] == [(200, {"taken": True})] * 2
    row = GateCount.objects.get()
    assert (row.let_in, row.degraded, row.refused, row.manual, row.measured, row.seconds) == (
        131, None, 12, None, 131, 89)


@pytest.mark.parametrize(("change", "field"), [
    ({"counts": {**DAY["counts"], "manual": 3}}, "manual"), ({"counts": {}}, "counts"), ({"day": "x"}, "counts"),
    ({"passing": {"measured": 4, "seconds": 2}}, "measured"), ({"passing": [1]}, "passing"),
    ({"passing": {"measured": 12, "seconds": -1}}, "passing")])
def test_a_small_number_or_another_form_is_refused(stranger: Client, change: dict[str, Any], field: str) -> None:
    assert Speaker().tell(stranger, write_day(**change)) == (400, {"reason": "form", "field": field})
    assert not GateCount.objects.exists()


@pytest.mark.parametrize("ago", [0, -1, 31])
def test_only_days_that_are_over_and_young_are_taken(stranger: Client, ago: int) -> None:
    assert Speaker().tell(stranger, write_day(ago)) == (409, {"reason": "day", "field": "day"})


def test_nobody_but_the_gate_tells_its_day(stranger: Client) -> None:
    speaker, other = Speaker(), Speaker()
    other.gate = speaker.gate
    assert other.tell(stranger, write_day()) == (401, {"reason": "signature"})
    assert speaker.tell(stranger, write_day(), at_s=int(now().timestamp()) - 400) == (401, {"reason": "time"})
    GateNumber.objects.update(device_key="")
    assert speaker.tell(stranger, write_day()) == (401, {"reason": "signature"})
