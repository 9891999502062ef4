"""Binding a guard's phone to a gate, by a code of the compound's desk that works once."""

from __future__ import annotations

import base64
import binascii
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import GateNumber, GuardCode, PassGate
from nuantu_hub.passes.models.guard_code import LIVES
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.stations.domain.limits import Limit, take_one

DIGITS = 8
#: Tries at one gate: with eight digits and half an hour, one in three million finds an open code.
TRIES = Limit("guard code", 15, 1_800)
PURPOSE = "guard code"


class WrongCode(PassRefused):
    """The code is not the gate's, was used, or its time is over; which of these is not said."""

    def __init__(self) -> None:
        super().__init__(_("这个码不对，或者已经过期、用过"), _("请小区办公室重新出一个"), field="code")


class TooManyTries(PassRefused):
    """So many wrong codes at one gate are a search."""

    status = 429

    def __init__(self) -> None:
        super().__init__(_("试的次数太多了"), _("半小时以后再试，或者请小区办公室过来"), field="code")


def read_code(told: str) -> str:
    """The digits of a code however they were typed."""
    return "".join(sign for sign in told if sign.isdecimal())


@transaction.atomic
def draw_guard_code(*, by: Account, gate: PassGate) -> str:
    """A fresh code for a gate; every older one of the gate stops working. It is told here and never again."""
    moment = now()
    GuardCode.objects.filter(gate=gate.number, used_at=None).delete()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    GuardCode.objects.create(gate=gate.number, code_index=_index(gate.number, code), drawn_by=by, drawn_at=moment,
                             until=moment + LIVES)
    record_deed(by, "guard code drawn", gate, gate.unit)
    return code


def enrol_guard_phone(*, gate: GateNumber, code: str, device_key: str) -> PassGate:
    """Bind a phone to a gate: from now on its key signs the gate's counts, and the phone before it no longer does.

    ``device_key`` is a public Ed25519 key, base64 of 32 bytes. Raises WrongCode, TooManyTries, PassRefused.
    """
    if not take_one(TRIES, str(gate.pk)):
        raise TooManyTries
    check_key(device_key)
    return _enrol(gate, code, device_key)


@transaction.atomic
def _enrol(gate: GateNumber, code: str, device_key: str) -> PassGate:
    drawn = GuardCode.objects.select_for_update().filter(
        gate=gate, code_index=_index(gate, read_code(code)), used_at=None, until__gt=now()).first()
    place = PassGate.objects.in_use().filter(number=gate).select_related("compound__unit", "place").first()
    if drawn is None or place is None:
        raise WrongCode
    drawn.used_at = now()
    drawn.save(update_fields=["used_at"])
    replaced = bool(gate.device_key)
    gate.device_key = device_key
    gate.save(update_fields=["device_key"])
    record_deed(None, "guard phone bound", place, place.unit, replaced=replaced)
    return place


@transaction.atomic
def release_guard_phone(*, by: Account, gate: PassGate) -> None:
    """Take the phone of a gate out of use: what it signs is no longer heard. Said twice, it is done once."""
    GuardCode.objects.filter(gate=gate.number, used_at=None).delete()
    if not gate.number.device_key:
        return
    gate.number.device_key = ""
    gate.number.save(update_fields=["device_key"])
    record_deed(by, "guard phone released", gate, gate.unit)


def forget_guard_codes() -> int:
    """Delete codes that were used or whose time is over; how many."""
    return GuardCode.objects.exclude(used_at=None).delete()[0] + GuardCode.objects.filter(until__lt=now()).delete()[0]


def check_key(device_key: str) -> None:
    """Refuse what is no public Ed25519 key."""
    try:
        known = len(base64.b64decode(device_key, validate=True)) == 32
    except (binascii.Error, ValueError):
        known = False
    if not known:
        raise PassRefused(_("手机没有交来钥匙"), _("换一个较新的浏览器再试"))


def _index(gate: GateNumber, code: str) -> str:
    return blind_index(f"{gate.pk}|{code}", PURPOSE)
