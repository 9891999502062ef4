"""The guard's page is the same for everybody, says what it keeps, and binds a phone that brings a code."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.nuantu_hub.passes.guarded_place import make_gate

from nuantu_hub.passes.domain.guard_phones import draw_guard_code
from nuantu_hub.passes.models import GateNumber, PassGate
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def gate(street: Unit, officer: Account) -> PassGate:
    """A gate in use."""
    return make_gate(street, officer)


def test_the_page_knows_its_number_and_nobody(client: Client, gate: PassGate, rider: Account) -> None:
    """Signed in or not it is the same page; it sets no cookie and names neither gate nor compound."""
    first = client.get(f"/guard/{gate.number_id}/")
    other = Client()
    other.force_login(rider)
    second = other.get(f"/guard/{gate.number_id}/")

    assert (first.status_code, first.cookies) == (200, {})
    assert first.content == second.content
    assert "青枫家园" not in first.content.decode()
    assert rider.name not in second.content.decode()
    assert "'wasm-unsafe-eval'" in first["Content-Security-Policy"]


def test_a_number_without_a_gate_has_no_page(client: Client, gate: PassGate) -> None:
    """Nor a worker, nor a manifest, nor a binding."""
    for path in ("", "worker.js", "manifest.webmanifest"):
        assert client.get(f"/guard/{gate.number_id + 99}/{path}").status_code == 404
    assert client.post(f"/guard/{gate.number_id + 99}/enrol/", "{}", "application/json").status_code == 404


def test_the_worker_keeps_everything_the_page_needs(client: Client, gate: PassGate) -> None:
    """Each address that it keeps is a file that is there, the reader's compiled part and every module among them."""
    answer = client.get(f"/guard/{gate.number_id}/worker.js")
    kept = json.loads(re.findall(r"^const SHELL = (.*);$", answer.content.decode(), re.MULTILINE)[0])

    assert answer["Service-Worker-Allowed"] == "/"
    assert [name for name in kept if finders.find(name.removeprefix("/static/")) is None] == []
    names = {Path(name).name for name in kept}
    assert names >= {"page.js", "guard.css", "verify.js", "curve.js", "scanner.js", "scanner_worker.js",
                     "zxing_reader.wasm", "store.js", "lists.js", "site.css"}


def test_the_manifest_names_the_gate(client: Client, gate: PassGate) -> None:
    """So that a guard with two gates tells the two icons apart."""
    told = client.get(f"/guard/{gate.number_id}/manifest.webmanifest").json()

    assert (told["name"], told["scope"]) == ("门岗 青枫家园 南门", f"/guard/{gate.number_id}/")


def test_a_phone_that_brings_the_code_is_bound(client: Client, gate: PassGate, officer: Account) -> None:
    """It is told the compound, the roots and whom to call, and its key stands at the gate."""
    code = draw_guard_code(by=officer, gate=gate)
    answer = client.post(f"/guard/{gate.number_id}/enrol/", {"code": code, "key": KEY}, "application/json")
    told = answer.json()

    assert (answer.status_code, told["gate"], told["compound"]) == (200, gate.number_id, gate.compound_id)
    assert len(told["roots"]["roots"]) == 3
    assert GateNumber.objects.get(pk=gate.number_id).device_key == KEY


@pytest.mark.parametrize("body", ["", "[]", "{", '{"code": 5, "key": null}', '{"code": "12345678"}', "x" * 100])
def test_what_brings_no_code_is_refused_in_words(client: Client, gate: PassGate, body: str) -> None:
    """Never with a fault of the hub."""
    answer = client.post(f"/guard/{gate.number_id}/enrol/", body, "application/json")

    assert answer.status_code == 422
    assert set(answer.json()) == {"what", "fix"}


def test_too_large_a_request_is_not_read(client: Client, gate: PassGate) -> None:
    """A code needs no kilobytes."""
    assert client.post(f"/guard/{gate.number_id}/enrol/", "x" * 3_000, "application/json").status_code == 404
