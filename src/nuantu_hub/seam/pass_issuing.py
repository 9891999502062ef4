"""Signing credentials and status lists with the issuer's key that the hub holds."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from nuantu.passes.algorithms import SigningKey
from nuantu.passes.credential import ID_BYTES, WINDOW_S, ZONES_MAX, Credential, PassClass, issue_credentials
from nuantu.passes.status_list import TTL_S, write_status_list

__all__ = ["MOST_ZONES", "TTL_S", "WINDOW_S", "Draft", "Issued", "SigningKey", "sign_credentials", "sign_list"]

#: The number of this hub's union in the registry of issuers.
ISSUER = 1
#: So many zones fit into a credential; one of those that a gate reads is for codes on paper.
MOST_ZONES = ZONES_MAX - 1


@dataclass(frozen=True, slots=True)
class Draft:
    """What a credential is asked for: the device's key (33 bytes) and the place on its status list."""

    device_key: bytes
    start_s: int
    status_list: int
    place: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A credential as bytes, and its id."""

    id: bytes
    credential: bytes


def sign_credentials(key: SigningKey, drafts: Sequence[Draft], *, kind: int, key_level: int,
                     zones: Sequence[int]) -> list[Issued]:
    """Credentials with fresh ids, in the order of the drafts, good from begin to end of their window.

    Raises ValueError where a device's key is no point of P-256.
    """
    drawn = [Credential(
        issuer=ISSUER, not_before_s=draft.start_s, expires_s=draft.start_s + WINDOW_S, id=secrets.token_bytes(ID_BYTES),
        device_key=draft.device_key, zones=tuple(zones), kind=PassClass(kind), key_level=key_level,
        status_list=draft.status_list, status_index=draft.place) for draft in drafts]
    return [Issued(one.id, signed) for one, signed in zip(drawn, issue_credentials(drawn, key), strict=True)]


def sign_list(key: SigningKey, number: int, bits: bytes, issued_s: int) -> bytes:
    """A status list as it is served."""
    return write_status_list(number, bits, issued_s, key)

