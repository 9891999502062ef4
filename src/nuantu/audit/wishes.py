"""What workers set for themselves: preferences, until they are withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from ibis import ir

from nuantu.audit.query import Case

WITHDRAWN = "withdrawn"


def list_wishes(component: str, events: ir.Table, same: Sequence[str]) -> ir.Table:
    """Settings of one kind out of preference events, each with when it was withdrawn.

    Columns worker_id, wish_id (the event), day_s, set_s, from_s, to_s, distance_m, reason, actor, and ``withdrawn_s``
    of the first later withdrawal that agrees with it in the columns ``same``; null where there is none.
    """
    own = events.filter(events.component == component)
    gone = own.outcome.fill_null("set") == WITHDRAWN
    wishes = own.filter(~gone).select("worker_id", "day_s", "from_s", "to_s", "distance_m", "reason", "actor",
                                      wish_id="event_id", set_s="at_s")
    ends = own.filter(gone).select(*same, end_id="event_id", end_s="at_s")
    pairs = wishes.select("wish_id", *same).inner_join(ends, list(same))
    later = pairs.filter(pairs.end_id > pairs.wish_id)
    first = later.group_by("wish_id").agg(withdrawn_s=later.end_s.min())
    return wishes.left_join(first, "wish_id").drop("wish_id_right")


def spread_over_days(case: Case, spans: ir.Table, begin: str, end: str) -> ir.Table:
    """Spans once for each local day of the log that they touch, with ``day_s`` of that day."""
    bare = spans.drop("day_s") if "day_s" in spans.columns else spans
    days = case.records.days.select("day_s", "day_end_s")
    joined = bare.inner_join(days, [bare[begin] < days.day_end_s, bare[end] >= days.day_s])
    return joined.drop("day_end_s")


def count_clock(points: ir.Table, at: str = "at_s") -> ir.IntegerValue:
    """Seconds since the local midnight of the point's day (day_s)."""
    return points[at] - points.day_s


def lies_between(clock_s: ir.IntegerValue, from_s: int, to_s: int) -> ir.BooleanValue:
    """Whether a clock lies in a span of the day, which may run over midnight; its end is not in it."""
    if from_s < to_s:
        return (clock_s >= from_s) & (clock_s < to_s)
    return (clock_s >= from_s) | (clock_s < to_s)
