"""Sealed lists: three seats or nothing, one window a zone, destroyed after fourteen days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.pass_cast import seat_holders

from nuantu_hub.passes.domain.escrow_lists import (
    KEPT,
    forget_escrow,
    has_holders,
    list_seats,
    list_zones,
    open_escrow,
    prepare_escrow,
    read_window,
    seal_batch,
)
from nuantu_hub.passes.domain.status_lists import find_start
from nuantu_hub.passes.models import EscrowWindow, SealedRow, ShareHolder
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_all_three_seats_are_needed() -> None:
    assert (list_zones(), has_holders(1)) == ([1], False)
    prepare_escrow()
    assert not EscrowWindow.objects.exists()
    seat_holders()
    assert has_holders(1)
    ShareHolder.objects.filter(seat=2).update(until=now() - timedelta(seconds=1))
    assert [seat.name for seat in list_seats(1) if not seat.holders] == ["street"]


def test_a_window_is_opened_once() -> None:
    seat_holders()
    prepare_escrow()
    prepare_escrow()
    assert EscrowWindow.objects.count() == 4
    start = find_start(now())
    assert open_escrow(1, start) == EscrowWindow.objects.get(start_s=start)
    assert [one.seat for one in read_window(open_escrow(1, start)).shares] == [1, 2, 3]


def test_rows_are_equally_long_whatever_is_in_them(rider: Account, other_rider: Account) -> None:
    seat_holders()
    start = find_start(now())
    seal_batch(account=rider, start_s=start, ids=[bytes(8)])
    seal_batch(account=other_rider, start_s=start, ids=[bytes([one]) * 8 for one in range(24)])
    assert len({len(bytes(row.body)) for row in SealedRow.objects.all()}) == 1
    assert not any(str(rider.pk).encode() in bytes(row.body) for row in SealedRow.objects.all())


def test_after_fourteen_days_nothing_is_left(rider: Account) -> None:
    seat_holders()
    seal_batch(account=rider, start_s=find_start(now() - KEPT - timedelta(hours=9)), ids=[bytes(8)])
    prepare_escrow()
    forget_escrow()
    assert (EscrowWindow.objects.count(), SealedRow.objects.count()) == (4, 0)
