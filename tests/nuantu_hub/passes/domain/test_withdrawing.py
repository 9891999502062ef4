"""What is withdrawn is set on the list at its own places, at nobody else's, and hidden among decoys."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import pairwise

import pytest
from tests.nuantu_hub.passes.pass_cast import draw_phone_keys, let_carry, write_point

from nuantu_hub.passes.domain.issuing import Wanted, issue_credentials
from nuantu_hub.passes.domain.list_places import list_places
from nuantu_hub.passes.domain.status_lists import find_start, publish_list
from nuantu_hub.passes.domain.withdrawing import (
    forget_losses,
    is_shut_out,
    report_lost,
    withdraw_credentials,
    withdraw_for,
)
from nuantu_hub.passes.models import IssuedBatch, PhoneLoss, Publication, StatusList
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.domain.consents import withdraw_consent
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def fetch(account: Account, windows: int = 1, token: uuid.UUID | None = None) -> None:
    start = find_start(now())
    issue_credentials(account=account, token=token or uuid.uuid4(), kind=2, key_level=1, wanted=[
        Wanted(start + place * WINDOW_S, tuple(write_point(key) for key in draw_phone_keys(2)))
        for place in range(windows)])


def list_set(batch: IssuedBatch) -> list[bool]:
    held = StatusList.objects.get(pk=batch.status_list_id)
    places = list_places(held.secret_bytes, range(batch.first, batch.first + batch.count))
    return [bool(bytes(held.bits)[place >> 3] >> (place & 7) & 1) for place in places]


def test_one_requests_credentials_are_withdrawn_and_others_go_on(rider: Account, other_rider: Account) -> None:
    token = uuid.uuid4()
    for account in (let_carry(rider), let_carry(other_rider)):
        fetch(account)
    fetch(rider, token=token)
    assert withdraw_credentials(account=rider, tokens=[str(token)]) == 2

    told = {(batch.account_id, batch.token == token): list_set(batch) for batch in IssuedBatch.objects.all()}
    assert told == {(rider.pk, True): [True, True], (rider.pk, False): [False, False],
                    (other_rider.pk, False): [False, False]}


def test_a_lost_phone_loses_all_windows(rider: Account) -> None:
    fetch(let_carry(rider), windows=3)
    before = now().timestamp() - 1
    assert report_lost(account=rider) == 6
    assert [list_set(batch) for batch in IssuedBatch.objects.all()] == [[True, True]] * 3
    assert (is_shut_out(rider, before), is_shut_out(rider, now().timestamp() + 1)) == (True, False)
    assert report_lost(account=rider) == 0


def test_withdrawing_the_consent_withdraws_the_credentials(rider: Account) -> None:
    fetch(let_carry(rider))
    withdraw_consent(account=rider, purpose="pass_carry")
    assert list_set(IssuedBatch.objects.get()) == [True, True]


def test_whoever_is_deleted_takes_the_credentials_along(rider: Account) -> None:
    fetch(let_carry(rider))
    batch = IssuedBatch.objects.get()
    batch.delete()
    assert list_set(batch) == [True, True]


def test_staff_withdraws_for_who_calls_and_that_is_recorded(rider: Account, officer: Account, district: Unit) -> None:
    fetch(let_carry(rider))
    assert withdraw_for(by=officer, account=rider, unit=district, why="回拨过登记的电话") == 2
    assert Deed.objects.get(verb="passes withdrawn").by == officer


def test_a_publication_with_a_withdrawal_looks_like_one_without(rider: Account) -> None:
    """Every publication sets more places than one request has, whether somebody was withdrawn or not."""
    fetch(let_carry(rider))
    number = IssuedBatch.objects.get().status_list_id

    def count() -> int:
        Publication.objects.update(version=1)
        publish_list(number)
        return sum(byte.bit_count() for byte in bytes(StatusList.objects.get(pk=number).bits))

    told = [count()]
    for turn in range(12):
        if turn % 2:
            fetch(rider, token=uuid.UUID(int=turn))
            withdraw_credentials(account=rider, tokens=[str(uuid.UUID(int=turn))])
        told.append(count())
    steps = [after - before for before, after in pairwise(told)]
    assert all(90 <= step < 240 for step in steps)
    assert len(set(steps)) > 6


def test_reports_of_last_month_are_forgotten(rider: Account) -> None:
    report_lost(account=rider)
    assert forget_losses() == 0
    PhoneLoss.objects.update(at=now() - timedelta(days=31))
    assert forget_losses() == 1
