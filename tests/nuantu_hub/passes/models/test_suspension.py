"""A suspension stands from its begin to its end, or until it was ended."""

from __future__ import annotations

from datetime import timedelta

from nuantu_hub.passes.models import Suspension
from nuantu_hub.site.clock import now


def test_it_stands_between_begin_and_end() -> None:
    at, day = now(), timedelta(days=1)
    one = Suspension(since=at, until=at + 7 * day)
    assert [one.is_standing(at + n * day) for n in (-1, 0, 6, 7)] == [False, True, True, False]
    one.ended_at = at + 2 * day
    assert [one.is_standing(at + n * day) for n in (1, 2)] == [True, False]
