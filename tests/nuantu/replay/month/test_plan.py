"""A month is refused where it cannot be, and its riders and orders are shared out whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nuantu.core.errors import InputError
from nuantu.replay.month.plan import MonthPlan, share_out

PLAN = MonthPlan(riders=100, orders=30_000, days=30, buckets=7, seed=1)


@pytest.mark.parametrize(("change", "field"), [
    ({"riders": 0}, "riders"), ({"orders": 0}, "orders"), ({"days": 0}, "days"), ({"buckets": 0}, "buckets"),
    ({"seed": -1}, "seed"), ({"days": 93}, "days"), ({"buckets": 101}, "buckets"), ({"orders": 100_000}, "orders"),
])
def test_what_cannot_be_drawn_is_refused_by_field(change: dict[str, int], field: str) -> None:
    """More orders than hands, more buckets than riders, and numbers that are none."""
    with pytest.raises(InputError) as caught:
        replace(PLAN, **change)

    assert caught.value.field == field


def test_every_rider_and_order_is_in_one_bucket() -> None:
    """The buckets of a plan hold each number once, in order."""
    riders = [rider for bucket in range(7) for rider in PLAN.riders_of(bucket)]
    orders = [order for bucket in range(7) for order in PLAN.orders_of(bucket)]

    assert (riders, orders) == (list(range(100)), list(range(30_000)))


def test_shares_differ_by_one_at_most() -> None:
    """Ten numbers in four parts are two, three, two and three."""
    assert [len(share_out(10, 4, part)) for part in range(4)] == [2, 3, 2, 3]


def test_days_begin_at_local_midnight() -> None:
    """The second of November 2026 begins in Shanghai at 16:00 UTC of the day before."""
    assert PLAN.midnights_s()[:2] == [1_793_548_800, 1_793_635_200]
