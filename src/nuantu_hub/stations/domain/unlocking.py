"""Opening a door from afar: somebody on duty orders it with a reason, the door does it and says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, UnlockOrder

#: The door asks every two seconds; an order that it did not hear of within this time opens nothing later.
HOLDS_FOR = timedelta(seconds=30)


@transaction.atomic
def order_unlock(*, by: Account, door: Door, why: str, token: UUID) -> UnlockOrder:
    """Order a door to open once, within half a minute. The same token gives the same order.

    Raises StationRefused without a reason, where the door is not in use, and where it was not heard of lately: an
    order that may arrive an hour later must not open an empty room.
    """
    known = UnlockOrder.objects.filter(token=token).first()
    if known is not None:
        return known
    moment = now()
    if not why.strip():
        raise StationRefused(_("没有写原因"), _("写明为谁、为什么开"), field="why")
    if door.state != Door.State.APPROVED:
        raise StationRefused(_("这台门禁没有在用"), _("请现场的人推门，或打电话给场地单位"))
    if not door.is_online(moment):
        raise StationRefused(_("门现在离线，远程命令到不了"), _("请门口的人扫码：一次性的码在门上离线也能用"))
    order = UnlockOrder.objects.create(token=token, door=door, by=by, why=why.strip()[:200], at=moment,
                                       until=moment + HOLDS_FOR)
    record_deed(by, "door opened from afar", order, door.unit, why=order.why)
    return order


def list_orders(door: Door, moment: datetime) -> list[dict[str, Any]]:
    """The orders that the door has to hear of now; they are marked as told."""
    waiting = list(UnlockOrder.objects.filter(door=door, done_at=None, until__gt=moment).order_by("at"))
    untold = [order.pk for order in waiting if order.told_at is None]
    if untold:
        UnlockOrder.objects.filter(pk__in=untold).update(told_at=moment)
    return [{"id": str(order.pk), "kind": "unlock", "until": int(order.until.timestamp())} for order in waiting]


def note_opened(door: Door, at: datetime, order: str = "") -> None:
    """The door says that it opened by an order: that one, or the oldest that it was told of and has not done."""
    told = UnlockOrder.objects.filter(door=door, done_at=None, told_at__isnull=False)
    chosen = told.filter(pk=order) if _is_uuid(order) else told.filter(at__lte=at + HOLDS_FOR).order_by("at")[:1]
    UnlockOrder.objects.filter(pk__in=[one.pk for one in chosen]).update(done_at=at)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
