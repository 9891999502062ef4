"""Signature algorithms behind one registry: ES256 (-7) now, Ed25519 (-8) beside it, others by one entry each.

What a key may be used with stands with the key, in the list of whom to trust; a token never chooses. ES256 signatures
are 64 bytes, r and s, and s is the lower of its two forms: the other one would be a second text for the same token.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ES256, EDDSA = -7, -8
KID_BYTES, SIGNATURE_BYTES, POINT_BYTES = 8, 64, 33
#: The order of P-256.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
#: As the 32 bytes that stand in a signature; bytes of one length compare as their numbers do.
_ZERO, _ORDER, _HALF = (number.to_bytes(32, "big") for number in (0, ORDER, ORDER // 2))
#: DER before r, where its highest bit is set and where not, and before s, whose highest bit never is.
_DER_HIGH, _DER_LOW, _DER_NEXT = b"\x30\x45\x02\x21\0", b"\x30\x44\x02\x20", b"\x02\x20"
_CURVE = ec.SECP256R1()
_ECDSA = ec.ECDSA(SHA256())
#: The same over a digest already made, which costs the library less than making it.
_ECDSA_OF_DIGEST = ec.ECDSA(Prehashed(SHA256()))


def sign_es256(private: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """r and s, 32 bytes each, s in its lower form."""
    r, s = decode_dss_signature(private.sign(message, _ECDSA))
    return r.to_bytes(32, "big") + min(s, ORDER - s).to_bytes(32, "big")


def is_es256(public: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    """Whether a signature is of this key over this message, 64 bytes long and s in its lower form."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    first, second = signature[:32], signature[32:]
    if not (_ZERO < first < _ORDER and _ZERO < second <= _HALF):
        return False
    try:
        public.verify(_write_der(first, second), sha256(message).digest(), _ECDSA_OF_DIGEST)
    except InvalidSignature:
        return False
    return True


def _write_der(first: bytes, second: bytes) -> bytes:
    """r and s as the library takes them, DER; whole ones, as nearly all are, are put together as they stand."""
    if not first[0] or not second[0]:
        return encode_dss_signature(int.from_bytes(first, "big"), int.from_bytes(second, "big"))
    return (_DER_HIGH if first[0] & 0x80 else _DER_LOW) + first + _DER_NEXT + second


def read_point(data: bytes) -> ec.EllipticCurvePublicKey:
    """A compressed point of P-256, 33 bytes; ``ValueError`` where it is none."""
    if len(data) != POINT_BYTES:
        raise ValueError(f"a compressed point of P-256 has {POINT_BYTES} bytes, not {len(data)}")
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, data)


def write_point(public: ec.EllipticCurvePublicKey) -> bytes:
    """A key of P-256 as its compressed point, 33 bytes."""
    return public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _is_ed25519(public: Any, signature: bytes, message: bytes) -> bool:
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return len(signature) == SIGNATURE_BYTES


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One entry of the registry: how keys are made, written and read, how they sign and are checked."""

    id: int
    name: str
    private_type: type[Any]
    make: Callable[[], Any]
    write: Callable[[Any], bytes]
    read: Callable[[bytes], Any]
    sign: Callable[[Any, bytes], bytes]
    check: Callable[[Any, bytes, bytes], bool]


ALGORITHMS = {one.id: one for one in (
    Algorithm(ES256, "ES256", ec.EllipticCurvePrivateKey, lambda: ec.generate_private_key(_CURVE), write_point,
              read_point, sign_es256, is_es256),
    Algorithm(EDDSA, "EdDSA", ed25519.Ed25519PrivateKey, ed25519.Ed25519PrivateKey.generate,
              lambda public: public.public_bytes_raw(), ed25519.Ed25519PublicKey.from_public_bytes,
              lambda private, message: private.sign(message), _is_ed25519),
)}


@lru_cache(maxsize=64)
def _load_public(alg: int, data: bytes) -> Any:
    """Keys of issuers and roots, of which there are few; a device's key never comes here."""
    return ALGORITHMS[alg].read(data)


def find_kid(data: bytes) -> bytes:
    """The name of a public key: the first 8 bytes of its SHA-256."""
    return sha256(data).digest()[:KID_BYTES]


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """A public key of an issuer or a root: the algorithm it is for, and its bytes (33 of ES256, 32 of Ed25519)."""

    alg: int
    data: bytes

    @property
    def kid(self) -> bytes:
        """Its name, 8 bytes."""
        return find_kid(self.data)

    def is_usable(self) -> bool:
        """Whether the algorithm is known and the bytes are a key of it."""
        return self._load() is not None

    def is_signed(self, signature: bytes, message: bytes) -> bool:
        """Whether a signature is of this key over this message; False too where the key itself is unusable."""
        public = self._load()
        return public is not None and ALGORITHMS[self.alg].check(public, signature, message)

    def _load(self) -> Any:
        try:
            return _load_public(self.alg, self.data)
        except (KeyError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key of an issuer or a root; never shown, never written by this package."""

    alg: int
    private: Any

    def __repr__(self) -> str:
        """Its algorithm and public name only."""
        return f"SigningKey(alg={self.alg}, kid={self.public.kid.hex()})"

    @property
    def public(self) -> VerifyKey:
        """The public half."""
        return VerifyKey(self.alg, ALGORITHMS[self.alg].write(self.private.public_key()))

    def sign(self, message: bytes) -> bytes:
        """A signature over a message, 64 bytes."""
        return ALGORITHMS[self.alg].sign(self.private, message)


def make_signing_key(alg: int = ES256) -> SigningKey:
    """A fresh key of an algorithm of the registry."""
    return SigningKey(alg, ALGORITHMS[alg].make())


def hold_signing_key(private: Any) -> SigningKey:
    """A private key of the cryptography library as a signing key; ``ValueError`` for a type no algorithm has."""
    for one in ALGORITHMS.values():
        if isinstance(private, one.private_type) and (one.id != ES256 or isinstance(private.curve, ec.SECP256R1)):
            return SigningKey(one.id, private)
    raise ValueError("a private key of a type that no algorithm of the registry has")
