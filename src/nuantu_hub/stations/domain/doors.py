"""Doors: a controller asks to be let in, staff let it in or take it out of use, and say what it should know."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.demo_pulse import NAME
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, StandingKey, Station

KEY_BYTES = 32
LEAST_OPEN_S, MOST_OPEN_S = 10, 600
State = Door.State


def list_rivals(station: Station, device_key: str) -> models.QuerySet[Door]:
    """Other controllers at a station that are not out of use; an invented one of a demonstration is nobody's rival."""
    others = Door.objects.filter(station=station).exclude(state=State.REVOKED).exclude(device_key=device_key)
    return others.exclude(name=NAME) if is_demo() else others


@transaction.atomic
def enrol_door(*, station: Station, device_key: str, name: str = "") -> Door:
    """A controller makes itself known with its public Ed25519 key (base64, 32 bytes); asked again it is the same door.

    It waits for staff. In a demonstration the first door of a station is let in at once, and an invented one that
    stands there gives way to it. Raises StationRefused for a
    key that is none, a key that was taken out of use, and where another controller stands at the station.
    """
    _check_key(device_key)
    known = Door.objects.select_related("station").filter(device_key=device_key).first()
    if known is not None:
        if known.station_id != station.pk:
            raise StationRefused(_("这台设备登记在别的驿站"), _("先在那座驿站停用它，再换一把新的设备钥匙"))
        if known.state == State.REVOKED:
            raise StationRefused(_("这台设备已停用"), _("换一把新的设备钥匙再登记"))
        return known
    if list_rivals(station, device_key).exists():
        raise StationRefused(_("这座驿站已经有一台门禁"), _("先停用原来那台"))
    invented = Door.objects.filter(station=station, name=NAME) if is_demo() else Door.objects.none()
    invented.update(state=State.REVOKED, revoked_at=now(), revoked_why="demonstration")
    StandingKey.objects.filter(door__in=invented, withdrawn_at=None).update(withdrawn_at=now(), withdrawn_why="door")
    first = not Door.objects.filter(station=station).exclude(pk__in=invented).exists()
    door = Door.objects.create(station=station, device_key=device_key, name=name.strip()[:80], enrolled_at=now())
    record_deed(None, "door enrolled", door, station.unit, name=door.name)
    if first and is_demo():
        door.state, door.approved_at = State.APPROVED, now()
        door.save(update_fields=["state", "approved_at"])
        record_deed(None, "door approved", door, station.unit, demonstration=True)
    return door


@transaction.atomic
def approve_door(*, by: Account, door: Door) -> Door:
    """Let a waiting controller in: from its next question on it gets the secret and opens for codes."""
    door = _lock(door)
    if door.state == State.APPROVED:
        return door
    if door.state != State.WAITING:
        raise StationRefused(_("这台门禁已停用"), _("让设备换一把新钥匙重新登记"))
    door.state, door.approved_at, door.approved_by = State.APPROVED, now(), by
    door.save(update_fields=["state", "approved_at", "approved_by"])
    record_deed(by, "door approved", door, door.unit)
    return door


@transaction.atomic
def revoke_door(*, by: Account, door: Door, why: str) -> Door:
    """Take a controller out of use: the hub believes it nothing more, and its standing keys end with it."""
    door = _lock(door)
    if door.state == State.REVOKED:
        return door
    if not why.strip():
        raise StationRefused(_("没有写原因"), _("写明为什么停用"), field="why")
    door.state, door.revoked_at, door.revoked_by, door.revoked_why = State.REVOKED, now(), by, why.strip()[:200]
    door.save(update_fields=["state", "revoked_at", "revoked_by", "revoked_why"])
    door.standing_keys.filter(withdrawn_at=None).update(withdrawn_at=now(), withdrawn_why="door")
    record_deed(by, "door revoked", door, door.unit, why=door.revoked_why)
    return door


@transaction.atomic
def set_door(*, by: Account, door: Door, held_open_s: int) -> Door:
    """Say after how many seconds an open door counts as held open."""
    door = _lock(door)
    if not LEAST_OPEN_S <= held_open_s <= MOST_OPEN_S:
        raise StationRefused(_("要在%(least)s到%(most)s秒之间") % {"least": LEAST_OPEN_S, "most": MOST_OPEN_S},
                             _("常用60秒"), field="held_open_s")
    if door.held_open_s == held_open_s:
        return door
    door.held_open_s, door.config_version = held_open_s, door.config_version + 1
    door.save(update_fields=["held_open_s", "config_version"])
    record_deed(by, "door set", door, door.unit, held_open_s=held_open_s)
    return door


def tell_new_config(station: Station) -> None:
    """Have the station's door hear of changed hours or seats with its next question."""
    Door.objects.filter(station=station).exclude(state=State.REVOKED).update(config_version=F("config_version") + 1)


def hear_of_station(sender: object, instance: Station, created: bool, **words: Any) -> None:
    """Whatever changed a station's row may have changed what its door should know; connected when the app starts."""
    del sender, words
    if not created:
        tell_new_config(instance)


def find_door(station: Station) -> Door | None:
    """The door of a station that is in use."""
    return Door.objects.in_use().filter(station=station).first()


def _lock(door: Door) -> Door:
    return Door.objects.select_for_update(of=("self",)).select_related("station__unit").get(pk=door.pk)


def _check_key(device_key: str) -> None:
    try:
        raw = base64.b64decode(device_key, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise StationRefused(_("设备钥匙不是32字节的Ed25519公钥"), _("用设备自己生成的公钥，写成base64"))
