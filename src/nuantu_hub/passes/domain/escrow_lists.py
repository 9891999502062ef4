"""The sealed lists of what was issued for gates: opened for writing before a window, never for reading by the hub."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nuantu_hub.passes.domain.status_lists import AHEAD, find_start
from nuantu_hub.passes.models import EscrowWindow, Party, PassGate, SealedRow, ShareHolder
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.models import Account
from nuantu_hub.seam import pass_escrow as seam
from nuantu_hub.site.clock import now

#: How long a sealed list is kept: a gate keeps its traces for seven days, and holders have a week to come together.
KEPT = timedelta(days=14)
#: Where no compound says otherwise, all gates and all doors lie in one zone.
FIRST_ZONE = 1
PARTY_SEATS = {Party.Role.STREET: ShareHolder.Seat.STREET, Party.Role.COMMITTEE: ShareHolder.Seat.COMMITTEE}


def list_zones() -> list[int]:
    """The zones that gates lie in: every credential of a gate is good in all of them, so that none tells a rider."""
    zones = PassGate.objects.in_use().order_by().values_list("zone", flat=True).distinct()
    return sorted({FIRST_ZONE, *zones})


def list_seats(zone: int) -> list[seam.Seat]:
    """Who holds the three shares in a zone: whom the union entered, and the sides of its compounds with a key.

    A person who stands for two sides, in whichever compounds, holds the seat that came first: nobody opens alone.
    """
    holders: dict[int, list[bytes]] = {seat: [] for seat in ShareHolder.Seat.values}
    seat_of: dict[UUID, int] = {}
    for one in ShareHolder.objects.held_at(now()).filter(zone=zone):
        if one.account_id is None or seat_of.setdefault(one.account_id, one.seat) == one.seat:
            holders[one.seat].append(one.key_bytes)
    parties = Party.objects.held_at(now()).filter(compound__gates__zone=zone, role__in=PARTY_SEATS).exclude(
        share_key="").order_by("pk").distinct()
    for party in parties:
        seat = PARTY_SEATS[Party.Role(party.role)]
        if seat_of.setdefault(party.account_id, seat) == seat:
            holders[seat].append(base64.b64decode(party.share_key))
    taken: set[bytes] = set()
    seats = []
    for named in ShareHolder.Seat:
        own = tuple(key for key in dict.fromkeys(holders[named]) if key not in taken)
        taken |= set(own)
        seats.append(seam.Seat(str(named.name).lower(), own))
    return seats


def has_holders(zone: int) -> bool:
    """Whether each of the three seats is held."""
    return all(seat.holders for seat in list_seats(zone))


@transaction.atomic(savepoint=False)
def open_escrow(zone: int, start_s: int) -> EscrowWindow:
    """The window of a zone: the one that there is, or a fresh one whose key is split, sealed and forgotten at once.

    Raises InputError (of the seam) where a seat is not held.
    """
    found = EscrowWindow.objects.filter(zone=zone, start_s=start_s).first()
    if found is not None:
        return found
    drawn = seam.open_window(zone, start_s, list_seats(zone))
    return EscrowWindow.objects.create(
        zone=zone, start_s=start_s, public_key=_write(drawn.public), made_at=now(),
        shares=[[one.seat, _write(one.holder), _write(one.sealed)] for one in drawn.shares])


def read_window(window: EscrowWindow) -> seam.EscrowWindow:
    """A window as the functions of the sealed lists take it."""
    shares = tuple(seam.SealedShare(seat, base64.b64decode(holder), base64.b64decode(sealed))
                   for seat, holder, sealed in window.shares)
    return seam.EscrowWindow(window.zone, window.start_s, base64.b64decode(window.public_key), shares)


def seal_batch(*, account: Account, start_s: int, ids: Sequence[bytes]) -> None:
    """Write down, for every zone, who was given these credentials, so that the hub cannot read it."""
    issued_s = int(now().timestamp())
    rows = []
    for zone in list_zones():
        window = open_escrow(zone, start_s)
        row = seam.seal_issuance(read_window(window), seam.Issuance(str(account.pk), issued_s, tuple(ids)))
        rows.append(SealedRow(window=window, body=row))
    SealedRow.objects.bulk_create(rows)


def prepare_escrow() -> None:
    """Open the coming windows of every zone whose seats are held; called every half minute."""
    start = find_start(now())
    for zone in list_zones():
        if has_holders(zone):
            for ahead in range(AHEAD):
                open_escrow(zone, start + ahead * WINDOW_S)


def forget_escrow() -> int:
    """Destroy lists of windows that ended fourteen days ago; called once an hour. Gives their number."""
    before = int((now() - KEPT).timestamp()) - WINDOW_S
    return EscrowWindow.objects.filter(start_s__lt=before).delete()[0]


def _write(data: bytes) -> str:
    return base64.b64encode(data).decode()
