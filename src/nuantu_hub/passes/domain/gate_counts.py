"""What gates tell of their days: one row a day and gate, counts only, none below ten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from nuantu_hub.passes.models import GateCount, GateNumber
from nuantu_hub.seam.door_signing import SKEW_MAX_S, build_message, is_signed
from nuantu_hub.site.clock import now

#: Below this a count is told as ``FEW``.
FEW_BELOW = 10
FEW = "fewer than 10"
MOST = 1_000_000
#: How many days later a day may be told, and how long it may be told anew.
TOLD_DAYS, ANEW_DAYS = 30, 2
NAMES = ("let_in", "degraded", "refused", "manual")


class CountRefused(Exception):  # noqa: N818 (an answer to a gate, not a fault)
    """What a gate tells is not taken; status, word of the protocol, and the field."""

    def __init__(self, status: int, reason: str, field: str = "") -> None:
        self.status, self.reason, self.field = status, reason, field
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Told:
    """A day as told; None stands for fewer than ten."""

    day: date
    counts: dict[str, int | None]
    measured: int | None
    seconds: int | None


def check_speaker(gate: GateNumber, headers: Mapping[str, str], path: str, body: bytes) -> None:
    """Raises CountRefused where what stands at the gate did not sign this, now."""
    told = headers.get("Nuantu-Time", "")
    if not told.isascii() or not told.isdigit() or len(told) > 12 or not gate.device_key:
        raise CountRefused(401, "signature")
    if abs(int(told) - now().timestamp()) > SKEW_MAX_S:
        raise CountRefused(401, "time")
    message = build_message("POST", path, int(told), body)
    if not is_signed(gate.key_bytes, headers.get("Nuantu-Signature", ""), message):
        raise CountRefused(401, "signature")


def read_told(body: bytes) -> Told:
    """A day of its JSON. Raises CountRefused naming the field; a number below ten is one of the things refused."""
    try:
        told = json.loads(body)
        day = date.fromisoformat(told["day"])
        counts = {name: _read_count(told["counts"][name], name) for name in NAMES}
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise CountRefused(400, "form", "counts") from fault
    passing = told.get("passing")
    if passing is None:
        return Told(day, counts, None, None)
    if not isinstance(passing, dict):
        raise CountRefused(400, "form", "passing")
    measured, seconds = _read_count(passing.get("measured"), "measured"), passing.get("seconds")
    if measured is None or type(seconds) is not int or not 0 <= seconds <= MOST * 60:
        raise CountRefused(400, "form", "passing")
    return Told(day, counts, measured, seconds)


@transaction.atomic
def take_count(*, gate: GateNumber, told: Told) -> GateCount:
    """Keep a gate's day; the same day again replaces it while it is young. Raises CountRefused."""
    today = localdate(now())
    if not today - timedelta(days=TOLD_DAYS) <= told.day < today:
        raise CountRefused(409, "day", "day")
    words: dict[str, Any] = {**told.counts, "measured": told.measured, "seconds": told.seconds}
    known = GateCount.objects.select_for_update().filter(gate=gate, day=told.day).first()
    if known is not None and told.day < today - timedelta(days=ANEW_DAYS):
        return known
    return GateCount.objects.update_or_create(gate=gate, day=told.day, defaults={**words, "taken_at": now()})[0]


def _read_count(told: Any, field: str) -> int | None:
    if told == FEW:
        return None
    if type(told) is not int or not FEW_BELOW <= told <= MOST:
        raise CountRefused(400, "form", field)
    return told
