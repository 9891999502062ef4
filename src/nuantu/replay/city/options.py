"""What is asked of a synthetic city: how many orders, which seed, which date, how many riders."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from functools import cached_property

from nuantu.core.errors import InputError
from nuantu.core.times import DEFAULT_TZ, local_midnight_s

DEFAULT_DATE = dt.date(2026, 11, 20)
#: Work place of every rider, so that local terms such as minimum wages apply.
PLACE_CODE = "110105"
MOST_ORDERS = 5_000_000
#: Orders of one rider on one day, from the published aggregate; see docs/city.md.
ORDERS_PER_RIDER = 14
#: Riders beyond proportion, in roots of the orders: small cities pool less and need a wider margin.
SPARE_PER_ROOT = 0.9
#: Built-up area of a city with ten thousand orders a day, and how it grows: large cities are denser.
AREA_M2_AT_10_000 = 40e6
AREA_GROWTH = 0.8
SMALLEST_AREA_M2 = 16e6


@dataclass(frozen=True)
class CityOptions:
    """Validated request for a city.

    Raises ``InputError`` for a number that no city can have. ``riders`` is ``None`` where it follows from the orders;
    ``wind`` and ``season`` are the two kinds of alerts that a day may have.
    """

    orders: int
    seed: int
    date: dt.date = DEFAULT_DATE
    riders: int | None = None
    tz: str = field(default=DEFAULT_TZ)
    place_code: str = PLACE_CODE
    wind: bool = True
    season: bool = True

    def __post_init__(self) -> None:
        """Refuse what cannot be built."""
        if not 1 <= self.orders <= MOST_ORDERS:
            raise InputError(f"a city cannot have {self.orders} orders", field="--orders",
                             fix=f"ask for 1 to {MOST_ORDERS}")
        if self.seed < 0:
            raise InputError(f"the seed {self.seed} is negative", field="--seed", fix="give a whole number from 0 on")
        if self.riders is not None and not 1 <= self.riders <= MOST_ORDERS:
            raise InputError(f"a city cannot have {self.riders} riders", field="--riders",
                             fix=f"ask for 1 to {MOST_ORDERS}")
        if not dt.date(1970, 1, 2) <= self.date <= dt.date(9999, 12, 30):
            raise InputError(f"no day can be made for {self.date}", field="--date",
                             fix="give a date from 1970-01-02 to 9999-12-30")

    @property
    def rider_count(self) -> int:
        """Riders asked for, or as many as published figures give plus a margin that grows with the root."""
        if self.riders is not None:
            return self.riders
        return math.ceil(self.orders / ORDERS_PER_RIDER + SPARE_PER_ROOT * math.sqrt(self.orders))

    @property
    def area_m2(self) -> float:
        """Area of the city in square metres."""
        return max(SMALLEST_AREA_M2, AREA_M2_AT_10_000 * math.pow(self.orders / 10_000, AREA_GROWTH))

    @cached_property
    def begin_s(self) -> int:
        """UTC seconds of the local midnight at which the day begins."""
        return local_midnight_s(self.date, self.tz)
