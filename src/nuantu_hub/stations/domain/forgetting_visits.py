"""Forgetting what was only needed to count: events of doors after thirty days, marks of a day at its midnight."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.check_ins import close_days
from nuantu_hub.stations.domain.intake import EVENTS_KEPT
from nuantu_hub.stations.models import DoorEvent, DoorSpan

#: Stretches in touch are kept as long as a star needs them: two years and some days.
SPANS_KEPT = timedelta(days=740)
#: Rows of one transaction, so that doors that tell something meanwhile do not wait.
AT_ONCE = 2_000


def forget_visits() -> dict[str, int]:
    """Forget everything whose time is over; gives how many days and rows. Counts by the hour stay, they name nobody."""
    return {"days": close_days(), "events": _forget(DoorEvent, received_at__lt=now() - EVENTS_KEPT),
            "spans": _forget(DoorSpan, ended_at__lt=now() - SPANS_KEPT)}


def _forget(model: type[DoorEvent] | type[DoorSpan], **which: object) -> int:
    gone = 0
    while True:
        with transaction.atomic():
            keys = list(model._default_manager.filter(**which).values_list("pk", flat=True)[:AT_ONCE])
            gone += model._default_manager.filter(pk__in=keys).delete()[0]
        if len(keys) < AT_ONCE:
            return gone
