"""A credential: what an issuer signs for one device key and a few hours. No name, phone, platform or membership.

One credential is of one class: 1 opens a compound's gate, 2 a station's door, and never both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from nuantu.passes.algorithms import SigningKey, read_point
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.envelope import seal_envelope
from nuantu.passes.fields import U32_END, take_bytes, take_list, take_map, take_number, take_time
from nuantu.passes.verdict import Code, PassError

ID_BYTES = 8
#: Length of a window of credentials, seconds; both ends of a credential lie on such a boundary.
WINDOW_S = 4 * 3600
#: The longest life a verifier takes, seconds.
LIFE_MAX_S = 6 * 3600
ZONES_MAX = 16

_ISSUER, _EXPIRES, _NOT_BEFORE, _ID, _CNF = 1, 4, 5, 7, 8
_SCOPE, _STATUS = -70001, -70002
_KTY, _CRV, _X, _Y = 1, -1, -2, -3


class PassClass(IntEnum):
    """What a credential opens."""

    GATE = 1
    DOOR = 2


class Credential(NamedTuple):
    """The claims of a credential; times in UTC seconds, ``device_key`` a compressed point of P-256 (33 bytes).

    ``key_level`` 1 says that the device keeps its key where it cannot be taken out, 0 that it does not.
    """

    issuer: int
    not_before_s: int
    expires_s: int
    id: bytes
    device_key: bytes
    zones: tuple[int, ...]
    kind: PassClass
    key_level: int
    status_list: int
    status_index: int

    def __repr__(self) -> str:
        """What many have in common only; nothing by which one could be found again."""
        return (f"Credential(issuer={self.issuer}, not_before_s={self.not_before_s}, expires_s={self.expires_s}, "
                f"zones={self.zones}, kind={self.kind}, key_level={self.key_level}, status_list={self.status_list})")


def encode_claims(credential: Credential) -> bytes:
    """The payload of a credential, deterministic CBOR."""
    point = credential.device_key
    return encode_canonical({
        _ISSUER: credential.issuer, _EXPIRES: credential.expires_s, _NOT_BEFORE: credential.not_before_s,
        _ID: credential.id, _CNF: {1: {_KTY: 2, _CRV: 1, _X: point[1:], _Y: point[0] == 3}},
        _SCOPE: [list(credential.zones), int(credential.kind), credential.key_level],
        _STATUS: [credential.status_list, credential.status_index]})


def decode_claims(payload: bytes) -> Credential:
    """A credential of a payload; unknown claims are passed over; ``PassError`` where a claim is missing or malformed.

    That the device key lies on the curve is seen where it is loaded (``algorithms.read_point``).
    """
    found = take_map(decode_canonical(payload), "claims")
    zones, kind, level = _take_scope(found)
    status = dict(enumerate(take_list(found, _STATUS, "status", 2, 2)))
    return Credential(
        take_number(found, _ISSUER, "iss"), take_time(found, _NOT_BEFORE, "nbf"), take_time(found, _EXPIRES, "exp"),
        take_bytes(found, _ID, "cti", ID_BYTES), _take_device_key(found), zones, kind, level,
        take_number(status, 0, "status"), take_number(status, 1, "status"))


def issue_credentials(credentials: Iterable[Credential], key: SigningKey) -> list[bytes]:
    """Credentials signed by an issuer's key, as COSE_Sign1 bytes, in order.

    Raises
    ------
    ValueError
        Where a device key is no point of P-256, or where there are no zones or more than gates read.
    """
    protected = encode_canonical({1: key.alg, 4: key.public.kid})
    made = []
    for credential in credentials:
        read_point(credential.device_key)
        if not 1 <= len(credential.zones) <= ZONES_MAX:
            raise ValueError(f"a credential has 1 to {ZONES_MAX} zones, not {len(credential.zones)}")
        made.append(seal_envelope(protected, encode_claims(credential), key))
    return made


def find_window(at_s: int) -> tuple[int, int]:
    """The window of four hours that a moment lies in: its first second, and the one after its last."""
    begin = at_s - at_s % WINDOW_S
    return begin, begin + WINDOW_S


def _take_scope(found: Any) -> tuple[tuple[int, ...], PassClass, int]:
    scope = dict(enumerate(take_list(found, _SCOPE, "scope", 3, 3)))
    zones: Sequence[Any] = take_list(scope, 0, "zones", ZONES_MAX, 1)
    for zone in zones:
        if type(zone) is not int or not 0 <= zone < U32_END:
            raise PassError(Code.E_FORMAT, "a zone that is no number", field="zones")
    kind = PassClass(take_number(scope, 1, "class", 3, 1))
    return tuple(zones), kind, take_number(scope, 2, "key level", 2)


def _take_device_key(found: Any) -> bytes:
    cnf = take_map(found.get(_CNF), "cnf")
    key = take_map(cnf.get(1), "cnf")
    if len(cnf) != 1 or len(key) != 4 or type(key.get(_Y)) is not bool:
        raise PassError(Code.E_FORMAT, "no compressed key", field="cnf")
    take_number(key, _KTY, "cnf", 3, 2)
    take_number(key, _CRV, "cnf", 2, 1)
    return (b"\x03" if key[_Y] else b"\x02") + take_bytes(key, _X, "cnf", 32)
