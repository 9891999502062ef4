"""Somebody who wants to open sealed lists alone, or to stop them being written, by what they enter as a holder."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides
from tests.nuantu_hub.passes.pass_cast import seat_holders

from nuantu_hub.passes.domain.escrow_lists import has_holders, list_seats, open_escrow, prepare_escrow, read_window
from nuantu_hub.passes.domain.parties import invite_party, keep_share_key
from nuantu_hub.passes.domain.share_holders import enter_holder
from nuantu_hub.passes.domain.status_lists import AHEAD, find_start
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import EscrowWindow, Party, ShareHolder
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
#: Points whose shared secret everybody knows (RFC 7748, section 6.1): nothing can be sealed to them.
KNOWN = [bytes(32), b"\x01" + bytes(31),
         bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
         bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]


def draw_words() -> str:
    """A public key as it is pasted."""
    return base64.b64encode(X25519PrivateKey.generate().public_key().public_bytes_raw()).decode()


@pytest.mark.parametrize("point", KNOWN, ids=["nought", "one", "order eight", "minus one"])
def test_one_side_cannot_stop_all_passes_by_a_key_nothing_can_be_sealed_to(street: Unit, steward: Account,
                                                                           officer: Account, point: bytes) -> None:
    """Such a key would make every window fail to open, and with it every pass of every gate of the zone."""
    sides, words = put_sides(street, officer), base64.b64encode(point).decode()
    put_gate(sides)
    seat_holders()
    for act in (lambda: keep_share_key(by=sides.committee, party=Party.objects.get(role="committee"), share_key=words),
                lambda: enter_holder(by=steward, seat=1, name="市总工会", public_key=words)):
        with pytest.raises(PassRefused) as caught:
            act()
        assert caught.value.field in ("share_key", "public_key")

    prepare_escrow()

    assert EscrowWindow.objects.count() == AHEAD


def test_one_person_for_two_sides_holds_one_seat(street: Unit, officer: Account) -> None:
    """The street's voice of one compound is invited as the committee of another, with a second key: still one share."""
    one, other = put_sides(street, officer), put_sides(street, officer, "清波里")
    for sides in (one, other):
        put_gate(sides)
    seat_holders()
    doubled = invite_party(by=officer, compound=other.compound, role="committee", body="居委会",
                           login=one.street.login)
    mine = Party.objects.get(compound=one.compound, role="street")
    for party in (mine, doubled):
        keep_share_key(by=one.street, party=party, share_key=draw_words())

    seats = {place: seat.holders for place, seat in enumerate(list_seats(1), 1)}
    mine.refresh_from_db()
    doubled.refresh_from_db()

    assert base64.b64decode(mine.share_key) in seats[2]
    assert all(base64.b64decode(doubled.share_key) not in holders for holders in seats.values())


def test_a_holder_who_is_also_a_side_holds_the_seat_of_the_union(street: Unit, officer: Account) -> None:
    """Whoever keeps the union's share and speaks for a committee does not hold two."""
    sides = put_sides(street, officer)
    put_gate(sides)
    seat_holders()
    ShareHolder.objects.filter(seat=1).update(account=sides.committee)
    keep_share_key(by=sides.committee, party=Party.objects.get(role="committee"), share_key=draw_words())

    holders = [seat.holders for seat in list_seats(1)]

    assert [len(one) for one in holders] == [1, 1, 1]


def test_nobody_takes_anothers_key_for_their_own(street: Unit, officer: Account) -> None:
    """Another side's key would take that side's share away from it; a holder's as well."""
    sides = put_sides(street, officer)
    put_gate(sides)
    seat_holders()
    words = draw_words()
    keep_share_key(by=sides.committee, party=Party.objects.get(role="committee"), share_key=words)
    known = ShareHolder.objects.get(seat=1).public_key

    for stolen in (words, known):
        with pytest.raises(PassRefused):
            keep_share_key(by=sides.street, party=Party.objects.get(role="street"), share_key=stolen)
    assert has_holders(1)
    again = keep_share_key(by=sides.committee, party=Party.objects.get(role="committee"), share_key=words)
    assert again.share_key == words


def test_what_the_hub_keeps_of_a_window_opens_nothing(street: Unit) -> None:
    """The row of the database, as the hub reads it: sealed shares and a public key, and no share twice."""
    private = seat_holders()
    window = open_escrow(1, find_start(now()))
    kept = b"".join([base64.b64decode(window.public_key), *(one.sealed for one in read_window(window).shares)])

    assert not any(one.private_bytes_raw() in kept for one in private.values())
    assert sorted(one.seat for one in read_window(window).shares) == [1, 2, 3]
