"""The sealed issuance lists: who was given which credentials, written so that the hub itself cannot read it.

For each zone and window of four hours the hub draws a key pair, splits the private half two of three, seals each share
to those who hold that seat (union, street, the compounds' committees), and forgets private half and shares before it
answers. From then on it seals, to the window's public half, what it issues. Two holders of different seats open one
window together; whoever has only one share, or the hub's whole disk, has nothing. Formats: docs/keys.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.core.errors import InputError
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.sealing import PUBLIC_BYTES, SealError, seal, unseal
from nuantu.passes.shares import NEEDED, SEATS, Share, combine_shares, require_one_line, split_secret, unpack_share
from nuantu.passes.trace import CTI_BYTES, DAY_KEY_BYTES, TRACE_BYTES, derive_trace
from nuantu.passes.verdict import PassError

#: Length of a window, seconds; windows begin at multiples of it.
WINDOW_S = 4 * 3_600
#: How far a gate's clock may be beside the hub's: a use this near to a window's edge may belong to the next one.
SKEW_S = 90
#: Most credentials in one row, and the length to which a row is filled: its size tells nothing about what it holds.
CREDENTIALS_MAX, ROW_BYTES = 32, 416
_RIDER_MAX = 64


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the three seats: what it is called, and the X25519 public keys of those who sit on it.

    Several may sit on one seat (each compound's committee on the third): they hold the same share, so two of them
    together open no more than one.
    """

    name: str
    holders: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SealedShare:
    """A share as it lies at the hub: of which seat (1 to 3), for which holder's public key."""

    seat: int
    holder: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class EscrowWindow:
    """A window as the hub keeps it: there is nothing in it that the hub could open."""

    zone: int
    start_s: int
    public: bytes
    shares: tuple[SealedShare, ...]


@dataclass(frozen=True, slots=True)
class Issuance:
    """What one row holds once it is open: a pseudonym of the rider, when, and the credentials' ids."""

    rider: str
    issued_s: int
    ctis: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What a gate hands over: its key of that day, the trace it kept, and the minute (UTC seconds)."""

    day_key: bytes
    trace: bytes
    minute_s: int


@dataclass(frozen=True, slots=True)
class Search:
    """The answer of a search: the one issuance or None, rows looked at, and rows that did not open."""

    found: Issuance | None
    rows: int
    unreadable: int


def find_window_start(moment_s: int) -> int:
    """Begin of the window in which a moment lies, UTC seconds."""
    return moment_s - moment_s % WINDOW_S


def list_window_starts(minute_s: int) -> tuple[int, ...]:
    """The windows that a use of this minute may belong to: one, or two close to an edge."""
    edges = (minute_s - SKEW_S, minute_s + 59 + SKEW_S)
    return tuple(sorted({find_window_start(edge) for edge in edges}))


def open_window(zone: int, start_s: int, seats: Sequence[Seat]) -> EscrowWindow:
    """Draw a window's key, split and seal it, and forget it: three seats, at least one holder each, no holder twice."""
    if start_s % WINDOW_S:
        raise InputError(f"a window cannot begin at {start_s}", fix=f"begin at a multiple of {WINDOW_S} seconds")
    holders = [holder for seat in seats for holder in seat.holders]
    if len(seats) != SEATS or not all(seat.holders for seat in seats):
        raise InputError("a window's key needs three seats with a holder each", fix="name who holds the missing share")
    if len(set(holders)) != len(holders):
        raise InputError("one holder's key sits on two seats", fix="give each seat keys of its own")
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    sealed = tuple(SealedShare(share.point, holder, seal(share.pack(), holder, _name_share(public, share.point)))
                   for share, seat in zip(split_secret(private.private_bytes_raw()), seats, strict=True)
                   for holder in seat.holders)
    return EscrowWindow(zone, start_s, public, sealed)


def seal_issuance(window: EscrowWindow, issuance: Issuance) -> bytes:
    """One row of a window's list; all rows have the same length."""
    _require_issuance(issuance)
    packed = encode_canonical([issuance.rider, issuance.issued_s, b"".join(issuance.ctis)])
    plain = len(packed).to_bytes(2, "big") + packed
    return seal(plain.ljust(ROW_BYTES, b"\0"), window.public, _name_row(window))


def open_share(window: EscrowWindow, sealed: SealedShare, private: X25519PrivateKey) -> Share:
    """A holder's share of a window, opened with the holder's own key."""
    share = unpack_share(unseal(sealed.sealed, private, _name_share(window.public, sealed.seat)))
    if share.point != sealed.seat or len(share.values) != PUBLIC_BYTES:
        raise SealError("the share is not that of its seat")
    return share


def hand_share(window: EscrowWindow, share: Share, to_public: bytes) -> bytes:
    """An opened share on its way to the second holder: nobody between them, not even the hub, can read it."""
    return seal(share.pack(), to_public, _name_handing(window.public))


def take_share(window: EscrowWindow, handed: bytes, private: X25519PrivateKey) -> Share:
    """The share that another holder handed over."""
    return unpack_share(unseal(handed, private, _name_handing(window.public)))


def recover_window_key(window: EscrowWindow, shares: Sequence[Share]) -> X25519PrivateKey:
    """The window's private half from shares of two seats; ``InputError`` unless it is that window's."""
    if len({share.point for share in shares}) > NEEDED:
        require_one_line(shares)
    secret = combine_shares(shares)
    if len(secret) != PUBLIC_BYTES:
        raise InputError("the shares are not those of a window's key")
    private = X25519PrivateKey.from_private_bytes(secret)
    if private.public_key().public_bytes_raw() != window.public:
        raise InputError("the shares do not give this window's key", fix="open the shares of this very window")
    return private


def search_window(window: EscrowWindow, private: X25519PrivateKey, rows: Iterable[bytes],
                  incident: Incident) -> Search:
    """Whose credential left this trace, if one of this window did.

    Every row is looked at, whether one was found or not: how long a search takes tells nothing. Two different riders
    under one trace are refused, since then the list is not one that was written honestly.
    """
    _require_incident(window, incident)
    found: set[Issuance] = set()
    count = unreadable = 0
    for row in rows:
        count += 1
        try:
            issuance = read_row(window, private, row)
        except InputError:
            unreadable += 1
            continue
        if any(derive_trace(incident.day_key, cti) == incident.trace for cti in issuance.ctis):
            found.add(issuance)
    if len({issuance.rider for issuance in found}) > 1:
        raise InputError("one trace belongs to two riders: the list cannot be relied on",
                         fix="tell the union's key holder before anybody else")
    return Search(min(found, key=lambda one: one.issued_s, default=None), count, unreadable)


def digest_rows(rows: Iterable[bytes]) -> bytes:
    """SHA-256 over the sorted SHA-256 of all rows, for the log when a window closes: no row can be put in later."""
    return sha256(b"".join(sorted(sha256(row).digest() for row in rows))).digest()


def read_row(window: EscrowWindow, private: X25519PrivateKey, row: bytes) -> Issuance:
    """What a row holds; ``InputError`` where it does not open or is not in form."""
    plain = unseal(row, private, _name_row(window))
    length = int.from_bytes(plain[:2], "big")
    if len(plain) != ROW_BYTES or any(plain[2 + length:]):
        raise InputError("the row is not in form")
    try:
        value = decode_canonical(plain[2:2 + length])
    except PassError as error:
        raise InputError("the row is no CBOR") from error
    if type(value) is not list or [type(part) for part in value] != [str, int, bytes]:
        raise InputError("the row does not hold rider, time and credentials")
    rider, issued_s, ids = value
    issuance = Issuance(rider, issued_s, tuple(ids[at:at + CTI_BYTES] for at in range(0, len(ids), CTI_BYTES)))
    _require_issuance(issuance)
    return issuance


def _require_issuance(issuance: Issuance) -> None:
    if not 0 < len(issuance.rider.encode()) <= _RIDER_MAX:
        raise InputError("the rider's pseudonym has no letters, or too many", field="rider")
    if not 0 < len(issuance.ctis) <= CREDENTIALS_MAX or any(len(cti) != CTI_BYTES for cti in issuance.ctis):
        raise InputError(f"a row holds one to {CREDENTIALS_MAX} ids of {CTI_BYTES} bytes", field="ctis")
    if not 0 <= issuance.issued_s < 2**40:
        raise InputError("the time is no UTC second", field="issued_s")


def _require_incident(window: EscrowWindow, incident: Incident) -> None:
    if len(incident.day_key) != DAY_KEY_BYTES or len(incident.trace) != TRACE_BYTES:
        raise InputError(f"an incident needs a day key of {DAY_KEY_BYTES} bytes and a trace of {TRACE_BYTES}",
                         fix="ask the gate's keeper to read both off again")
    if window.start_s not in list_window_starts(incident.minute_s):
        raise InputError("the minute does not lie in this window: it stays closed",
                         fix=f"open the window that begins at {find_window_start(incident.minute_s)}")


def _name_row(window: EscrowWindow) -> bytes:
    return b"XE1 row" + window.zone.to_bytes(4, "big") + window.start_s.to_bytes(8, "big")


def _name_share(public: bytes, seat: int) -> bytes:
    return b"XE1 share" + public + bytes((seat,))


def _name_handing(public: bytes) -> bytes:
    return b"XE1 hand" + public
