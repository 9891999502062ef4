"""Marking stations that one wants to find again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Favourite, Station


@transaction.atomic
def mark_favourite(*, account: Account, station: Station) -> Favourite:
    """Mark a station; marked twice it is marked once."""
    found, _made = Favourite.objects.get_or_create(account=account, station=station, defaults={"at": now()})
    return found


@transaction.atomic
def drop_favourite(*, account: Account, station: Station) -> None:
    """Take the mark off; a station that has none stays without."""
    Favourite.objects.filter(account=account, station=station).delete()


def is_favourite(*, account: Any, station: Station) -> bool:
    """Whether an account marked a station; nobody who is not signed in did."""
    return isinstance(account, Account) and Favourite.objects.filter(account=account, station=station).exists()


def list_favourites(*, account: Account) -> list[Station]:
    """The stations that an account marked, the last one first; a station that moved stands for its new place."""
    marks = Favourite.objects.filter(account=account).select_related("station__unit", "station__moved_to__unit")
    return list(dict.fromkeys(mark.station.moved_to or mark.station for mark in marks))
