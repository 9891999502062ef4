"""Days, weeks and months of a log: only those that it holds whole can be settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuantu.core.spans import list_spans
from nuantu.core.times import local_day_bounds_s, local_midnight_s
from nuantu.settle.log import DayLog


@dataclass(frozen=True, slots=True)
class Period:
    """A run of local days, first and last inclusive, with its bounds in UTC seconds (begin inclusive, end exclusive).

    Its lines bear its last day.
    """

    first: date
    last: date
    begin_s: int
    end_s: int

    def days(self) -> tuple[date, ...]:
        """Its local days in order."""
        return tuple(date.fromordinal(number) for number in range(self.first.toordinal(), self.last.toordinal() + 1))


def list_periods(log: DayLog, kind: str) -> tuple[Period, ...]:
    """The days, weeks (from Monday) or calendar months of which the log touches every local day."""
    held = log.days()
    first, last = held[0][0], held[-1][0]
    return tuple(
        Period(span.first, span.last, local_midnight_s(span.first, log.tz), local_day_bounds_s(span.last, log.tz)[1])
        for span in list_spans(first, last, kind) if span.is_whole(first, last)
    )
