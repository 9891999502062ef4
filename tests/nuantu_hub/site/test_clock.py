"""Everything asks one clock, which a demonstration and a test can set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nuantu_hub.site.clock import VARIABLE, now, set_clock

NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


def test_time_goes_on_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert abs(datetime.now(UTC) - now()) < timedelta(seconds=5)
    set_clock(NOON)
    assert now() == NOON
    set_clock(None)

    assert now() != NOON


def test_a_demonstration_stands_at_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2025-11-21T20:00:00+08:00")

    assert now() == NOON
