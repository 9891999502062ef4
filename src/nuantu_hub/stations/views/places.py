"""What the addresses of doors and equipment name: a station by its sign or its code, a door, a thing in a station."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nuantu_hub.stations.models import (
    Alarm,
    Camera,
    Door,
    Equipment,
    Fault,
    HelpCall,
    MedicineItem,
    MedicineLot,
    StandingKey,
    Station,
)

UNIT = "station__unit"


def find_signed(sign: str) -> Station:
    """The station of a sign, in small letters too. Raises Http404 for one that hangs nowhere."""
    return get_object_or_404(Station.objects.select_related("unit", "moved_to"), sign=sign.upper())


def find_coded(request: HttpRequest, code: str, **words: Any) -> Station:
    """The station of a code."""
    del request, words
    return get_object_or_404(Station.objects.select_related("unit"), code=code)


def find_door(request: HttpRequest, key: int, **words: Any) -> Door:
    """The door of an address."""
    del request, words
    return get_object_or_404(Door.objects.select_related(UNIT, "approved_by", "revoked_by"), pk=key)


def find_alarm(request: HttpRequest, key: int) -> Alarm:
    """The alarm of an address."""
    del request
    return get_object_or_404(Alarm.objects.select_related("door__station__unit"), pk=key)


def find_key(request: HttpRequest, key: int) -> StandingKey:
    """The standing key of an address."""
    del request
    return get_object_or_404(StandingKey.objects.select_related("door__station__unit"), pk=key)


def find_equipment(request: HttpRequest, key: int) -> Equipment:
    """The piece of equipment of an address."""
    del request
    return get_object_or_404(Equipment.objects.select_related(UNIT), pk=key)


def find_item(request: HttpRequest, key: int) -> MedicineItem:
    """The item of a medicine box of an address."""
    del request
    return get_object_or_404(MedicineItem.objects.select_related(UNIT), pk=key)


def find_lot(request: HttpRequest, key: int) -> MedicineLot:
    """The lot of a medicine box of an address."""
    del request
    return get_object_or_404(MedicineLot.objects.select_related("item__station__unit"), pk=key)


def find_call(request: HttpRequest, key: int) -> HelpCall:
    """The call for help of an address."""
    del request
    return get_object_or_404(HelpCall.objects.select_related(UNIT, "answered_by", "closed_by"), pk=key)


def find_camera(request: HttpRequest, key: int) -> Camera:
    """The camera of an address."""
    del request
    return get_object_or_404(Camera.objects.select_related(UNIT), pk=key)


def find_fault(request: HttpRequest, key: int, **words: Any) -> Fault:
    """The fault of an address."""
    del request, words
    return get_object_or_404(Fault.objects.select_related(UNIT, "owner", "fixed_by"), pk=key)


def find_own_fault(sign: str, key: int) -> Fault:
    """A fault of the station of a sign."""
    return get_object_or_404(Fault.objects.select_related(UNIT, "owner"), pk=key, station__sign=sign)
