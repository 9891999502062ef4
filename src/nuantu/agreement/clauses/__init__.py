"""One file a clause type: its parameters, its words, the hooks its text promises, and how a case of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import ClauseType
from nuantu.agreement.clauses.concurrency_cap import CONCURRENCY_CAP
from nuantu.agreement.clauses.continuous_pause import CONTINUOUS_PAUSE
from nuantu.agreement.clauses.daily_stop import DAILY_STOP
from nuantu.agreement.clauses.eta_extension import ETA_EXTENSION
from nuantu.agreement.clauses.eta_speed_basis import ETA_SPEED_BASIS
from nuantu.agreement.clauses.fatigue_hard_gate import FATIGUE_HARD_GATE
from nuantu.agreement.clauses.fatigue_reminder import FATIGUE_REMINDER
from nuantu.agreement.clauses.hourly_floor import HOURLY_FLOOR
from nuantu.agreement.clauses.injury_premium import INJURY_PREMIUM
from nuantu.agreement.clauses.no_late_deduction import NO_LATE_DEDUCTION
from nuantu.agreement.clauses.price_components import PRICE_COMPONENTS
from nuantu.agreement.clauses.refusal_right import REFUSAL_RIGHT
from nuantu.agreement.clauses.soft_cap_confirm import SOFT_CAP_CONFIRM
from nuantu.agreement.clauses.special_weather_subsidy import SPECIAL_WEATHER_SUBSIDY
from nuantu.agreement.clauses.weekday_distance_band import WEEKDAY_DISTANCE_BAND
from nuantu.agreement.clauses.worktime_definition import WORKTIME_DEFINITION

#: Every clause type that is built, by name.
CLAUSE_TYPES: Final[Mapping[str, ClauseType]] = MappingProxyType({
    "worktime_definition": WORKTIME_DEFINITION,
    "fatigue_reminder": FATIGUE_REMINDER,
    "daily_stop": DAILY_STOP,
    "continuous_pause": CONTINUOUS_PAUSE,
    "soft_cap_confirm": SOFT_CAP_CONFIRM,
    "concurrency_cap": CONCURRENCY_CAP,
    "eta_speed_basis": ETA_SPEED_BASIS,
    "eta_extension": ETA_EXTENSION,
    "refusal_right": REFUSAL_RIGHT,
    "fatigue_hard_gate": FATIGUE_HARD_GATE,
    "hourly_floor": HOURLY_FLOOR,
    "price_components": PRICE_COMPONENTS,
    "special_weather_subsidy": SPECIAL_WEATHER_SUBSIDY,
    "no_late_deduction": NO_LATE_DEDUCTION,
    "injury_premium": INJURY_PREMIUM,
    "weekday_distance_band": WEEKDAY_DISTANCE_BAND,
})
