"""The months, quarters or years that a log holds whole: it touches their first and their last local day."""

from __future__ import annotations

from nuantu.core.spans import Span, list_spans
from nuantu.core.times import local_date
from nuantu.settle.log import DayLog


def list_whole_spans(log: DayLog, period: str) -> tuple[Span, ...]:
    """Them in order; none of a log without an event."""
    if not len(log.at_s):
        return ()
    first, last = min(log.date, local_date(int(log.at_s[0]), log.tz)), local_date(log.end_s, log.tz)
    return tuple(span for span in list_spans(first, last, period) if span.is_whole(first, last))
