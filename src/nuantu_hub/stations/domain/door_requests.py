"""Who speaks: a controller signs every request with its own key, and the hub looks whose it is."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Final

from nuantu_hub.seam.door_signing import SKEW_MAX_S, build_message, is_signed
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.door_rows import read_speaker
from nuantu_hub.stations.domain.door_words import Misspoken
from nuantu_hub.stations.models import Door

KEY_BYTES: Final = 32


class Unheard(Exception):  # noqa: N818 (an answer to a door, not a fault)
    """A request that is not listened to. ``why`` is one word of the protocol, the text says it in full."""

    def __init__(self, why: str, what: str) -> None:
        self.why, self.what = why, what
        super().__init__(what)


def read_key(text: object) -> bytes:
    """A public key of 32 bytes from base64. Raises Misspoken for anything else."""
    try:
        key = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise Misspoken("public_key", "base64 of an Ed25519 key of 32 bytes")
    return key


def check_time(headers: Mapping[str, str]) -> int:
    """The time that was signed. Raises Unheard where it is none or too far from the hub's own."""
    told = headers.get("Nuantu-Time", "")
    if not told.isascii() or not told.isdigit() or len(told) > 12:
        raise Unheard("signature", "the header Nuantu-Time must hold Unix seconds")
    if abs(int(told) - now().timestamp()) > SKEW_MAX_S:
        raise Unheard("time", f"the door's clock is more than {SKEW_MAX_S} seconds from the hub's")
    return int(told)


def check_signature(key: bytes, headers: Mapping[str, str], path: str, body: bytes) -> None:
    """Raises Unheard where the headers' signature is not of this POST by this key, or not of this time."""
    signed = build_message("POST", path, check_time(headers), body)
    if not is_signed(key, headers.get("Nuantu-Signature", ""), signed):
        raise Unheard("signature", "the signature is not of this request by this door")


def find_speaker(headers: Mapping[str, str], path: str, body: bytes) -> Door:
    """The door that a request is from, let in and in use. Raises Unheard for every other.

    The signature is checked before anything is told of the door's state, so that a stranger learns of no door.
    """
    told = headers.get("Nuantu-Door", "")
    known = read_speaker(int(told), now()) if told.isascii() and told.isdigit() and len(told) < 19 else None
    if known is None:
        raise Unheard("unknown", "no door of this number was enrolled here")
    check_signature(known.key_bytes, headers, path, body)
    if known.state == Door.State.REVOKED:
        raise Unheard("revoked", "this door was taken out of use")
    if known.state == Door.State.WAITING:
        raise Unheard("unknown", "this door has not been let in yet")
    return known
