"""A guard's phone is bound by a code that works once, at its own gate, for half an hour."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.guarded_place import make_gate

from nuantu_hub.passes.domain.guard_phones import (
    TRIES,
    TooManyTries,
    WrongCode,
    draw_guard_code,
    enrol_guard_phone,
    forget_guard_codes,
    release_guard_phone,
)
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import GateNumber, GuardCode, PassGate
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
KEY, OTHER_KEY = (base64.b64encode(bytes([sign]) * 32).decode() for sign in (1, 2))


@pytest.fixture
def gate(street: Unit, officer: Account) -> PassGate:
    """A gate in use."""
    return make_gate(street, officer)


def test_a_code_binds_one_phone_once(gate: PassGate, officer: Account) -> None:
    """The key stands at the gate, the code is used up, both are deeds, and nothing of whose phone it is is kept."""
    code = draw_guard_code(by=officer, gate=gate)

    assert enrol_guard_phone(gate=gate.number, code=f" {code[:4]} {code[4:]} ", device_key=KEY) == gate
    assert GateNumber.objects.get(pk=gate.number_id).device_key == KEY
    with pytest.raises(WrongCode):
        enrol_guard_phone(gate=gate.number, code=code, device_key=OTHER_KEY)
    assert GateNumber.objects.get(pk=gate.number_id).device_key == KEY
    assert list(Deed.objects.filter(verb__startswith="guard").order_by("pk").values_list("verb", "by", "detail")) == [
        ("guard code drawn", officer.pk, {}), ("guard phone bound", None, {"replaced": False})]


def test_the_code_itself_is_not_kept(gate: PassGate, officer: Account) -> None:
    """Its blind index is."""
    code = draw_guard_code(by=officer, gate=gate)

    assert [len(code), code.isdecimal()] == [8, True]
    assert code not in str(list(GuardCode.objects.values()))


def test_a_code_is_of_its_gate_and_its_half_hour(gate: PassGate, officer: Account, street: Unit) -> None:
    """Another gate's code, an old one and one that a newer one replaced are wrong in the same words."""
    other = make_gate(street, officer, "柳岸人家")
    first = draw_guard_code(by=officer, gate=gate)
    second = draw_guard_code(by=officer, gate=gate)
    elsewhere = draw_guard_code(by=officer, gate=other)
    for wrong in (first, elsewhere, "", "abc", second[:-1]):
        with pytest.raises(WrongCode):
            enrol_guard_phone(gate=gate.number, code=wrong, device_key=KEY)
    GuardCode.objects.filter(gate=gate.number).update(until=now())
    with pytest.raises(WrongCode):
        enrol_guard_phone(gate=gate.number, code=second, device_key=KEY)


def test_guessing_ends_soon(gate: PassGate, officer: Account) -> None:
    """After so many tries at a gate even the right code waits."""
    code = draw_guard_code(by=officer, gate=gate)
    for _try in range(TRIES.most):
        with pytest.raises(WrongCode):
            enrol_guard_phone(gate=gate.number, code="00000000" if code != "00000000" else "1", device_key=KEY)

    with pytest.raises(TooManyTries):
        enrol_guard_phone(gate=gate.number, code=code, device_key=KEY)


@pytest.mark.parametrize("key", ["", "AAAA", "not base64", base64.b64encode(bytes(33)).decode(), KEY + "\n"])
def test_what_is_no_key_is_refused(gate: PassGate, officer: Account, key: str) -> None:
    """And the code is still good."""
    code = draw_guard_code(by=officer, gate=gate)
    with pytest.raises(PassRefused):
        enrol_guard_phone(gate=gate.number, code=code, device_key=key)

    assert enrol_guard_phone(gate=gate.number, code=code, device_key=KEY) == gate


def test_a_new_phone_replaces_the_old_one_and_a_released_one_is_not_heard(gate: PassGate, officer: Account) -> None:
    """One phone a gate; releasing twice is one deed."""
    for key in (KEY, OTHER_KEY):
        enrol_guard_phone(gate=gate.number, code=draw_guard_code(by=officer, gate=gate), device_key=key)
    assert GateNumber.objects.get(pk=gate.number_id).device_key == OTHER_KEY
    gate.refresh_from_db()
    for _time in range(2):
        release_guard_phone(by=officer, gate=gate)

    assert GateNumber.objects.get(pk=gate.number_id).device_key == ""
    assert Deed.objects.filter(verb="guard phone released").count() == 1


def test_what_is_over_is_forgotten(gate: PassGate, officer: Account) -> None:
    """Used codes and old ones; an open one stays."""
    enrol_guard_phone(gate=gate.number, code=draw_guard_code(by=officer, gate=gate), device_key=KEY)
    draw_guard_code(by=officer, gate=gate)

    assert (forget_guard_codes(), GuardCode.objects.count()) == (1, 1)
    GuardCode.objects.update(until=now() - timedelta(seconds=1))
    assert (forget_guard_codes(), GuardCode.objects.count()) == (1, 0)
