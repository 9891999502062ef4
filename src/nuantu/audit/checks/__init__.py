"""One file a clause type: an expression that returns breaching rows of log and ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import Clause
from nuantu.audit.checks import (
    concurrency_cap,
    continuous_pause,
    daily_stop,
    directional_improvement,
    eta_extension,
    eta_speed_basis,
    fatigue_hard_gate,
    fatigue_reminder,
    hourly_floor,
    injury_premium,
    no_late_deduction,
    price_components,
    refusal_right,
    rollout_commitment,
    soft_cap_confirm,
    special_weather_subsidy,
    weekday_distance_band,
    worktime_definition,
)
from nuantu.audit.query import Case, Query

Check = Callable[[Clause, Case], Query]

#: The check of every clause type that is built, by name.
CHECKS: Final[Mapping[str, Check]] = MappingProxyType({
    "worktime_definition": worktime_definition.check,
    "fatigue_reminder": fatigue_reminder.check,
    "daily_stop": daily_stop.check,
    "continuous_pause": continuous_pause.check,
    "soft_cap_confirm": soft_cap_confirm.check,
    "concurrency_cap": concurrency_cap.check,
    "eta_speed_basis": eta_speed_basis.check,
    "eta_extension": eta_extension.check,
    "refusal_right": refusal_right.check,
    "fatigue_hard_gate": fatigue_hard_gate.check,
    "hourly_floor": hourly_floor.check,
    "price_components": price_components.check,
    "special_weather_subsidy": special_weather_subsidy.check,
    "no_late_deduction": no_late_deduction.check,
    "injury_premium": injury_premium.check,
    "weekday_distance_band": weekday_distance_band.check,
    "rollout_commitment": rollout_commitment.check,
    "directional_improvement": directional_improvement.check,
})
