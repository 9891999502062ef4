"""The box of an election: a key that exists in three shares only, two of which open what was sealed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.core.errors import InputError
from nuantu.passes.sealing import is_public, seal, unseal
from nuantu.passes.shares import combine_shares, split_secret, unpack_share

__all__ = ["Box", "BoxError", "draw_box", "hand_share", "is_holder_key", "open_ballot", "open_share", "read_box_key",
           "recover_key", "seal_ballot"]

is_holder_key = is_public
_SHARE, _HANDING, _BALLOT = b"NB1 share", b"NB1 hand", b"NB1 ballot"


class BoxError(Exception):
    """A key, a share or a ballot does not open what it is put to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box as the hub keeps it: the public half, and for each seat (1 to 3) its share, sealed to the holder's key."""

    public: bytes
    shares: Mapping[int, bytes]


def draw_box(holders: Mapping[int, bytes]) -> Box:
    """Draw a box's key, split it two of three, seal each share to its holder's public key, and forget the key."""
    if sorted(holders) != [1, 2, 3] or len(set(holders.values())) != 3:
        raise BoxError("a box needs three holders, each with a key of their own")
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    shares = {share.point: seal(share.pack(), holders[share.point], _name_share(public, share.point))
              for share in split_secret(private.private_bytes_raw())}
    return Box(public, shares)


def open_share(box: Box, seat: int, private: bytes) -> bytes:
    """A holder's share, packed, opened with the holder's own private key of 32 bytes."""
    try:
        holder = X25519PrivateKey.from_private_bytes(private)
        packed = unseal(box.shares[seat], holder, _name_share(box.public, seat))
        if unpack_share(packed).point != seat:
            raise BoxError("the share is not that of its seat")
    except (InputError, KeyError, ValueError) as fault:
        raise BoxError("this key opens no share of the box") from fault
    return packed


def hand_share(box: Box, packed: bytes, to_public: bytes) -> bytes:
    """An opened share on its way to the second holder: the hub carries it and cannot read it."""
    return seal(packed, to_public, _HANDING + box.public)


def take_share(box: Box, handed: bytes, private: bytes) -> bytes:
    """The share that another holder handed over."""
    try:
        return unseal(handed, X25519PrivateKey.from_private_bytes(private), _HANDING + box.public)
    except (InputError, ValueError) as fault:
        raise BoxError("this key does not open the share that was handed over") from fault


def recover_key(box: Box, first: bytes, second: bytes) -> bytes:
    """The box's private key from two packed shares. Raises BoxError unless it is that box's."""
    try:
        secret = combine_shares([unpack_share(first), unpack_share(second)])
    except InputError as fault:
        raise BoxError("these are not two shares of one box") from fault
    read_box_key(box.public, secret)
    return secret


def read_box_key(public: bytes, secret: bytes) -> X25519PrivateKey:
    """The private key of a box from its 32 bytes. Raises BoxError where it is another one."""
    try:
        private = X25519PrivateKey.from_private_bytes(secret)
    except ValueError as fault:
        raise BoxError("a box's key has 32 bytes") from fault
    if private.public_key().public_bytes_raw() != public:
        raise BoxError("this is not the key of this box")
    return private


def seal_ballot(public: bytes, contest: int, plain: bytes) -> bytes:
    """A ballot as it goes into the box of a contest."""
    return seal(plain, public, _name_ballot(contest))


def open_ballot(key: X25519PrivateKey, contest: int, sealed: bytes) -> bytes:
    """A ballot of the contest. Raises BoxError where it does not open, or was sealed for another contest."""
    try:
        return unseal(sealed, key, _name_ballot(contest))
    except InputError as fault:
        raise BoxError("the ballot does not open") from fault


def _name_share(public: bytes, seat: int) -> bytes:
    return _SHARE + public + bytes([seat])


def _name_ballot(contest: int) -> bytes:
    return _BALLOT + contest.to_bytes(8, "big")
