"""Clause types that bind dispatch or access, one file each: ``bind`` adds the clause to the rules being drafted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import Clause
from nuantu.dispatch.binds import (
    concurrency_cap,
    continuous_pause,
    daily_stop,
    eta_extension,
    eta_speed_basis,
    fatigue_hard_gate,
    fatigue_reminder,
    refusal_right,
    soft_cap_confirm,
    worktime_definition,
)
from nuantu.dispatch.rules import Draft

BINDS: Final[Mapping[str, Callable[[Clause, Draft], None]]] = MappingProxyType({
    "worktime_definition": worktime_definition.bind,
    "fatigue_reminder": fatigue_reminder.bind,
    "daily_stop": daily_stop.bind,
    "continuous_pause": continuous_pause.bind,
    "soft_cap_confirm": soft_cap_confirm.bind,
    "eta_speed_basis": eta_speed_basis.bind,
    "eta_extension": eta_extension.bind,
    "concurrency_cap": concurrency_cap.bind,
    "refusal_right": refusal_right.bind,
    "fatigue_hard_gate": fatigue_hard_gate.bind,
})
