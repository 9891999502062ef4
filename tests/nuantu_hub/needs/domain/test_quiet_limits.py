"""Limits that remember nobody."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from tests.nuantu_hub.needs.need_cast import MOMENT

from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.site.clock import set_clock


def test_each_address_has_its_own_count_and_a_fresh_hour_a_fresh_one() -> None:
    """The third is too many; another address, and the next hour, are not held up."""
    limit = QuietLimit(2)
    set_clock(MOMENT)
    try:
        told = [limit.take_one("10.0.0.1") for _ in range(3)]
        other = limit.take_one("10.0.0.2")
        set_clock(MOMENT + timedelta(hours=1))
        later = limit.take_one("10.0.0.1")
    finally:
        set_clock(None)

    assert (told, other, later) == ([True, True, False], True, True)


def test_no_address_is_kept_anywhere() -> None:
    """Neither what the limit holds nor the hub's cache knows the address, and no two limits keep the same of it."""
    one, two = QuietLimit(5), QuietLimit(5)
    for limit in (one, two):
        limit.take_one("192.0.2.77")

    assert "192.0.2.77" not in repr([one._counts, two._counts])
    assert not set(one._counts) & set(two._counts)
    assert not [key for key in getattr(cache, "_cache", {}) if "192.0.2.77" in str(key)]


def test_counts_can_be_thrown_away() -> None:
    """After that an address is as good as new."""
    limit = QuietLimit(1)
    limit.take_one("a")

    limit.forget()

    assert limit.take_one("a")
