"""The list of whom to trust: issuers' keys with their uses and life, signed by at least two of three roots.

A file of it is ``XL1:`` and CBOR [payload, [[root kid, signature], …]]; a root signs ``XL1:`` and the payload. Versions
only grow: a gate that holds version 7 refuses version 6, and another version 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from nuantu.passes.algorithms import KID_BYTES, SIGNATURE_BYTES, SigningKey, VerifyKey
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.credential import PassClass
from nuantu.passes.envelope import Envelope, read_envelope
from nuantu.passes.fields import take_bytes, take_list, take_map, take_number, take_time
from nuantu.passes.verdict import Code, PassError

Use = Literal["credential", "descriptor", "policy", "status"]
USES: tuple[Use, ...] = ("credential", "descriptor", "policy", "status")
MAGIC = b"XL1:"
ROOTS, THRESHOLD = 3, 2
#: How long a list is good for, seconds: three days.
LIFE_S = 72 * 3600
#: How far a key's and a credential's beginning may lie ahead of the reader's clock, seconds.
AHEAD_MAX_S = 90
KEYS_MAX = 256
SIZE_MAX = 65_536

_VERSION, _ISSUED, _EXPIRES, _KEYS = 1, 2, 3, 4
_KID, _ALG, _KEY, _FROM, _UNTIL, _USES, _CLASSES = 1, 2, 3, 4, 5, 6, 7


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """An issuer's public key, from when until when (UTC seconds), for what, and for credentials of which classes."""

    kid: bytes
    key: VerifyKey
    not_before_s: int
    expires_s: int
    uses: frozenset[Use]
    classes: frozenset[PassClass] = frozenset()

    def is_for(self, use: Use, now_s: int) -> bool:
        """Whether it may be used for this, now."""
        return use in self.uses and self.not_before_s - AHEAD_MAX_S <= now_s < self.expires_s


@dataclass(frozen=True, slots=True)
class TrustList:
    """Whom to trust, from one version to the next."""

    version: int
    issued_s: int
    expires_s: int
    keys: tuple[TrustedKey, ...]

    def find_signer(self, envelope: Envelope, use: Use, now_s: int) -> TrustedKey:
        """The key that signed an envelope, of all keys of its kid; ``PassError`` E_KID, E_ALG or E_SIG if none did."""
        named = [key for key in self.keys if key.kid == envelope.kid and key.is_for(use, now_s)]
        for key in named:
            if envelope.is_signed_by(key.key):
                return key
        if not named:
            raise PassError(Code.E_KID, "no key of this id is trusted for this now")
        if all(key.key.alg != envelope.alg for key in named):
            raise PassError(Code.E_ALG, "the key is for another algorithm")
        raise PassError(Code.E_SIG, "the issuer did not sign this")


def encode_trust_payload(trust: TrustList) -> bytes:
    """What roots sign the list by: its deterministic CBOR."""
    return encode_canonical({
        _VERSION: trust.version, _ISSUED: trust.issued_s, _EXPIRES: trust.expires_s, _KEYS: [{
            _KID: key.kid, _ALG: key.key.alg, _KEY: key.key.data, _FROM: key.not_before_s, _UNTIL: key.expires_s,
            _USES: sorted(key.uses), _CLASSES: sorted(int(one) for one in key.classes)} for key in trust.keys]})


def decode_trust_payload(payload: bytes) -> TrustList:
    """A list of its payload, whoever signed it; ``PassError`` where it has another form."""
    found = take_map(decode_canonical(payload), "trust list")
    keys = tuple(_decode_key(take_map(one, "keys")) for one in take_list(found, _KEYS, "keys", KEYS_MAX))
    return TrustList(take_number(found, _VERSION, "version"), take_time(found, _ISSUED, "issued"),
                     take_time(found, _EXPIRES, "expires"), keys)


def sign_trust_payload(payload: bytes, root: SigningKey) -> tuple[bytes, bytes]:
    """One root's part: its kid and its signature."""
    return root.public.kid, root.sign(MAGIC + payload)


def join_trust_list(payload: bytes, signatures: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A payload and the roots' parts as the bytes of a list."""
    return MAGIC + encode_canonical([payload, [[kid, signature] for kid, signature in signatures]])


def split_trust_list(data: bytes) -> tuple[bytes, tuple[tuple[bytes, bytes], ...]]:
    """The payload and the roots' parts of a list's bytes; ``PassError`` where they have another form."""
    if len(data) > SIZE_MAX or data[:4] != MAGIC:
        raise PassError(Code.E_FORMAT, "no list of whom to trust")
    found = decode_canonical(data[4:])
    if type(found) is not list or len(found) != 2 or type(found[0]) is not bytes or type(found[1]) is not list:
        raise PassError(Code.E_FORMAT, "not a payload and its signatures")
    parts = []
    for one in found[1]:
        part = dict(enumerate(one)) if type(one) is list and len(one) == 2 else {}
        parts.append((take_bytes(part, 0, "root", KID_BYTES), take_bytes(part, 1, "signature", SIGNATURE_BYTES)))
    return found[0], tuple(parts)


def read_trust_list(data: bytes, roots: Sequence[VerifyKey], held: TrustList | None, now_s: int) -> TrustList:
    """The list of some bytes, checked.

    Parameters
    ----------
    data
        The bytes of a file or of the hub's answer.
    roots
        The roots' public keys that this reader was built with.
    held
        The list that this reader holds; an older version is refused, and a second one of equal version.
    now_s
        UTC seconds.

    Raises
    ------
    PassError
        E_FORMAT, E_NONCANON; E_SIG where fewer than two of the roots signed it; E_STALE where its version is older;
        E_TRUST_EXPIRED where its time is over; E_LIFE where it would be good for more than 72 hours; E_FUTURE where its
        day has not come: lists are signed weeks ahead, and one that slipped out must not move a gate's clock.
    """
    payload, parts = split_trust_list(data)
    signed = {root.data for root in roots for kid, signature in parts
              if kid == root.kid and root.is_signed(signature, MAGIC + payload)}
    if len(signed) < THRESHOLD:
        raise PassError(Code.E_SIG, f"signed by {len(signed)} of the roots, not by {THRESHOLD}")
    trust = decode_trust_payload(payload)
    if held is not None and (trust.version < held.version or (trust.version == held.version and trust != held)):
        raise PassError(Code.E_STALE, f"version {trust.version} is not newer than the version {held.version} held")
    if not trust.issued_s < trust.expires_s <= trust.issued_s + LIFE_S:
        raise PassError(Code.E_LIFE, "good for longer than 72 hours")
    if now_s >= trust.expires_s:
        raise PassError(Code.E_TRUST_EXPIRED, "its time is over")
    if trust.issued_s > now_s + AHEAD_MAX_S:
        raise PassError(Code.E_FUTURE, "a list of a day to come")
    return trust


def find_signed(data: bytes, trust: TrustList, use: Use, now_s: int) -> bytes:
    """The payload of a COSE_Sign1 that a key trusted for this use signed; ``PassError`` otherwise."""
    if now_s >= trust.expires_s:
        raise PassError(Code.E_TRUST_EXPIRED, "the list of whom to trust is over")
    envelope = read_envelope(data)
    trust.find_signer(envelope, use, now_s)
    return envelope.payload


def _decode_key(found: Any) -> TrustedKey:
    uses = take_list(found, _USES, "uses", len(USES), 1)
    classes = take_list(found, _CLASSES, "classes", len(PassClass))
    if any(use not in USES for use in uses) or any(type(one) is not int or one not in (1, 2) for one in classes):
        raise PassError(Code.E_FORMAT, "a use or a class that there is not", field="keys")
    key = VerifyKey(take_number(found, _ALG, "alg", 2**31, -2**31), take_bytes(found, _KEY, "key", 1, 600))
    return TrustedKey(take_bytes(found, _KID, "kid", KID_BYTES), key, take_time(found, _FROM, "nbf"),
                      take_time(found, _UNTIL, "exp"), frozenset(cast("list[Use]", uses)),
                      frozenset(PassClass(one) for one in classes))
