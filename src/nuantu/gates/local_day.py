"""The local day of a gate, by which its keys change and its counts are told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from nuantu.core.times import DEFAULT_TZ, local_midnight_s

_FIRST = date(1970, 1, 1)
_ZONE = ZoneInfo(DEFAULT_TZ)
#: The last second of which a day is told; what comes after counts as that day.
_END_S = 2**37


def read_moment(at_s: int) -> datetime:
    """The local moment of a UTC second."""
    return datetime.fromtimestamp(max(0, min(at_s, _END_S)), UTC).astimezone(_ZONE)


def find_day(at_s: int) -> int:
    """The local day on which a UTC second falls, in days since 1970."""
    return (read_moment(at_s).date() - _FIRST).days


def show_day(day: int) -> str:
    """A day as 2026-01-01."""
    return (_FIRST + timedelta(days=day)).isoformat()


def read_day(text: str) -> int:
    """A day written as 2026-01-01; ValueError where it is none."""
    return (date.fromisoformat(text) - _FIRST).days


def find_first_minute(day: int) -> int:
    """The minute (UTC seconds ÷ 60) with which a local day begins."""
    return local_midnight_s(_FIRST + timedelta(days=day)) // 60
