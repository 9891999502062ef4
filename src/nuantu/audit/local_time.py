"""What the calendar on the wall says of moments, as expressions: seconds, dates, weekdays, clocks."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import ibis
from ibis import ir

from nuantu.audit.tables import Records
from nuantu.core.times import DAY_S, list_offsets

#: Proleptic ordinal of 1970-01-01.
EPOCH_DAY = 719_163


def find_local_s(records: Records, at: ir.IntegerValue) -> ir.IntegerValue:
    """Seconds of the local calendar since 1970-01-01 00:00 on the wall, of UTC seconds of the log."""
    offsets = list_offsets(records.first_s, records.last_s, records.tz)
    steps = [(at < following[0], ibis.literal(own[1], "int64")) for own, following in pairwise(offsets)]
    last = ibis.literal(offsets[-1][1], "int64")
    return at + (ibis.cases(*steps, else_=last) if steps else last)


def find_date(records: Records, at: ir.IntegerValue) -> ir.IntegerValue:
    """Proleptic ordinal of the local date."""
    return find_local_s(records, at) // DAY_S + EPOCH_DAY


def find_weekday(records: Records, at: ir.IntegerValue) -> ir.IntegerValue:
    """Weekday, 0 for Monday."""
    return (find_date(records, at) - 1) % 7


def find_clock(records: Records, at: ir.IntegerValue) -> ir.IntegerValue:
    """Seconds on the local clock since midnight."""
    return find_local_s(records, at) % DAY_S


def list_ordinals(days: frozenset[str]) -> list[int]:
    """Proleptic ordinals of ISO dates, in order."""
    return sorted(date.fromisoformat(day).toordinal() for day in days)
