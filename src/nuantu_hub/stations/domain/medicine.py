"""The medicine box: filled up, taken from, counted, and cleared of what has gone off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller, Limit
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import MedicineItem, MedicineLot, MedicineMove, Station

#: What goes off within these days is due for somebody to replace.
SOON_DAYS = 30
MOST_PIECES = 500
BY_DEVICE = Limit("medicine-device", 6, 3600)
BY_ADDRESS = Limit("medicine-address", 60, 3600)
Kind = MedicineMove.Kind


@dataclass(frozen=True, slots=True)
class BoxLine:
    """An item of the box: what keeps, what has gone off, what is still to be used first."""

    item: MedicineItem
    lots: tuple[MedicineLot, ...]
    today: date

    @property
    def good(self) -> int:
        """Pieces that have not gone off."""
        return sum(lot.left for lot in self.lots if not is_past(lot, self.today))

    @property
    def past(self) -> int:
        """Pieces that have gone off and still lie there."""
        return sum(lot.left for lot in self.lots if is_past(lot, self.today))

    @property
    def first_day(self) -> date | None:
        """The next day on which something goes off."""
        return min((lot.keeps_until for lot in self.lots
                    if lot.left and lot.keeps_until and not is_past(lot, self.today)), default=None)

    @property
    def state(self) -> str:
        """``broken`` where something went off or nothing is left, ``watch`` below the least or soon, else ``kept``."""
        if self.past or not self.good:
            return "broken"
        soon = self.first_day is not None and self.first_day <= self.today + timedelta(days=SOON_DAYS)
        return "watch" if soon or self.good < self.item.least else "kept"


def is_past(lot: MedicineLot, today: date) -> bool:
    """Whether a lot has gone off: it keeps through its day."""
    return lot.keeps_until is not None and lot.keeps_until < today


def read_box(station: Station) -> list[BoxLine]:
    """What is in a station's box, item by item."""
    return read_boxes([station]).get(station.pk, [])


def read_boxes(stations: Iterable[Station]) -> dict[int, list[BoxLine]]:
    """The same of several stations by their key, in two queries."""
    items = list(MedicineItem.objects.filter(station__in=[one.pk for one in stations], dropped_at=None)
                 .select_related("station__unit"))
    lots: dict[int, list[MedicineLot]] = defaultdict(list)
    for lot in MedicineLot.objects.filter(item__in=items, left__gt=0):
        lots[lot.item_id].append(lot)
    boxes: dict[int, list[BoxLine]] = defaultdict(list)
    today = localdate(now())
    for item in items:
        boxes[item.station_id].append(BoxLine(item, tuple(lots[item.pk]), today))
    return dict(boxes)


@transaction.atomic
def add_item(*, by: Account | None, station: Station, name: str, piece: str, least: int, token: UUID) -> MedicineItem:
    """Say what should be in the box. The same token gives the same item."""
    known = MedicineItem.objects.filter(token=token).first()
    if known is not None:
        return known
    if not name.strip():
        raise StationRefused(_("没有写名称"), _("写药品或用品的名字"), field="name")
    if MedicineItem.objects.filter(station=station, name=name.strip(), dropped_at=None).exists():
        raise StationRefused(_("药箱里已经有这一样"), _("在那一行补充"), field="name")
    item = MedicineItem.objects.create(station=station, name=name.strip(), piece=piece.strip() or "个", least=least,
                                       token=token)
    record_deed(by, "medicine listed", item, station.unit, name=item.name)
    return item


@transaction.atomic
def drop_item(*, by: Account, item: MedicineItem) -> MedicineItem:
    """Say that an item should be in the box no more."""
    if item.dropped_at is None:
        item.dropped_at = now()
        item.save(update_fields=["dropped_at"])
        record_deed(by, "medicine dropped", item, item.unit, name=item.name)
    return item


@transaction.atomic
def fill_up(*, by: Account | None, item: MedicineItem, count: int, keeps_until: date | None,
            token: UUID) -> MedicineLot:
    """Put pieces into the box. Raises StationRefused for what has gone off already. Same token, same filling."""
    known = MedicineMove.objects.filter(token=token).select_related("lot").first()
    if known is not None:
        return known.lot
    _check_count(count)
    if keeps_until is not None and keeps_until < localdate(now()):
        raise StationRefused(_("已经过期，不能放进药箱"), _("核对包装上的有效期"), field="keeps_until")
    lot, _made = MedicineLot.objects.get_or_create(item=item, keeps_until=keeps_until, defaults={"left": 0})
    _move(lot, Kind.FILLED, count, by, token)
    record_deed(by, "medicine filled up", item, item.unit, count=count, name=item.name)
    lot.refresh_from_db()
    return lot


@transaction.atomic
def take_piece(*, item: MedicineItem, caller: Caller, token: UUID) -> MedicineLot:
    """Somebody takes one piece; who is not asked. Of several lots the one that goes off first is used.

    Raises StationRefused where nothing is left that keeps, and when one phone takes too often.
    """
    known = MedicineMove.objects.filter(token=token).select_related("lot").first()
    if known is not None:
        return known.lot
    if not caller.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
        raise StationRefused(_("记得太多了"), _("要用尽管用，过一小时再记；缺得多请点“药箱”报修"))
    today = localdate(now())
    lots = [lot for lot in MedicineLot.objects.select_for_update().filter(item=item, left__gt=0)
            if not is_past(lot, today)]
    if not lots:
        raise StationRefused(_("这一样没有了"), _("点“药箱”报修，值守人会补"))
    first = min(lots, key=lambda lot: (lot.keeps_until is None, lot.keeps_until or today))
    _move(first, Kind.TAKEN, -1, None, token)
    return first


@transaction.atomic
def discard_past(*, by: Account, station: Station) -> int:
    """Clear the box of everything that has gone off. Gives the number of pieces."""
    lots = MedicineLot.objects.select_for_update().filter(item__station=station, left__gt=0,
                                                          keeps_until__lt=localdate(now()))
    gone = 0
    for lot in list(lots):
        gone += lot.left
        _move(lot, Kind.DISCARDED, -lot.left, by, uuid4())
    if gone:
        record_deed(by, "medicine discarded", station, station.unit, count=gone)
    return gone


@transaction.atomic
def count_lot(*, by: Account, lot: MedicineLot, left: int, token: UUID) -> MedicineLot:
    """Set what is really left of a lot after counting. The same token counts once."""
    if MedicineMove.objects.filter(token=token).exists():
        return MedicineLot.objects.select_related("item__station__unit").get(pk=lot.pk)
    if not 0 <= left <= MOST_PIECES:
        raise StationRefused(_("数目要在0到%(most)s之间") % {"most": MOST_PIECES}, _("再数一遍"), field="left")
    lot = MedicineLot.objects.select_for_update(of=("self",)).select_related("item__station__unit").get(pk=lot.pk)
    if left != lot.left:
        _move(lot, Kind.COUNTED, left - lot.left, by, token)
        record_deed(by, "medicine counted", lot.item, lot.item.unit, left=left, name=lot.item.name)
    lot.refresh_from_db()
    return lot


def _move(lot: MedicineLot, kind: str, change: int, by: Account | None, token: UUID) -> None:
    MedicineLot.objects.filter(pk=lot.pk).update(left=F("left") + change)
    MedicineMove.objects.create(lot=lot, kind=kind, change=change, at=now(), by=by, token=token)


def _check_count(count: int) -> None:
    if not 1 <= count <= MOST_PIECES:
        raise StationRefused(_("数目要在1到%(most)s之间") % {"most": MOST_PIECES}, _("再数一遍"), field="count")
