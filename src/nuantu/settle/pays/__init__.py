"""One file a clause type that pays: clause and log in, ledger lines out.

``no_late_deduction`` (P11) is not among them: it is kept by writing no deduction at all, and `settle` refuses to
hand out a ledger with a line below zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from nuantu.settle.pays.aggregate_floor import AGGREGATE_FLOOR
from nuantu.settle.pays.cancel_return_comp import CANCEL_RETURN_COMP
from nuantu.settle.pays.commission_cap_order import COMMISSION_CAP_ORDER
from nuantu.settle.pays.commission_cap_period import COMMISSION_CAP_PERIOD
from nuantu.settle.pays.difficulty_premium import DIFFICULTY_PREMIUM
from nuantu.settle.pays.engaged_time_distance_floor import ENGAGED_TIME_DISTANCE_FLOOR
from nuantu.settle.pays.equipment_allowance import EQUIPMENT_ALLOWANCE
from nuantu.settle.pays.heat_allowance import HEAT_ALLOWANCE
from nuantu.settle.pays.holiday_premium import HOLIDAY_PREMIUM
from nuantu.settle.pays.hourly_floor import HOURLY_FLOOR
from nuantu.settle.pays.injury_premium import INJURY_PREMIUM
from nuantu.settle.pays.monthly_guarantee import MONTHLY_GUARANTEE
from nuantu.settle.pays.night_supplement import NIGHT_SUPPLEMENT
from nuantu.settle.pays.pay import Pay
from nuantu.settle.pays.seniority_bonus import SENIORITY_BONUS
from nuantu.settle.pays.shift_overrun import SHIFT_OVERRUN
from nuantu.settle.pays.special_weather_subsidy import SPECIAL_WEATHER_SUBSIDY
from nuantu.settle.pays.wait_or_rest_pay import WAIT_OR_REST_PAY
from nuantu.settle.pays.weekday_distance_band import WEEKDAY_DISTANCE_BAND
from nuantu.settle.pays.winter_supplement import WINTER_SUPPLEMENT

#: Every clause type that pays, in the order in which an order's lines stand in the ledger.
PAYS: Final[Mapping[str, Pay]] = MappingProxyType({
    "weekday_distance_band": WEEKDAY_DISTANCE_BAND,
    "special_weather_subsidy": SPECIAL_WEATHER_SUBSIDY,
    "difficulty_premium": DIFFICULTY_PREMIUM,
    "equipment_allowance": EQUIPMENT_ALLOWANCE,
    "injury_premium": INJURY_PREMIUM,
    "night_supplement": NIGHT_SUPPLEMENT,
    "holiday_premium": HOLIDAY_PREMIUM,
    "shift_overrun": SHIFT_OVERRUN,
    "seniority_bonus": SENIORITY_BONUS,
    "winter_supplement": WINTER_SUPPLEMENT,
    "hourly_floor": HOURLY_FLOOR,
    "engaged_time_distance_floor": ENGAGED_TIME_DISTANCE_FLOOR,
    "monthly_guarantee": MONTHLY_GUARANTEE,
    "heat_allowance": HEAT_ALLOWANCE,
    "aggregate_floor": AGGREGATE_FLOOR,
    "commission_cap_order": COMMISSION_CAP_ORDER,
    "cancel_return_comp": CANCEL_RETURN_COMP,
    "wait_or_rest_pay": WAIT_OR_REST_PAY,
    "commission_cap_period": COMMISSION_CAP_PERIOD,
})
