"""Signatures under an agreement: each side's own key over the digest of text and terms.

The functions that others build on, all without files or clocks:

``make_statement(digests, side, name, office, at_s) -> bytes``: what is signed, byte by byte as in docs/signing.md;
``sign_statement(private_key, digests, side, name, office, at_s) -> AgreementSignature``;
``read_signature(json) -> AgreementSignature``: from a signature's own file (``write_signature`` makes it);
``verify_signature(signature, digests)``: ``AlteredError`` with the reason where it does not hold;
``check_signers(signatures)``: each side once, each with a key of its own;
``find_divergence(signatures)``: two signatures of one side under different texts of one agreement and date.

``join_signatures(text_bytes, signatures) -> bytes`` stands in `signature_block`, the digests in `digest`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal, cast, get_args

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nuantu.agreement.digest import DOMAIN, Digests
from nuantu.core.errors import AgreementError

Side = Literal["workers", "platform", "partners"]
SIDES: tuple[Side, ...] = get_args(Side)
FORMAT = "nuantu-signature/1"
#: Most signs of a signer's name and office.
WORDS_MAX = 64
#: Moments that can be written with four digits of year.
_AT_S_MAX = 253_402_300_799
_TIME = "%Y-%m-%dT%H:%M:%SZ"
#: Points of small order, without their sign bit: a signature by such a "key" holds under texts that nobody signed.
_SIGN_ANYTHING = frozenset(bytes.fromhex(point) for point in (
    "00" * 32, "01" + "00" * 31, "ec" + "ff" * 30 + "7f", "ed" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"))
_HEX = {"digest": 64, "public_key": 64, "key_id": 16, "signature": 128}


class AlteredError(AgreementError):
    """What was signed and what stands there now are not the same."""


@dataclass(frozen=True, slots=True)
class AgreementSignature:
    """One side's signature under one digest.

    ``public_key`` (32 bytes) and ``signature`` (64 bytes, Ed25519) are in lower-case hexadecimal, ``at_s`` is in UTC
    seconds. ``agreement_id``, ``effective_from`` and ``digest`` name what was signed.
    """

    agreement_id: str
    effective_from: str
    digest: str
    side: Side
    name: str
    office: str
    public_key: str
    at_s: int
    signature: str

    @property
    def key_id(self) -> str:
        """The key's name, as of every key here: the first eight bytes of the SHA-256 of its public half."""
        return find_key_id(self.public_key)

    @property
    def signed_at(self) -> str:
        """The moment as it is written: ``2026-03-01T08:00:00Z``."""
        return write_moment(self.at_s)

    @property
    def statement(self) -> bytes:
        """The bytes that were signed."""
        return _state(self.agreement_id, self.effective_from, self.digest, self.side, self.name, self.office, self.at_s)


def make_statement(digests: Digests, side: str, name: str, office: str, at_s: int) -> bytes:
    """The statement that a side signs: eight lines of UTF-8, each ended by a line feed.

    Raises
    ------
    AgreementError
        For a side that is none, a name or office that is no plain line of 1 to 64 signs, or an impossible moment.
    """
    return _state(digests.agreement_id, digests.effective_from, digests.digest, side, name, office, at_s)


def sign_statement(private_key: Ed25519PrivateKey, digests: Digests, side: str, name: str, office: str,
                   at_s: int) -> AgreementSignature:
    """The signature of a side's key under an agreement; raises as ``make_statement``."""
    signed = private_key.sign(make_statement(digests, side, name, office, at_s))
    return AgreementSignature(digests.agreement_id, digests.effective_from, digests.digest, cast("Side", side), name,
                              office, private_key.public_key().public_bytes_raw().hex(), at_s, signed.hex())


def verify_signature(signature: AgreementSignature, digests: Digests) -> None:
    """See that a signature is under these digests and by the key that it names.

    Raises
    ------
    AlteredError
        One sentence why not.
    """
    signed = (signature.agreement_id, signature.effective_from, signature.digest)
    if signed != (digests.agreement_id, digests.effective_from, digests.digest):
        raise AlteredError(f"the side {signature.side} signed another text or other terms: {signature.digest[:16]} "
                           f"of {signature.agreement_id[:64]}, not {digests.digest[:16]} of {digests.agreement_id}",
                           fix="let the sides sign the same file")
    if not is_signed(signature):
        raise AlteredError(f"the signature of the side {signature.side} does not hold",
                           fix="get the signed file again from the one who signed")


def is_signed(signature: AgreementSignature) -> bool:
    """Whether the key made this signature over its own statement, whatever agreement lies on the table."""
    try:
        public = bytes.fromhex(signature.public_key)
        if public[:-1] + bytes([public[-1] & 0x7F]) in _SIGN_ANYTHING:
            return False
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(bytes.fromhex(signature.signature), signature.statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_signers(signatures: Sequence[AgreementSignature]) -> None:
    """Refuse a side that signs twice, and a key that signs for two sides."""
    for number, one in enumerate(signatures):
        for other in signatures[:number]:
            if one.side == other.side:
                raise AgreementError(f"the side {one.side} signs twice", fix="keep one of its signatures")
            if one.public_key == other.public_key:
                raise AgreementError(f"the key {one.key_id} signs for {other.side} and for {one.side}",
                                     fix="let every side sign with a key of its own")


def find_divergence(
    signatures: Iterable[AgreementSignature],
) -> tuple[AgreementSignature, AgreementSignature] | None:
    """Two signatures that hold, of one side under one agreement and date, over different texts; ``None`` without."""
    seen: dict[tuple[str, str, str], AgreementSignature] = {}
    for one in signatures:
        if not is_signed(one):
            continue
        before = seen.setdefault((one.side, one.agreement_id, one.effective_from), one)
        if before.digest != one.digest:
            return before, one
    return None


def list_sides(signatures: Iterable[AgreementSignature]) -> list[Side]:
    """Sides that signed, in the order in which sides are named everywhere."""
    present = {one.side for one in signatures}
    return [side for side in SIDES if side in present]


def write_signature(signature: AgreementSignature) -> str:
    """A signature's own file: one JSON object."""
    told = {"format": FORMAT, "agreement": signature.agreement_id, "effective_from": signature.effective_from,
            "digest": signature.digest, **tell_signer(signature)}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def tell_signer(signature: AgreementSignature) -> dict[str, str]:
    """Who signed, and the signature: as it stands in the block and in a signature's own file."""
    return {"side": signature.side, "name": signature.name, "office": signature.office,
            "public_key": signature.public_key, "key_id": signature.key_id, "signed_at": signature.signed_at,
            "signature": signature.signature}


def read_signature(text: str | bytes | Mapping[str, Any], file: str | None = None) -> AgreementSignature:
    """A signature from its own file, as text or as the JSON object in it; whether it holds is not looked at here.

    Raises
    ------
    AgreementError
        Naming the first key that is missing, unknown or not of its form.
    """
    told = _parse(text, file)
    keys = ("format", "agreement", "effective_from", "digest", *_SIGNER_KEYS)
    _check_keys(told, keys, file)
    if told["format"] != FORMAT:
        raise AgreementError(f"this is not of format {FORMAT}", file=file, field="format", fix="name a signature file")
    return make_signature(told["agreement"], told["effective_from"], told["digest"], told, file)


def make_signature(agreement_id: str, effective_from: str, digest: str, signer: Mapping[str, str],
                   file: str | None = None) -> AgreementSignature:
    """A signature from what is said of it; ``signer`` as ``tell_signer`` writes it. Raises as ``read_signature``."""
    for key, value in {**signer, "digest": digest}.items():
        if key in _HEX and not re.fullmatch(rf"[0-9a-f]{{{_HEX[key]}}}", value):
            raise AgreementError(f"the value is not {_HEX[key]} hexadecimal signs", file=file, field=key,
                                 fix="get the signature again from the one who signed")
    found = AgreementSignature(agreement_id, effective_from, digest, cast("Side", signer["side"]), signer["name"],
                               signer["office"], signer["public_key"], read_moment(signer["signed_at"], file),
                               signer["signature"])
    found.statement  # noqa: B018  refuses a side, name or office that cannot be signed
    if signer["key_id"] != found.key_id:
        raise AgreementError(f"the key id {signer['key_id']} is not that of the public key", file=file, field="key_id",
                             fix="get the signature again from the one who signed")
    return found


def find_key_id(public_key: str) -> str:
    """The first eight bytes of the SHA-256 of a public key; both in hexadecimal."""
    return sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def write_moment(at_s: int) -> str:
    """UTC seconds as ``2026-03-01T08:00:00Z``."""
    return datetime.fromtimestamp(at_s, UTC).strftime(_TIME).rjust(20, "0")


def read_moment(text: str, file: str | None = None) -> int:
    """UTC seconds of such a moment."""
    try:
        at_s = int(datetime.strptime(text, _TIME).replace(tzinfo=UTC).timestamp())
    except ValueError:
        at_s = -1
    if at_s < 0 or write_moment(at_s) != text:
        raise AgreementError(f"{text[:40]!r} is not a moment", file=file, field="signed_at",
                             fix="write it in UTC as 2026-03-01T08:00:00Z")
    return at_s


_SIGNER_KEYS = ("side", "name", "office", "public_key", "key_id", "signed_at", "signature")


def _state(agreement_id: str, effective_from: str, digest: str, side: str, name: str, office: str, at_s: int) -> bytes:
    if side not in SIDES:
        raise AgreementError(f"{side[:40]!r} is no side", field="side", fix=f"use one of: {', '.join(SIDES)}")
    for field, words in (("agreement", agreement_id), ("effective_from", effective_from or "-"), ("name", name),
                         ("office", office)):
        if not 0 < len(words) <= WORDS_MAX or not words.isprintable() or words != words.strip():
            raise AgreementError(f"the value is no plain line of 1 to {WORDS_MAX} signs", field=field, fix="correct it")
    if not 0 <= at_s <= _AT_S_MAX:
        raise AgreementError(f"{at_s} is no moment of signing", field="signed_at", fix="state UTC seconds")
    return "".join(f"{line}\n" for line in (
        DOMAIN, f"agreement {agreement_id}", f"effective_from {effective_from or '-'}", f"digest {digest}",
        f"side {side}", f"name {name}", f"office {office}", f"signed_at {write_moment(at_s)}")).encode()


def _parse(text: str | bytes | Mapping[str, Any], file: str | None) -> Mapping[str, Any]:
    if isinstance(text, Mapping):
        return text
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AgreementError("this is no JSON in UTF-8", file=file, fix="name a signature file") from error
    if not isinstance(told, dict):
        raise AgreementError("this is no JSON object", file=file, fix="name a signature file")
    return told


def _check_keys(told: Mapping[str, Any], keys: Sequence[str], file: str | None) -> None:
    for key in keys:
        if not isinstance(told.get(key), str):
            raise AgreementError("the key is missing or no text", file=file, field=key,
                                 fix="get the signature again from the one who signed")
    for key in told:
        if key not in keys:
            raise AgreementError(f"the key {str(key)[:40]!r} is not known here", file=file,
                                 fix="get the signature again from the one who signed")
