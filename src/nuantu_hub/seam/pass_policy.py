"""The policy of a compound as the engine reads it, told as plain data to whoever negotiates and shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from nuantu.core.errors import InputError
from nuantu.passes.credential import PassClass
from nuantu.passes.policy import VEHICLES as _VEHICLES
from nuantu.passes.policy import Policy, evaluate_policy, read_policy, write_policy
from nuantu_hub.seam.errors import RunError

VEHICLES: tuple[str, ...] = _VEHICLES
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What was agreed: for each weekday, Monday first, stretches of minutes; vehicles, speed, stay, notes."""

    hours: tuple[Spans, ...]
    vehicles: tuple[str, ...]
    speed_kmh: int
    stay_max_min: int
    agreed_on: date
    parties: tuple[str, ...]
    key_level_min: int = 0
    notes: Mapping[str, str] = field(default_factory=lambda: {"zh": "", "en": ""})


def write_terms(terms: PolicyTerms) -> str:
    """The JSON text that gates and phones read, checked by the engine. Raises RunError naming what is wrong."""
    text = write_policy(Policy(terms.hours, frozenset((PassClass.GATE,)), terms.key_level_min,
                               tuple(one for one in _VEHICLES if one in terms.vehicles), terms.speed_kmh,
                               terms.stay_max_min, dict(terms.notes), terms.agreed_on, terms.parties))
    read_terms(text)
    return text


def read_terms(text: str) -> PolicyTerms:
    """The terms of a policy's text. Raises RunError where it is none."""
    try:
        one = read_policy(text)
    except InputError as fault:
        raise RunError(fault.what, fix=fault.fix or "", where=fault.field) from fault
    return PolicyTerms(one.hours, tuple(one.vehicles), one.speed_kmh, one.stay_max_min, one.agreed_on, one.parties,
                       one.key_level_min, dict(one.notes))


def is_open(text: str, local: datetime) -> bool:
    """Whether a policy lets pass at a local moment."""
    return evaluate_policy(read_policy(text), local).allowed
