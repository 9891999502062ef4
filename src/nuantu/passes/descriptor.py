"""A gate's descriptor: what the poster at a gate says, signed, so that a phone answers no other poster."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from nuantu.passes.algorithms import SigningKey
from nuantu.passes.base45 import decode_base45, encode_base45
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.credential import PassClass
from nuantu.passes.envelope import sign_envelope
from nuantu.passes.fields import take_bytes, take_map, take_number, take_text, take_time
from nuantu.passes.trust_list import AHEAD_MAX_S, TrustList, find_signed
from nuantu.passes.verdict import Code, PassError

PREFIX = "XG1:"
TEXT_MAX = 900
NAME_MAX = 60
DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A gate or a door: whose it is, where it stands (WGS 84 in millionths of a degree), which class it takes.

    ``policy_digest`` is the first 8 bytes of the SHA-256 of the policy bundle in force when it was issued.
    """

    gate: int
    compound: int
    compound_name: str
    gate_name: str
    latitude_e6: int
    longitude_e6: int
    zone: int
    version: int
    issued_s: int
    expires_s: int
    policy_digest: bytes
    kind: PassClass


def write_descriptor(descriptor: Descriptor, key: SigningKey) -> str:
    """A descriptor signed, as the text of a poster's code."""
    one = descriptor
    return PREFIX + encode_base45(sign_envelope(encode_canonical({
        1: one.gate, 2: one.compound, 3: one.compound_name, 4: one.gate_name, 5: one.latitude_e6, 6: one.longitude_e6,
        7: one.zone, 8: one.version, 9: one.issued_s, 10: one.expires_s, 11: one.policy_digest,
        12: int(one.kind)}), key))


def decode_descriptor(payload: bytes) -> Descriptor:
    """A descriptor of its payload, whoever signed it; ``PassError`` where it has another form."""
    found = take_map(decode_canonical(payload), "descriptor")
    return Descriptor(
        take_number(found, 1, "gate"), take_number(found, 2, "compound"),
        take_text(found, 3, "compound name", NAME_MAX), take_text(found, 4, "gate name", NAME_MAX),
        take_number(found, 5, "latitude", 90_000_001, -90_000_000),
        take_number(found, 6, "longitude", 180_000_001, -180_000_000), take_number(found, 7, "zone"),
        take_number(found, 8, "version"), take_time(found, 9, "issued"), take_time(found, 10, "expires"),
        take_bytes(found, 11, "policy digest", DIGEST_BYTES), PassClass(take_number(found, 12, "class", 3, 1)))


def read_descriptor(text: str, trust: TrustList, now_s: int) -> Descriptor:
    """The gate of a poster's text.

    Raises
    ------
    PassError
        E_FORMAT, E_NONCANON; E_KID, E_ALG, E_SIG where nobody trusted signed it; E_NBF, E_EXP outside its time;
        E_TRUST_EXPIRED where the list of whom to trust is over.
    """
    if len(text) > TEXT_MAX or not text.startswith(PREFIX):
        raise PassError(Code.E_FORMAT, "no poster of a gate")
    found = decode_descriptor(find_signed(decode_base45(text[len(PREFIX):]), trust, "descriptor", now_s))
    if found.issued_s - AHEAD_MAX_S > now_s:
        raise PassError(Code.E_NBF, "a poster of the future")
    if now_s >= found.expires_s:
        raise PassError(Code.E_EXP, "a poster whose time is over")
    return found


def digest_bundle(bundle: bytes) -> bytes:
    """What a descriptor says of a policy bundle: the first 8 bytes of its SHA-256."""
    return sha256(bundle).digest()[:DIGEST_BYTES]
