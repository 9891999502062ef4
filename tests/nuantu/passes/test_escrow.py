"""Escrow: two seats open one window and find one rider; one seat, the hub's disk or another window finds nobody."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.core.errors import InputError
from nuantu.passes.escrow import (
    CREDENTIALS_MAX,
    ROW_BYTES,
    WINDOW_S,
    EscrowWindow,
    Incident,
    Issuance,
    Search,
    Seat,
    digest_rows,
    find_window_start,
    hand_share,
    list_window_starts,
    open_share,
    open_window,
    read_row,
    recover_window_key,
    seal_issuance,
    search_window,
    take_share,
)
from nuantu.passes.sealing import OVERHEAD_BYTES, SealError, seal
from nuantu.passes.shares import split_secret
from nuantu.passes.trace import derive_trace

START_S = 1_795_305_600
DAY_KEY = b"the gate's key of this very day."
UNION, STREET, COMMITTEE, NEIGHBOUR, STRANGER = (X25519PrivateKey.generate() for _ in range(5))
THE_ONE = Issuance("rider-2", START_S - 60, tuple(b"batch2%02d" % n for n in range(24)))
INCIDENT = Incident(DAY_KEY, derive_trace(DAY_KEY, b"batch207"), START_S + 3_600)


def name_public(*holders: X25519PrivateKey) -> tuple[bytes, ...]:
    """Their public halves."""
    return tuple(holder.public_key().public_bytes_raw() for holder in holders)


SEATS = (Seat("union", name_public(UNION)), Seat("street", name_public(STREET)),
         Seat("committees", name_public(COMMITTEE, NEIGHBOUR)))


@pytest.fixture
def window() -> EscrowWindow:
    """A fresh window of zone 7."""
    return open_window(7, START_S, SEATS)


@pytest.fixture
def rows(window: EscrowWindow) -> list[bytes]:
    """Five riders' rows."""
    others = [Issuance(f"rider-{who}", START_S - 60, tuple(b"batch%d%02d" % (who, n) for n in range(24)))
              for who in (1, 3, 4, 5)]
    return [seal_issuance(window, one) for one in (*others[:2], THE_ONE, *others[2:])]


def open_own(window: EscrowWindow, holder: X25519PrivateKey) -> list:
    """What one holder can open of a window's shares."""
    return [open_share(window, sealed, holder) for sealed in window.shares
            if sealed.holder == holder.public_key().public_bytes_raw()]


def test_any_two_seats_find_the_rider(window: EscrowWindow, rows: list[bytes]) -> None:
    """Union and street, union and a committee, street and a committee: each pair finds exactly one of five."""
    shares = [open_own(window, holder)[0] for holder in (UNION, STREET, COMMITTEE)]

    found = [search_window(window, recover_window_key(window, pair), rows, INCIDENT)
             for pair in combinations(shares, 2)]

    assert found == [Search(THE_ONE, 5, 0)] * 3


def test_one_seat_finds_nobody(window: EscrowWindow) -> None:
    """One share, or the same seat's share from two committees, is one share."""
    alone, again = open_own(window, COMMITTEE)[0], open_own(window, NEIGHBOUR)[0]

    for shares in ([], [alone], [alone, again]):
        with pytest.raises(InputError, match="they open nothing"):
            recover_window_key(window, shares)


def test_a_trace_of_nobody_is_told_as_not_found(window: EscrowWindow, rows: list[bytes]) -> None:
    """Also where the gate's key is of another day, or the trace of another window's credential."""
    private = recover_window_key(window, [open_own(window, one)[0] for one in (UNION, STREET)])

    assert search_window(window, private, rows, replace(INCIDENT, day_key=bytes(32))) == Search(None, 5, 0)
    assert search_window(window, private, rows, replace(INCIDENT, trace=bytes(8))) == Search(None, 5, 0)


def test_another_window_stays_closed(window: EscrowWindow, rows: list[bytes]) -> None:
    """A minute outside is refused before a row is looked at; another window's key does not open these rows."""
    private = recover_window_key(window, [open_own(window, one)[0] for one in (UNION, STREET)])
    other = open_window(7, START_S + WINDOW_S, SEATS)

    with pytest.raises(InputError, match="does not lie in this window: it stays closed"):
        search_window(window, private, rows, replace(INCIDENT, minute_s=START_S + WINDOW_S + 600))
    with pytest.raises(InputError, match="do not give this window's key"):
        recover_window_key(other, [open_own(window, one)[0] for one in (UNION, STREET)])
    with pytest.raises(SealError):
        read_row(replace(window, start_s=START_S + WINDOW_S), private, rows[0])
    with pytest.raises(SealError):
        read_row(replace(window, zone=8), private, rows[0])


def test_a_minute_close_to_the_edge_may_belong_to_two_windows() -> None:
    """Within the skew of a gate's clock both are named, else one."""
    assert list_window_starts(START_S + 60) == (START_S - WINDOW_S, START_S)
    assert list_window_starts(START_S + 120) == (START_S,)
    assert list_window_starts(START_S + WINDOW_S - 120) == (START_S, START_S + WINDOW_S)
    assert find_window_start(START_S + WINDOW_S - 1) == START_S


def test_what_the_hub_keeps_holds_no_key_and_no_rider(window: EscrowWindow, rows: list[bytes]) -> None:
    """The private half, a share's values, a pseudonym, a credential's id: in none of the bytes that stay at the hub."""
    shares = [open_own(window, one)[0] for one in (UNION, STREET, COMMITTEE)]
    private = recover_window_key(window, shares).private_bytes_raw()
    kept = b"".join([window.public, *(one.sealed for one in window.shares), *rows])

    for secret in (private, *(share.values for share in shares), b"rider-2", b"batch2"):
        assert secret not in kept


def test_rows_tell_nothing_by_their_length(window: EscrowWindow) -> None:
    """One credential or as many as go in: the same number of bytes."""
    few = seal_issuance(window, Issuance("r", START_S, (bytes(8),)))
    many = seal_issuance(window, Issuance("r" * 64, 2**40 - 1, (bytes(8),) * CREDENTIALS_MAX))

    assert {len(few), len(many)} == {ROW_BYTES + OVERHEAD_BYTES}


def test_a_stranger_and_another_seat_open_no_share(window: EscrowWindow) -> None:
    """Each sealed share opens for its own holder only, and only as the seat and window it was sealed for."""
    for sealed in window.shares:
        with pytest.raises(SealError):
            open_share(window, sealed, STRANGER)
    with pytest.raises(SealError):
        open_share(window, replace(window.shares[0], seat=2), UNION)
    with pytest.raises(SealError):
        open_share(open_window(7, START_S, SEATS), window.shares[0], UNION)


def test_a_share_that_was_swapped_is_refused(window: EscrowWindow) -> None:
    """A hub that seals a holder a share of another seat, or of another length, is found out."""
    public = UNION.public_key().public_bytes_raw()
    purpose = b"XE1 share" + window.public + b"\x01"
    for wrong in (split_secret(bytes(32))[1], split_secret(bytes(31))[0]):
        sealed = replace(window.shares[0], sealed=seal(wrong.pack(), public, purpose))
        with pytest.raises(SealError, match="not that of its seat"):
            open_share(window, sealed, UNION)


def test_a_share_is_handed_to_the_second_holder_alone(window: EscrowWindow, rows: list[bytes]) -> None:
    """The first holder opens and hands over; the second combines and searches; a third reads nothing on the way."""
    (first,) = open_own(window, UNION)
    handed = hand_share(window, first, STREET.public_key().public_bytes_raw())

    with pytest.raises(SealError):
        take_share(window, handed, COMMITTEE)
    private = recover_window_key(window, [take_share(window, handed, STREET), *open_own(window, STREET)])
    assert search_window(window, private, rows, INCIDENT).found == THE_ONE


def test_three_shares_must_agree(window: EscrowWindow) -> None:
    """With all three there, one that was swapped is noticed though the other two would do."""
    shares = [open_own(window, one)[0] for one in (UNION, STREET)]

    with pytest.raises(InputError, match="do not belong together"):
        recover_window_key(window, [*shares, split_secret(bytes(32))[2]])


def test_rows_that_do_not_open_are_counted(window: EscrowWindow, rows: list[bytes]) -> None:
    """A row of another window, rubbish, and a row with a wrong content: told, never passed over in silence."""
    private = recover_window_key(window, [open_own(window, one)[0] for one in (UNION, STREET)])
    purpose = b"XE1 row" + (7).to_bytes(4, "big") + START_S.to_bytes(8, "big")
    contents = [cbor2.dumps(one) for one in ({}, ["r", True, bytes(8)], ["r", 1, bytes(9)], ["", 1, bytes(8)], [])]
    wrong = [(len(one).to_bytes(2, "big") + one).ljust(ROW_BYTES, b"\0") for one in (*contents, b"\xff")]
    wrong += [b"\0\1\0" + b"\1" * (ROW_BYTES - 3), bytes(ROW_BYTES + 1), b""]

    found = search_window(window, private, [*rows, b"rubbish", *(seal(one, window.public, purpose) for one in wrong)],
                          INCIDENT)

    assert found == Search(THE_ONE, 15, 10)


def test_one_trace_of_two_riders_is_refused(window: EscrowWindow, rows: list[bytes]) -> None:
    """A list in which somebody put a second rider under the same credential convicts nobody."""
    private = recover_window_key(window, [open_own(window, one)[0] for one in (UNION, STREET)])
    planted = seal_issuance(window, replace(THE_ONE, rider="rider-9"))

    with pytest.raises(InputError, match="one trace belongs to two riders"):
        search_window(window, private, [*rows, planted], INCIDENT)
    assert search_window(window, private, [*rows, rows[2]], INCIDENT).found == THE_ONE


def test_the_digest_of_a_window_shows_a_row_that_came_later(rows: list[bytes]) -> None:
    """The order does not matter, each row does."""
    assert digest_rows(rows) == digest_rows(rows[::-1])
    assert digest_rows(rows) != digest_rows(rows[:-1])


@pytest.mark.parametrize(("start_s", "seats", "said"), [
    (START_S + 1, SEATS, "cannot begin"),
    (START_S, SEATS[:2], "three seats"),
    (START_S, (*SEATS[:2], Seat("committees", ())), "three seats"),
    (START_S, (SEATS[0], SEATS[0], SEATS[2]), "two seats"),
    (START_S, (*SEATS[:2], Seat("committees", (bytes(32),))), "no X25519 public key"),
])
def test_a_window_that_could_not_be_opened_two_of_three_is_not_made(start_s: int, seats: tuple[Seat, ...],
                                                                     said: str) -> None:
    """No seat without a holder, nobody on two seats, no key that is none."""
    with pytest.raises(InputError, match=said):
        open_window(7, start_s, seats)


@pytest.mark.parametrize("issuance", [
    replace(THE_ONE, rider=""), replace(THE_ONE, rider="r" * 65), replace(THE_ONE, ctis=()),
    replace(THE_ONE, ctis=(bytes(8),) * 33), replace(THE_ONE, ctis=(bytes(7),)), replace(THE_ONE, issued_s=-1),
])
def test_what_is_no_issuance_is_not_sealed(window: EscrowWindow, issuance: Issuance) -> None:
    """Nothing goes in that could not be found again."""
    with pytest.raises(InputError):
        seal_issuance(window, issuance)


@pytest.mark.parametrize("incident", [replace(INCIDENT, day_key=bytes(31)), replace(INCIDENT, trace=bytes(9))])
def test_an_incident_that_was_copied_badly_is_refused(window: EscrowWindow, incident: Incident) -> None:
    """A digit that was left out is said before anybody is told that nothing was found."""
    with pytest.raises(InputError, match="read both off again"):
        search_window(window, X25519PrivateKey.generate(), [], incident)
