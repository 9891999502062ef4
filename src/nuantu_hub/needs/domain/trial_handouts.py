"""Handing out: one piece for one person, at whichever station, signed for. Twice is refused, saying where and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trial_stock import Shelf, add_move, count_shelf, is_called_back
from nuantu_hub.needs.domain.trials import lock_trial
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import StockMove, Trial, TrialHandout, TrialLot
from nuantu_hub.people.domain.card import check_card
from nuantu_hub.people.domain.files import PICTURES, store_file
from nuantu_hub.people.domain.membership import find_open
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Person
from nuantu_hub.site.clock import now
from nuantu_hub.site.moments import say_moment
from nuantu_hub.stations.models import Station

Kind = StockMove.Kind


@dataclass(frozen=True, slots=True)
class HandoutFacts:
    """What is handed out to whom: the card (its number, or what its QR says), the size, and the signature's picture."""

    card: str
    size: str
    signature: UploadedFile[Any] | None = None


def hand_out(*, by: Account, trial: Trial, station: Station, facts: HandoutFacts, token: UUID) -> TrialHandout:
    """Hand one piece to one person; the same token is the same piece, however often it is sent.

    Raises NeedRefused for somebody who has one, naming station and moment; for somebody who is not entitled; without
    a signature; and where none is left.
    """
    try:
        return _hand_out(by=by, trial=trial, station=station, facts=facts, token=token)
    except IntegrityError:  # on PostgreSQL two stations may ask at the very same moment: the database lets one through
        known = TrialHandout.objects.filter(token=token).first()
        if known is not None:
            return known
        raise NeedRefused(_("这个人刚在另一座驿站领过"), _("一人一件；领错了先退回")) from None


@transaction.atomic
def _hand_out(*, by: Account, trial: Trial, station: Station, facts: HandoutFacts, token: UUID) -> TrialHandout:
    held = lock_trial(trial)
    known = TrialHandout.objects.filter(token=token).first()
    if known is not None:
        return known
    lock_trial(trial, Trial.State.HANDING)
    person = find_holder(facts.card)
    _check_entitled(held, person)
    had = list_held(held, person).select_related("station").first()
    if had is not None:
        raise NeedRefused(_("这个人已经领过：%(at)s，%(station)s") % {
            "at": say_moment(had.at), "station": had.station or "—"}, _("一人一件；领错了先退回"), field="card")
    if facts.signature is None:
        raise NeedRefused(_("没有签字"), _("请本人在屏幕上签，或拍下纸上的签字"), field="signature")
    lot = _find_lot(held, station, facts.size)
    made = TrialHandout(token=token, trial=held, person=person, station=station, lot=lot, size=facts.size, at=now(),
                        by=by)
    made.save(force_insert=True)
    made.signature = store_file(by=person.account, upload=facts.signature, about=made, unit=held.unit)
    if made.signature.kind not in PICTURES:
        raise NeedRefused(_("这里只收照片"), _("拍一张，或选一张图片"), field="signature")
    made.save(update_fields=["signature"])
    add_move(shelf=Shelf(lot, facts.size, station), pieces=-1, kind=Kind.HANDED, by=by, token=uuid5(token, "handed"))
    record_deed(by, "trial piece handed out", made, held.unit, station=station.code)
    return made


@transaction.atomic
def take_back(*, by: Account, handout: TrialHandout, station: Station, usable: bool, why: str) -> TrialHandout:
    """Take a piece back; usable, it lies at the station again. Whoever gave it back may have another one."""
    held = lock_trial(handout.trial, Trial.State.HANDING, Trial.State.CLOSED)
    found = TrialHandout.objects.select_for_update(of=("self",)).select_related("lot").get(pk=handout.pk)
    if found.returned_at is not None:
        return found
    if not why.strip():
        raise NeedRefused(_("没有写为什么退"), _("换尺码、有毛病、领错了，写一句"), field="why")
    found.returned_at, found.returned_why = now(), why.strip()[:200]
    found.save(update_fields=["returned_at", "returned_why"])
    if usable and held.state == Trial.State.HANDING and not is_called_back(found.lot):
        add_move(shelf=Shelf(found.lot, found.size, station), pieces=1, kind=Kind.RETURNED, by=by, token=uuid4(),
                 why=why)
    record_deed(by, "trial piece taken back", found, held.unit, station=station.code, usable=usable)
    return found


def find_holder(card: str) -> Person:
    """The person of a card: what its QR says, or its number. Raises NeedRefused where there is none."""
    text = card.strip()
    if "." in text:
        return check_card(text.rsplit("/", 1)[-1]).person.standing_record
    digits = "".join(sign for sign in text if sign.isdecimal())
    person = Person.objects.filter(card_number=digits).select_related("account", "merged_into__account").first()
    if person is None:
        raise NeedRefused(_("没有这个会员证号"), _("十二位数字，在骑手的会员证上"), field="card")
    return person.standing_record


def list_held(trial: Trial, person: Person) -> QuerySet[TrialHandout]:
    """What a person holds of a trial, under whichever of their records it was signed for."""
    records = [person.pk, *person.folded.values_list("pk", flat=True)]
    return TrialHandout.objects.filter(trial=trial, person__in=records, returned_at=None)


def _check_entitled(trial: Trial, person: Person) -> None:
    if not trial.members_only:
        return
    here = find_open(person)
    if here is None or not here.unit.path.startswith(trial.unit.path):
        raise NeedRefused(_("不是%(unit)s的会员") % {"unit": trial.unit.name},
                          _("现场入会也可以：让他扫站里的入会码"), field="card")


def _find_lot(trial: Trial, station: Station, size: str) -> TrialLot:
    """The oldest lot of which the station has a piece of the size."""
    for lot in trial.lots.order_by("at", "pk"):
        if not is_called_back(lot) and count_shelf(Shelf(lot, size, station)) > 0:
            return lot
    raise NeedRefused(_("这座驿站没有这个尺码了"), _("换一座驿站，或等工会送来"), field="size")
