"""One file a clause type that pays: clause and log in, ledger lines out.

``no_late_deduction`` (P11) is not among them: it is kept by writing no deduction at all, and `settle` refuses to
hand out a ledger with a line below zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from nuantu.settle.pays.hourly_floor import HOURLY_FLOOR
from nuantu.settle.pays.injury_premium import INJURY_PREMIUM
from nuantu.settle.pays.pay import Pay
from nuantu.settle.pays.special_weather_subsidy import SPECIAL_WEATHER_SUBSIDY
from nuantu.settle.pays.weekday_distance_band import WEEKDAY_DISTANCE_BAND

#: Every clause type that pays, in the order in which an order's lines stand in the ledger.
PAYS: Final[Mapping[str, Pay]] = MappingProxyType({
    "weekday_distance_band": WEEKDAY_DISTANCE_BAND,
    "special_weather_subsidy": SPECIAL_WEATHER_SUBSIDY,
    "injury_premium": INJURY_PREMIUM,
    "hourly_floor": HOURLY_FLOOR,
})
