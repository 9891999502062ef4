"""Where the goods lie: sums of movements. Sending them to stations, counting them, what is left, and closing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trials import lock_trial, move_on
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import StockMove, Trial, TrialLot
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Station

State, Kind = Trial.State, StockMove.Kind


@dataclass(frozen=True, slots=True)
class Shelf:
    """A pile of goods: which lot and size, at which station (None: the union's own store)."""

    lot: TrialLot
    size: str
    station: Station | None


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A pile and how much of it there is."""

    lot_id: int
    lot: str
    size: str
    station_id: int | None
    station: str
    pieces: int


def list_stock(trial: Trial) -> list[ShelfLine]:
    """Every pile that is not empty, in one question: the store first, then stations by their number."""
    rows = StockMove.objects.filter(trial=trial).values_list(
        "lot", "lot__label", "size", "station", "station__code", "station__name").annotate(sum=Sum("pieces")).order_by(
            "station__code", "lot", "size")
    lines = [ShelfLine(lot, label, size, station, name or "", pieces)
             for lot, label, size, station, _code, name, pieces in rows if pieces]
    return sorted(lines, key=lambda one: one.station_id is not None)


def list_places(trial: Trial) -> list[Station]:
    """Stations where a piece lies that was not called back, by their number."""
    if trial.recalls.filter(lot=None).exists():
        return []
    called = trial.recalls.exclude(lot=None).values_list("lot", flat=True)
    piles = StockMove.objects.filter(trial=trial).exclude(station=None).exclude(lot__in=called).values("station")
    full = piles.annotate(sum=Sum("pieces")).filter(sum__gt=0).values("station")
    return list(Station.objects.filter(pk__in=full, state=Station.State.USED).order_by("code")[:30])


def count_shelf(shelf: Shelf) -> int:
    """How much lies in a pile."""
    moves = StockMove.objects.filter(lot=shelf.lot, size=shelf.size, station=shelf.station)
    return moves.aggregate(sum=Sum("pieces"))["sum"] or 0


@transaction.atomic
def send_goods(*, by: Account, trial: Trial, shelf: Shelf, to: Station | None, pieces: int, token: UUID) -> int:
    """Send goods from one place to another; the same token sends them once. Gives what is left where they came from.

    Raises NeedRefused for more than there is, and for a lot that was called back.
    """
    held = lock_trial(trial, State.HANDING)
    if StockMove.objects.filter(token=uuid5(token, "out")).exists():
        return count_shelf(shelf)
    _check_shelf(held, shelf, pieces)
    if to == shelf.station or (to is not None and not to.unit.path.startswith(held.unit.path)):
        raise NeedRefused(_("不能送到这里"), _("选本工会另一座驿站"), field="to")
    for leg, place, count in (("out", shelf.station, -pieces), ("in", to, pieces)):
        add_move(shelf=Shelf(shelf.lot, shelf.size, place), pieces=count, kind=Kind.MOVED, by=by,
                 token=uuid5(token, leg))
    record_deed(by, "trial goods sent", shelf.lot, held.unit, pieces=pieces, to=to.code if to else "")
    return count_shelf(shelf)


@transaction.atomic
def count_goods(*, by: Account, trial: Trial, shelf: Shelf, counted: int, why: str, token: UUID) -> int:
    """Write down what was counted; a difference is a movement with its reason. Gives the difference."""
    held = lock_trial(trial, State.HANDING)
    if StockMove.objects.filter(token=token).exists():
        return 0
    difference = counted - count_shelf(shelf)
    if difference and not why.strip():
        raise NeedRefused(_("和账上差 %(n)d 件") % {"n": abs(difference)}, _("写明怎么回事，会公开"), field="why")
    if counted < 0:
        raise NeedRefused(_("数量不对"), _("写一个正数"), field="counted")
    add_move(shelf=shelf, pieces=difference, kind=Kind.COUNTED, by=by, token=token, why=why)
    record_deed(by, "trial goods counted", shelf.lot, held.unit, difference=difference)
    return difference


@transaction.atomic
def settle_left(*, by: Account, trial: Trial, shelf: Shelf, pieces: int, why: str, token: UUID) -> int:
    """Say what becomes of goods that are left: given elsewhere, kept for next winter, thrown away. Gives the rest."""
    held = lock_trial(trial, State.HANDING)
    if StockMove.objects.filter(token=token).exists():
        return count_shelf(shelf)
    if not 1 <= pieces <= count_shelf(shelf):
        raise NeedRefused(_("没有这么多"), _("看一眼库存再填"), field="pieces")
    if not why.strip():
        raise NeedRefused(_("没有写余货去了哪里"), _("写明给了谁、放在哪，会公开"), field="why")
    add_move(shelf=shelf, pieces=-pieces, kind=Kind.LEFT, by=by, token=token, why=why)
    record_deed(by, "trial leftover settled", shelf.lot, held.unit, pieces=pieces)
    return count_shelf(shelf)


@transaction.atomic
def close_trial(*, by: Account, trial: Trial) -> Trial:
    """Close the account. Raises NeedRefused while a piece lies somewhere that nobody has accounted for."""
    held = lock_trial(trial)
    if held.state == State.CLOSED:
        return held
    lock_trial(trial, State.HANDING)
    left = sum(line.pieces for line in list_stock(held))
    if left:
        raise NeedRefused(_("还有 %(n)d 件没有交代") % {"n": left}, _("发完、退回，或写明余货去了哪里"))
    record_deed(by, "trial closed", held, held.unit)
    return move_on(held, State.CLOSED, by=by)


def add_move(*, shelf: Shelf, pieces: int, kind: str, by: Account, token: UUID, why: str = "") -> StockMove:
    """Write a movement down; only inside a verb that holds the trial."""
    return StockMove.objects.create(token=token, trial_id=shelf.lot.trial_id, lot=shelf.lot, station=shelf.station,
                                    size=shelf.size, pieces=pieces, kind=kind, why=why.strip()[:200], at=now(), by=by)


def _check_shelf(trial: Trial, shelf: Shelf, pieces: int) -> None:
    if shelf.lot.trial_id != trial.pk or not 1 <= pieces <= count_shelf(shelf):
        raise NeedRefused(_("没有这么多"), _("看一眼库存再填"), field="pieces")
    if is_called_back(shelf.lot):
        raise NeedRefused(_("这一批已经召回"), _("收好，等工会来取"))


def is_called_back(lot: TrialLot) -> bool:
    """Whether a lot, or all lots of its trial, were called back."""
    return lot.recalls.exists() or lot.trial.recalls.filter(lot=None).exists()
