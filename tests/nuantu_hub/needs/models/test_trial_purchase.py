"""Orders add up."""

from __future__ import annotations

from nuantu_hub.needs.models import TrialOrder


def test_an_order_is_the_sum_of_its_sizes() -> None:
    order = TrialOrder(pieces={"短款": 12, "长款": 8}, price_minor=9_000)
    assert (order.total, order.sum_minor) == (20, 180_000)
