"""The signed papers of a compound: the bundle of policy and map, and the posters of its gates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nuantu.passes.base45 import decode_base45
from nuantu.passes.bundle import MAGIC, Bundle, write_bundle
from nuantu.passes.canonical import decode_canonical
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import PREFIX, Descriptor, decode_descriptor, digest_bundle, write_descriptor
from nuantu.passes.envelope import read_envelope
from nuantu_hub.seam.pass_keys import find_posting_key

__all__ = ["Bundle", "GatePaper", "digest_bundle", "read_own_bundle", "read_own_poster", "sign_bundle", "sign_poster"]


@dataclass(frozen=True, slots=True)
class GatePaper:
    """What a poster says, but for when it was made."""

    gate: int
    compound: int
    compound_name: str
    gate_name: str
    lat_deg: float
    lon_deg: float
    zone: int
    policy_digest: bytes


def sign_bundle(data_root: Path, bundle: Bundle, now_s: int) -> bytes | None:
    """A bundle signed by the key of this hub; None where no key is in force."""
    key = find_posting_key(data_root, now_s)
    return None if key is None else write_bundle(bundle, key)


def read_own_bundle(body: bytes) -> Bundle:
    """A bundle that this hub keeps, as it was signed; nobody's signature is asked."""
    found = decode_canonical(read_envelope(body[len(MAGIC):]).payload)
    return Bundle(found[1], found[2], found[3], found[4], found[5], found[6])


def sign_poster(data_root: Path, paper: GatePaper, version: int, now_s: int, expires_s: int,
                credential_class: int = 1) -> str | None:
    """A poster's text signed by the key of this hub, for a class of credentials; None where no key is in force."""
    key = find_posting_key(data_root, now_s)
    return None if key is None else write_descriptor(Descriptor(
        paper.gate, paper.compound, paper.compound_name, paper.gate_name, round(paper.lat_deg * 1e6),
        round(paper.lon_deg * 1e6), paper.zone, version, now_s, expires_s, paper.policy_digest,
        PassClass(credential_class)), key)


def read_own_poster(body: bytes) -> Descriptor:
    """A poster that this hub keeps, as it was signed; nobody's signature is asked."""
    return decode_descriptor(read_envelope(decode_base45(body.decode("ascii")[len(PREFIX):])).payload)
