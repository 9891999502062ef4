"""A compound's bundle: the negotiated policy and the map, signed together, as a file that phones and gates keep."""

from __future__ import annotations

from dataclasses import dataclass, field

from nuantu.passes.algorithms import SigningKey
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.envelope import sign_envelope
from nuantu.passes.fields import take_map, take_number, take_text, take_time
from nuantu.passes.trust_list import TrustList, find_signed
from nuantu.passes.verdict import Code, PassError

MAGIC = b"XB1:"
SIZE_MAX = 2_000_000
_TEXT_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Bundle:
    """Policy (JSON text, see ``policy``) and map (GeoJSON text) of a compound, in force from a moment until another."""

    compound: int
    version: int
    from_s: int
    until_s: int | None
    policy: str = field(repr=False)
    map: str = field(repr=False)


def write_bundle(bundle: Bundle, key: SigningKey) -> bytes:
    """A bundle signed: ``XB1:`` and a COSE_Sign1."""
    return MAGIC + sign_envelope(encode_canonical({
        1: bundle.compound, 2: bundle.version, 3: bundle.from_s, 4: bundle.until_s, 5: bundle.policy, 6: bundle.map},
    ), key)


def read_bundle(data: bytes, trust: TrustList, now_s: int) -> Bundle:
    """The bundle of a file; ``PassError`` where it has another form or nobody trusted signed it.

    Whether it is in force is for the reader to see, who may hold one for tomorrow.
    """
    if len(data) > SIZE_MAX or data[:4] != MAGIC:
        raise PassError(Code.E_FORMAT, "no bundle of a compound")
    return decode_bundle(find_signed(data[4:], trust, "policy", now_s))


def decode_bundle(payload: bytes) -> Bundle:
    """A bundle of its payload, whoever signed it; ``PassError`` where it has another form."""
    found = take_map(decode_canonical(payload), "bundle")
    if 4 not in found:
        raise PassError(Code.E_FORMAT, "no end, not even none", field="until")
    return Bundle(take_number(found, 1, "compound"), take_number(found, 2, "version"), take_time(found, 3, "from"),
                  None if found[4] is None else take_time(found, 4, "until"),
                  take_text(found, 5, "policy", _TEXT_MAX), take_text(found, 6, "map", _TEXT_MAX))
