"""Credentials are given to whom they are due, of one class, at places nobody had, and the hub keeps no id of one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import pytest
from django.db import connection
from tests.nuantu_hub.passes.pass_cast import confirm, draw_phone_keys, let_carry, seat_holders, write_point

from nuantu.passes.credential import Credential, decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.escrow import open_share, read_row, recover_window_key
from nuantu_hub.passes.domain import issuing
from nuantu_hub.passes.domain.escrow_lists import read_window
from nuantu_hub.passes.domain.issuing import IssueRefused, Wanted, issue_credentials
from nuantu_hub.passes.domain.signer import find_signer
from nuantu_hub.passes.domain.status_lists import find_start
from nuantu_hub.passes.models import EscrowWindow, IssuedBatch, SealedRow
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
GATE, DOOR = 1, 2


def ask(account: Account, kind: int, windows: int = 1, each: int = 3, token: uuid.UUID | None = None,
        keys: Sequence[bytes] = ()) -> list[Credential]:
    """Ask as a phone does, and read what came."""
    start = find_start(now())
    points = list(keys) or [write_point(key) for key in draw_phone_keys(windows * each)]
    wanted = [Wanted(start + place * WINDOW_S, tuple(points[place * each:(place + 1) * each]))
              for place in range(windows)]
    given = issue_credentials(account=account, token=token or uuid.uuid4(), kind=kind, key_level=1, wanted=wanted)
    return [decode_claims(read_envelope(one.credential).payload) for one in given]


def why_not(account: Account, kind: int, **words: object) -> tuple[str, int]:
    with pytest.raises(IssueRefused) as caught:
        ask(account, kind, **words)  # type: ignore[arg-type]
    return caught.value.reason, caught.value.status


@pytest.fixture
def carrier(rider: Account, street: Unit) -> Account:
    """A confirmed rider who agreed to carry passes, where the sealed lists have holders."""
    seat_holders()
    return confirm(let_carry(rider), street)


def test_gates_and_doors_get_different_credentials(carrier: Account) -> None:
    gates, doors = ask(carrier, GATE), ask(carrier, DOOR)

    assert ({int(one.kind) for one in gates}, {int(one.kind) for one in doors}) == ({GATE}, {DOOR})
    assert not {one.id for one in gates} & {one.id for one in doors}
    assert {one.status_list for one in gates}.isdisjoint(one.status_list for one in doors)
    assert not {one.device_key for one in gates} & {one.device_key for one in doors}


def test_nothing_that_is_given_repeats_or_names_anybody(carrier: Account) -> None:
    given = ask(carrier, GATE, windows=3, each=24)

    assert len(given) == len({one.id for one in given}) == len({one.device_key for one in given}) == 72
    assert len({(one.status_list, one.status_index) for one in given}) == 72
    assert {(one.not_before_s % WINDOW_S, one.expires_s - one.not_before_s) for one in given} == {(0, WINDOW_S)}
    assert {(one.issuer, one.zones, one.key_level) for one in given} == {(1, (1,), 1)}


def test_credentials_are_signed_by_the_issuer(carrier: Account) -> None:
    given = issue_credentials(account=carrier, token=uuid.uuid4(), kind=DOOR, key_level=0, wanted=[
        Wanted(find_start(now()), (write_point(draw_phone_keys(1)[0]),))])

    assert read_envelope(given[0].credential).is_signed_by(find_signer().public)


def test_doors_are_for_any_worker_who_agrees_and_gates_for_confirmed_ones(rider: Account, street: Unit) -> None:
    assert (why_not(rider, DOOR), why_not(rider, GATE)) == (("consent", 403),) * 2
    let_carry(rider)
    assert len(ask(rider, DOOR)) == 3
    assert why_not(rider, GATE) == ("unconfirmed", 403)
    confirm(rider, street)
    assert why_not(rider, GATE) == ("holders", 503)
    seat_holders()
    assert len(ask(rider, GATE)) == 3


def test_the_hub_keeps_no_id_that_it_can_read(carrier: Account) -> None:
    """The ids of all that was issued stand in no column of any table, in no form that the database shows."""
    ids = [one.id for one in ask(carrier, GATE, each=24) + ask(carrier, DOOR, each=24)]
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told += [value for row in cursor.fetchall() for value in row]
    raw = b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in told if value is not None)

    assert [one for one in ids if one in raw or one.hex().encode() in raw] == []


def test_two_holders_find_in_the_sealed_list_what_was_given(rider: Account, street: Unit) -> None:
    holders = seat_holders()
    confirm(let_carry(rider), street)
    given = ask(rider, GATE, each=24)
    window = read_window(EscrowWindow.objects.get(start_s=find_start(now())))
    shares = [open_share(window, one, holders[one.seat]) for one in window.shares if one.seat in (1, 3)]

    row = read_row(window, recover_window_key(window, shares), bytes(SealedRow.objects.get().body))
    assert (row.rider, row.ctis) == (str(rider.pk), tuple(one.id for one in given))


def test_doors_leave_no_sealed_row(carrier: Account) -> None:
    ask(carrier, DOOR)
    assert (SealedRow.objects.count(), EscrowWindow.objects.count()) == (0, 0)


def test_the_same_request_again_takes_no_further_places(carrier: Account) -> None:
    token, keys = uuid.uuid4(), [write_point(key) for key in draw_phone_keys(3)]
    first, second = (ask(carrier, GATE, token=token, keys=keys) for _ in range(2))

    assert [one.status_index for one in first] == [one.status_index for one in second]
    assert IssuedBatch.objects.count() == 1


def test_a_window_has_an_end(carrier: Account) -> None:
    for _ in range(3):
        ask(carrier, GATE, each=24)
    assert why_not(carrier, GATE, each=1) == ("often", 429)
    assert len(ask(carrier, DOOR, each=1)) == 1


@pytest.mark.parametrize("ahead", [-1, 4])
def test_windows_that_are_over_or_far_ahead_are_not_given(carrier: Account, ahead: int) -> None:
    wanted = [Wanted(find_start(now()) + ahead * WINDOW_S, (write_point(draw_phone_keys(1)[0]),))]
    with pytest.raises(IssueRefused) as caught:
        issue_credentials(account=carrier, token=uuid.uuid4(), kind=GATE, key_level=1, wanted=wanted)
    assert (caught.value.reason, caught.value.status) == ("window", 409)


@pytest.mark.parametrize("keys", [(), (b"\2" * 32,), (b"\2" + b"\xff" * 32,), (b"\4" + bytes(64),)])
def test_what_is_no_key_is_refused(carrier: Account, keys: tuple[bytes, ...]) -> None:
    with pytest.raises(IssueRefused) as caught:
        issue_credentials(account=carrier, token=uuid.uuid4(), kind=GATE, key_level=1,
                          wanted=[Wanted(find_start(now()), keys)])
    assert caught.value.reason == "form"


def test_a_key_twice_and_too_many_are_refused(carrier: Account) -> None:
    point = write_point(draw_phone_keys(1)[0])
    assert why_not(carrier, GATE, keys=[point] * 3) == ("form", 400)
    assert why_not(carrier, GATE, each=issuing.MOST_ASKED + 1) == ("form", 400)


def test_more_zones_than_a_credential_can_name_are_refused_by_name_and_nothing_is_kept(
        carrier: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifteen, and one more for codes on paper, which have a zone of their own; doors have no zones."""
    issuing.check_zones(range(1, 16))
    with pytest.raises(IssueRefused) as caught:
        issuing.check_zones(range(1, 17))
    assert (caught.value.reason, caught.value.status) == ("zones", 503)

    monkeypatch.setattr(issuing, "MOST_ZONES", 0)
    assert why_not(carrier, GATE) == ("zones", 503)
    assert (IssuedBatch.objects.count(), SealedRow.objects.count(), len(ask(carrier, DOOR))) == (0, 0, 3)
