"""Clause types that bind dispatch or access, one file each: ``bind`` adds the clause to the rules being drafted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import Clause
from nuantu.dispatch.binds import (
    access_friction,
    concurrency_cap,
    continuous_pause,
    daily_stop,
    eta_extension,
    eta_max_of,
    eta_speed_basis,
    eta_window,
    fatigue_hard_gate,
    fatigue_reminder,
    long_rest,
    meal_ready_dispatch,
    new_rider_protection,
    offer_transparency,
    pre_limit_voice,
    preference_constraints,
    refusal_right,
    self_rest_slot,
    soft_cap_confirm,
    weather_stop,
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
    "long_rest": long_rest.bind,
    "self_rest_slot": self_rest_slot.bind,
    "pre_limit_voice": pre_limit_voice.bind,
    "eta_max_of": eta_max_of.bind,
    "eta_window": eta_window.bind,
    "access_friction": access_friction.bind,
    "new_rider_protection": new_rider_protection.bind,
    "meal_ready_dispatch": meal_ready_dispatch.bind,
    "offer_transparency": offer_transparency.bind,
    "preference_constraints": preference_constraints.bind,
    "weather_stop": weather_stop.bind,
})
