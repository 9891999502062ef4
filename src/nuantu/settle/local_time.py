"""Local days and clocks of moments, whole columns at a time: what the calendar on the wall says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nuantu.core.times import DAY_S, list_offsets
from nuantu.settle.log import DayLog

Ints = NDArray[np.int64]

#: Proleptic ordinal of 1970-01-01.
EPOCH_DAY = 719_163


def find_local_s(log: DayLog, at_s: Ints) -> Ints:
    """Seconds of the local calendar since 1970-01-01 00:00 on the wall, for UTC seconds of the log."""
    first_s = int(log.at_s[0]) if len(log.at_s) else 0
    begins, offsets = (np.array(column, np.int64) for column in zip(*list_offsets(first_s, log.end_s, log.tz),
                                                                    strict=True))
    place = np.maximum(np.searchsorted(begins, at_s, side="right") - 1, 0)
    local_s: Ints = at_s + offsets[place]
    return local_s


def find_dates(log: DayLog, at_s: Ints) -> Ints:
    """Proleptic ordinal of the local date of each moment."""
    return find_local_s(log, at_s) // DAY_S + EPOCH_DAY


def find_weekdays(log: DayLog, at_s: Ints) -> Ints:
    """Weekday of each moment, 0 for Monday."""
    return (find_dates(log, at_s) - 1) % 7


def find_clocks(log: DayLog, at_s: Ints) -> Ints:
    """Seconds on the local clock since midnight."""
    return find_local_s(log, at_s) % DAY_S
