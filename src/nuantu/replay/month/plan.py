"""How large a month is to be drawn, and how it is split into buckets of workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nuantu.core.errors import InputError
from nuantu.core.times import local_midnight_s

#: Thirty days without a public holiday, for which the guidance names no rate, and without a whole calendar month, which
#: would be judged by payouts and points that are not drawn.
DEFAULT_FIRST = date(2026, 11, 2)
#: More orders than this in one working day leave no room for pauses and sleep.
MOST_PER_SHIFT = 34
MOST_MEAN = 28.0
LONGEST_DAYS = 92
#: Everybody rests one day in seven.
WEEK = 7


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """Riders, orders and local days of the drawn span; ``buckets`` folders share the riders out.

    The same plan draws the same bytes, and a bucket does not depend on the others.
    """

    riders: int
    orders: int
    days: int
    buckets: int
    seed: int
    first: date = DEFAULT_FIRST
    tz: str = "Asia/Shanghai"
    currency: str = "CNY"

    def __post_init__(self) -> None:
        for name in ("riders", "orders", "days", "buckets"):
            if getattr(self, name) < 1:
                raise InputError(f"{name} is {getattr(self, name)}", field=name, fix="name at least 1")
        if self.seed < 0:
            raise InputError(f"the seed is {self.seed}", field="seed", fix="name a whole number from 0")
        if self.days > LONGEST_DAYS:
            raise InputError(f"{self.days} days are asked for", field="days", fix=f"name at most {LONGEST_DAYS}")
        if self.buckets > self.riders:
            raise InputError(f"{self.buckets} buckets for {self.riders} riders", field="buckets",
                             fix="name at most as many buckets as riders")
        worked = self.days - self.days // WEEK
        if self.orders / (self.riders * worked) > MOST_MEAN:
            raise InputError(f"{self.orders} orders are more than {self.riders} riders can deliver in {self.days} days",
                             field="orders", fix=f"name at most {int(self.riders * worked * MOST_MEAN)}")

    def riders_of(self, bucket: int) -> range:
        """Numbers of the riders of a bucket."""
        return share_out(self.riders, self.buckets, bucket)

    def orders_of(self, bucket: int) -> range:
        """Numbers of the orders of a bucket, in proportion to its riders."""
        riders = self.riders_of(bucket)
        return range(self.orders * riders.start // self.riders, self.orders * riders.stop // self.riders)

    def midnights_s(self) -> list[int]:
        """UTC second of the local midnight at which each day begins."""
        return [local_midnight_s(self.first + timedelta(days=number), self.tz) for number in range(self.days)]


def share_out(whole: int, parts: int, part: int) -> range:
    """The numbers of one part when ``whole`` numbers are shared out evenly."""
    return range(whole * part // parts, whole * (part + 1) // parts)

