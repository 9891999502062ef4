"""What time it is. Everything asks here, so that a demonstration and a test can set the clock."""

from __future__ import annotations

import os
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

#: A fixed moment, ISO 8601 with an offset, at which a demonstration stands.
VARIABLE = "NUANTU_HUB_CLOCK"
_SET: ContextVar[datetime | None] = ContextVar("set_clock", default=None)


def now() -> datetime:
    """This moment in UTC, or the one that was set."""
    told = _SET.get()
    if told is not None:
        return told
    named = os.environ.get(VARIABLE)
    return datetime.fromisoformat(named) if named else timezone.now()


def set_clock(moment: datetime | None) -> None:
    """Stand at a moment in this thread (``None``: go on with time)."""
    _SET.set(moment)
