"""Forgetting what was only needed to count: events of doors after thirty days, marks of a day at its midnight."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.check_ins import close_days
from nuantu_hub.stations.domain.intake import EVENTS_KEPT
from nuantu_hub.stations.models import DoorEvent, DoorSpan

#: Stretches in touch are kept as long as a star needs them: two years and some days.
SPANS_KEPT = timedelta(days=740)
#: Rows of one transaction.
AT_ONCE = 2_000


def forget_visits() -> dict[str, int]:
    """Forget everything whose time is over; gives how many days and rows. Counts by the hour stay, they name nobody."""
    return {"days": close_days(), "events": _forget(DoorEvent, "received_at", now() - EVENTS_KEPT),
            "spans": _forget(DoorSpan, "ended_at", now() - SPANS_KEPT)}


def _forget(model: type[DoorEvent] | type[DoorSpan], field: str, before: datetime) -> int:
    """Remove the oldest rows as long as their time is over. Rows lie in the order in which they came, so that looking
    costs as much as what is removed, and nothing that doors tell meanwhile waits for it.
    """
    gone = 0
    while True:
        oldest = model._default_manager.order_by("pk").values_list("pk", field)[:AT_ONCE]
        keys = [key for key, at in oldest if at < before]
        with transaction.atomic():
            gone += model._default_manager.filter(pk__in=keys).delete()[0]
        if len(keys) < AT_ONCE:
            return gone
