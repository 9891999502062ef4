"""Alarms of doors: rung by the door, counted while they last, closed by whoever went to look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Alarm, Door


@transaction.atomic
def raise_alarm(*, door: Door, kind: str, at: datetime) -> Alarm:
    """The door rings; while an alarm of the kind is open, it is counted there."""
    alarm, made = Alarm.objects.select_for_update().get_or_create(
        door=door, kind=kind, closed_at=None, defaults={"since": at, "last_at": at})
    if not made:
        alarm.count, alarm.last_at = alarm.count + 1, max(alarm.last_at, at)
        alarm.save(update_fields=["count", "last_at"])
    return alarm


@transaction.atomic
def close_alarm(*, by: Account, alarm: Alarm, outcome: str) -> Alarm:
    """Say what it was. Raises StationRefused without words."""
    alarm = Alarm.objects.select_for_update(of=("self",)).select_related("door__station__unit").get(pk=alarm.pk)
    if alarm.closed_at is not None:
        return alarm
    if not outcome.strip():
        raise StationRefused(_("没有写看到的情况"), _("一句话：去看了，是什么"), field="outcome")
    alarm.closed_at, alarm.closed_by, alarm.outcome = now(), by, outcome.strip()[:200]
    alarm.save(update_fields=["closed_at", "closed_by", "outcome"])
    record_deed(by, "alarm closed", alarm, alarm.unit, kind=alarm.kind)
    return alarm
