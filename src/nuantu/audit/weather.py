"""Which alert held where an order went at a moment."""

from __future__ import annotations

from collections.abc import Collection

from ibis import ir

from nuantu.audit.query import Case
from nuantu.audit.truth import surely

LEVELS = ("blue", "yellow", "orange", "red")


def find_alerts(case: Case, points: ir.Table, at: str, level: str, kinds: Collection[str] | None) -> ir.Table:
    """For points (event_id, order_id, the moment ``at``) under an alert of that level or above: the first such alert.

    Columns event_id, alert_id. An alert without a district holds everywhere; an order without one is reached only by
    such alerts. ``kinds`` of None means any kind.
    """
    wanted = case.alerts.filter(case.alerts.level.isin(LEVELS[LEVELS.index(level):]))
    if kinds is not None:
        wanted = wanted.filter(wanted.reason.isin(sorted(kinds)))
    where = points.select("event_id", "order_id", moment_s=points[at]).left_join(
        case.records.orders_among(points).select("order_id", place="district_id"), "order_id")
    where = where.select("event_id", "moment_s", "place")
    held = where.inner_join(wanted, [where.moment_s >= wanted.from_s, where.moment_s < wanted.to_s])
    held = held.filter(held.district_id.isnull() | surely(held.district_id == held.place))
    return held.group_by("event_id").agg(alert_id=held.alert_id.min())


def mark_alerts(case: Case, points: ir.Table, at: str, level: str, kinds: Collection[str] | None) -> ir.Table:
    """Points with ``alert_id``, null where none held."""
    found = find_alerts(case, points, at, level, kinds)
    return points.left_join(found, "event_id").drop("event_id_right")


