"""Readings of equipment: taken from a station's controller, kept for ninety days, unknown when they grow old."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Equipment, Measurement, Station

KEPT_DAYS = 90
#: An unchanged value is written into the history this often.
EVERY = timedelta(minutes=10)
#: A value outside is a fault of the sensor, whatever it measures.
LEAST, MOST = -60.0, 500.0


@transaction.atomic
def take_readings(*, station: Station, at: datetime, told: Iterable[Mapping[str, Any]]) -> int:
    """Take over ``{"mark", "value", "at"}`` of a station's equipment; gives how many were of equipment that is known.

    A value that is no finite number in range is passed over, so that the equipment becomes unknown and not wrong.
    """
    fresh = {str(one.get("mark", "")): one for one in told if _is_value(one.get("value"))}
    if not fresh:
        return 0
    known = list(Equipment.objects.select_for_update().filter(station=station, mark__in=fresh, removed_on=None))
    kept: list[Measurement] = []
    for one in known:
        value, moment = float(fresh[one.mark]["value"]), read_moment(fresh[one.mark].get("at"), at)
        if one.measured_at is not None and moment <= one.measured_at:
            continue
        if one.value != value or _is_due(one, moment):
            kept.append(Measurement(equipment=one, at=moment, value=value))
        one.value, one.measured_at = value, moment
    Equipment.objects.bulk_update(known, ["value", "measured_at"])
    Measurement.objects.bulk_create(kept, ignore_conflicts=True)
    return len(known)


def read_moment(told: object, received: datetime) -> datetime:
    """When a reading was taken, by the controller's word: never after it arrived, which also stands for none."""
    if isinstance(told, int | float) and not isinstance(told, bool) and 0 < told <= received.timestamp():
        return datetime.fromtimestamp(told, UTC)
    return received


def forget_old_measurements() -> int:
    """Remove readings older than ninety days; called once an hour. Gives their number."""
    return Measurement.objects.filter(at__lt=now() - timedelta(days=KEPT_DAYS)).delete()[0]


def _is_due(one: Equipment, moment: datetime) -> bool:
    last = one.measurements.order_by("-at").values_list("at", flat=True).first()
    return last is None or moment - last >= EVERY


def _is_value(value: object) -> bool:
    if isinstance(value, bool):
        return True
    return isinstance(value, int | float) and math.isfinite(value) and LEAST <= value <= MOST
