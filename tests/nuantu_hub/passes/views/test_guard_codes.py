"""The desk of a compound draws codes for its gates and takes phones out of use; nobody else sees the page."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.guarded_place import make_gate

from nuantu_hub.passes.models import GateNumber, GuardCode, PassGate
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def gate(street: Unit, officer: Account) -> PassGate:
    """A gate in use."""
    return make_gate(street, officer)


def _find_code(page: str) -> list[str]:
    return re.findall(r'class="guard-drawn">(\d{4} \d{4})<', page)


def test_a_code_is_shown_once(gate: PassGate, officer: Account, as_: As) -> None:
    """With the page's address as a picture; loaded again, the page shows no code."""
    visitor = as_(officer)
    shown = visitor.post(f"/compounds/gates/{gate.number_id}/guard/code/").content.decode()

    assert len(_find_code(shown)) == 1
    assert f"/guard/{gate.number_id}/" in shown
    assert '<svg class="qr"' in shown
    assert _find_code(visitor.get(f"/compounds/gates/{gate.number_id}/guard/").content.decode()) == []
    assert GuardCode.objects.count() == 1


def test_a_phone_is_taken_out_of_use(gate: PassGate, officer: Account, as_: As) -> None:
    """Afterwards what it signs is not heard."""
    GateNumber.objects.filter(pk=gate.number_id).update(device_key="A" * 43 + "=")
    answer = as_(officer).post(f"/compounds/gates/{gate.number_id}/guard/release/", follow=True)

    assert answer.status_code == 200
    assert GateNumber.objects.get(pk=gate.number_id).device_key == ""


@pytest.mark.parametrize("who", ["rider", "other_officer", "reviewer", "bystander"])
def test_nobody_else_draws_codes(gate: PassGate, as_: As, who: str, request: pytest.FixtureRequest) -> None:
    """For them there is no such page."""
    visitor = as_(request.getfixturevalue(who))

    assert [visitor.get(f"/compounds/gates/{gate.number_id}/guard/").status_code,
            visitor.post(f"/compounds/gates/{gate.number_id}/guard/code/").status_code,
            visitor.post(f"/compounds/gates/{gate.number_id}/guard/release/").status_code] == [404, 404, 404]
    assert GuardCode.objects.count() == 0


def test_a_stranger_is_sent_to_sign_in(client: Client, gate: PassGate) -> None:
    """As everywhere."""
    assert client.get(f"/compounds/gates/{gate.number_id}/guard/").status_code == 302
