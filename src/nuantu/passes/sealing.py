"""Sealing to one person: HPKE (RFC 9180), base mode, X25519 with HKDF-SHA256 and AES-128-GCM, in one shot.

Sealed bytes are the 32 bytes of the encapsulated key, then ciphertext and tag. ``purpose`` is HPKE's ``info``: what was
sealed for one purpose does not open for another.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from nuantu.core.errors import InputError

PUBLIC_BYTES = 32
#: Bytes by which sealed bytes are longer than what they hold.
OVERHEAD_BYTES = 48
#: X25519, HKDF-SHA256 and AES-128-GCM.
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


class SealError(InputError):
    """Sealed bytes that this key does not open, or that are no sealed bytes."""


def seal(plain: bytes, public: bytes, purpose: bytes) -> bytes:
    """Bytes that only the owner of a public key (32 bytes) opens, for this purpose."""
    try:
        return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=purpose)
    except ValueError as error:
        raise SealError("this is no X25519 public key of 32 bytes", fix="ask the holder for the key again") from error


def is_public(data: bytes) -> bool:
    """Whether something can be sealed to these bytes: 32 of them, and none of the points whose secret all know."""
    try:
        seal(b"", data, b"")
    except SealError:
        return False
    return True


def unseal(sealed: bytes, private: X25519PrivateKey, purpose: bytes) -> bytes:
    """What was sealed; ``SealError`` where it was sealed to another key or for another purpose, or was changed."""
    if len(sealed) < OVERHEAD_BYTES:
        raise SealError("this is too short to be sealed")
    try:
        return SUITE.decrypt(sealed, private, info=purpose)
    except (InvalidTag, ValueError) as error:
        raise SealError("this key does not open it", fix="use the key it was sealed to") from error
