"""Standing keys: given to a signed-in worker's phone, listed for the door, withdrawn when the phone is lost."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam import doors as seam
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, StandingKey

GOOD_FOR = timedelta(days=90)
KEPT_AFTER = timedelta(days=30)
#: Keys that one account holds at once, and that one door knows: a door compares a code with every one of them.
MOST_OF_ACCOUNT = 8
MOST_OF_DOOR = 400
#: Numbers are drawn at random, so that none tells how many keys there are or who came first.
NUMBER_END = 2**31 - 1
Kind = StandingKey.Kind


@transaction.atomic
def give_key(*, account: Account, door: Door, token: UUID) -> StandingKey:
    """A number of the door for ninety days; who holds one gets the same again, with the time anew.

    A keeper of the station gets a keeper's key. Raises StationRefused where the door is not in use, and past the
    most that an account or a door may have.
    """
    moment = now()
    if door.state != Door.State.APPROVED:
        raise StationRefused(_("这座驿站现在没有门禁"), _("推门试试，或用一次性的码"))
    kind = Kind.KEEPER if door.station.keepers.held_at(moment).filter(account=account).exists() else Kind.STANDING
    held = StandingKey.objects.filter(account=account, door=door, kind=kind, withdrawn_at=None).first()
    if held is not None:
        StandingKey.objects.filter(pk=held.pk).update(until=moment + GOOD_FOR)
        _tell_door(door)
        held.until = moment + GOOD_FOR
        return held
    if StandingKey.objects.held_at(moment).filter(account=account).count() >= MOST_OF_ACCOUNT:
        raise StationRefused(_("常用钥匙最多%(most)s把") % {"most": MOST_OF_ACCOUNT}, _("先收回一把不常用的"))
    if StandingKey.objects.held_at(moment).filter(door=door).count() >= MOST_OF_DOOR:
        raise StationRefused(_("这座驿站的常用钥匙发完了"), _("到门口扫码，用一次性的码"))
    key = StandingKey.objects.create(account=account, door=door, kind=kind, number=_draw_number(door), since=moment,
                                     until=moment + GOOD_FOR, token=token)
    _tell_door(door)
    return key


@transaction.atomic
def withdraw_key(*, by: Account, key: StandingKey, why: str = "") -> StandingKey:
    """Take a key back: the door refuses its codes from its next question to the hub on."""
    key = StandingKey.objects.select_for_update(of=("self",)).select_related("door__station").get(pk=key.pk)
    if key.withdrawn_at is not None:
        return key
    key.withdrawn_at, key.withdrawn_why = now(), why[:120]
    key.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _tell_door(key.door)
    if by.pk != key.account_id:
        record_deed(by, "standing key withdrawn", key, key.door.unit, why=key.withdrawn_why)
    return key


@transaction.atomic
def withdraw_all_keys(*, by: Account, door: Door, why: str) -> int:
    """Take back every standing key of a door, without learning whose they are. Gives their number."""
    if not why.strip():
        raise StationRefused(_("没有写原因"), _("写明为什么全部收回"), field="why")
    count = StandingKey.objects.filter(door=door, withdrawn_at=None).update(withdrawn_at=now(),
                                                                            withdrawn_why=why.strip()[:120])
    _tell_door(door)
    record_deed(by, "standing keys withdrawn", door, door.unit, count=count, why=why.strip())
    return count


def read_seeds(key: StandingKey) -> dict[str, Any]:
    """What the phone keeps: how to compute codes without a network, for this week and the next, and until when."""
    station = key.door.station
    seeds = seam.list_seeds(key.door.secret_bytes, key.number, int(now().timestamp()))
    return {"key": key.pk, "station": station.name, "code": station.code, "sign": station.sign, "step_s": seam.STEP_S,
            "until_s": int(key.until.timestamp()), "seeds": [asdict(one) for one in seeds]}


def list_allowed(door: Door) -> dict[str, Any]:
    """The door's list: numbers that it opens for, and those that were taken back."""
    moment = now()
    held = StandingKey.objects.held_at(moment).filter(door=door).order_by("number")
    gone = StandingKey.objects.filter(door=door, withdrawn_at__gt=moment - KEPT_AFTER).order_by("number")
    return {"version": door.allow_version,
            "keys": [{"number": key.number, "kind": key.kind, "from": int(key.since.timestamp()),
                      "until": int(key.until.timestamp())} for key in held],
            "revoked": list(gone.values_list("number", flat=True))}


@transaction.atomic
def withdraw_keepers_keys(*, account: Account) -> int:
    """Take back the keeper's keys of an account for stations that it does not keep any more. Gives their number."""
    moment = now()
    kept = account.kept_stations.held_at(moment).values("station")
    gone = StandingKey.objects.filter(account=account, kind=Kind.KEEPER, withdrawn_at=None)
    gone = gone.exclude(door__station__in=kept)
    doors = list(gone.values_list("door", flat=True))
    count = gone.update(withdrawn_at=moment, withdrawn_why="keeper")
    Door.objects.filter(pk__in=doors).update(allow_version=F("allow_version") + 1)
    return count


def forget_old_keys() -> int:
    """Remove keys that ended or were withdrawn thirty days ago; called once an hour. Gives their number."""
    before = now() - KEPT_AFTER
    ended = StandingKey.objects.filter(until__lt=before).delete()[0]
    return ended + StandingKey.objects.filter(withdrawn_at__lt=before).delete()[0]


def withdraw_lost_posts() -> int:
    """Take back keepers' keys whose keeper keeps the station no more; called once an hour. Gives their number."""
    holders = Account.objects.filter(standing_keys__kind=Kind.KEEPER, standing_keys__withdrawn_at=None).distinct()
    return sum(withdraw_keepers_keys(account=one) for one in holders)


def _tell_door(door: Door) -> None:
    Door.objects.filter(pk=door.pk).update(allow_version=F("allow_version") + 1)


def _draw_number(door: Door) -> int:
    while True:
        number = 1 + secrets.randbelow(NUMBER_END - 1)
        if not StandingKey.objects.filter(door=door, number=number).exists():
            return number
