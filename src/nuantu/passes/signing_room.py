"""What goes between the issuer's machine and the roots: drafts of trust lists, and each root's signatures of them.

A draft is the payload of one list, in a file named by its version. A root signs a whole folder of drafts at once, into
one file; two such files and the drafts make the lists. Nothing secret is in any of these files.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import SigningKey
from nuantu.passes.key_file import place_new_file
from nuantu.passes.roots import RootSet, read_short_text
from nuantu.passes.trust_list import (
    MAGIC,
    SIZE_MAX,
    THRESHOLD,
    TrustList,
    decode_trust_payload,
    encode_trust_payload,
    join_trust_list,
    sign_trust_payload,
)
from nuantu.passes.verdict import PassError

FORMAT = "nuantu-trust-signatures/1"
DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Draft:
    """A list to be signed: its content and its very bytes."""

    trust: TrustList
    payload: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the payload in hexadecimal."""
        return sha256(self.payload).hexdigest()


@dataclass(frozen=True, slots=True)
class Signatures:
    """One root's signatures of a folder of drafts: by version, the digest that was signed and the signature."""

    kid: bytes
    by_version: Mapping[int, tuple[str, bytes]]


def write_drafts(folder: Path, lists: Iterable[TrustList]) -> list[Path]:
    """Write drafts into a folder that must hold none; the paths."""
    folder.mkdir(exist_ok=True)
    if any(folder.iterdir()):
        raise InputError("drafts of an earlier plan lie here", file=folder,
                         fix="merge them, or remove them if that plan is given up")
    paths = []
    for trust in lists:
        path = folder / f"{trust.version:06}.draft"
        place_new_file(path, encode_trust_payload(trust))
        paths.append(path)
    return paths


def read_drafts(folder: Path) -> list[Draft]:
    """The drafts of a folder, in order of versions; ``InputError`` for one that no reader would take."""
    found = []
    for path in sorted(folder.glob("*.draft")):
        payload = path.read_bytes()
        try:
            trust = decode_trust_payload(payload) if len(payload) <= SIZE_MAX else None
        except PassError as error:
            raise InputError(f"the draft is not in form: {error}", file=path) from error
        if trust is None or f"{trust.version:06}" != path.stem:
            raise InputError("the draft does not hold the version that its name says", file=path)
        found.append(Draft(trust, payload))
    if not found:
        raise InputError("there are no drafts", file=folder, fix="make a plan first: nuantu keys rotate")
    return found


def sign_drafts(drafts: Iterable[Draft], root: SigningKey) -> Signatures:
    """One root signs them all."""
    return Signatures(root.public.kid, {draft.trust.version: (draft.digest, sign_trust_payload(draft.payload, root)[1])
                                        for draft in drafts})


def write_signatures(signed: Signatures) -> str:
    """The text of a root's file."""
    return json.dumps({"format": FORMAT, "root": signed.kid.hex(), "signatures": [
        {"version": version, "sha256": digest, "signature": base64.b64encode(signature).decode()}
        for version, (digest, signature) in sorted(signed.by_version.items())]}, indent=1) + "\n"


def read_signatures(path: Path) -> Signatures:
    """A root's signatures."""
    text = read_short_text(path)
    try:
        told: Any = json.loads(text)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        return Signatures(bytes.fromhex(told["root"]), {
            int(one["version"]): (str(one["sha256"]), base64.b64decode(one["signature"], validate=True))
            for one in told["signatures"]})
    except (KeyError, TypeError, ValueError, RecursionError, binascii.Error) as error:
        raise InputError(f"these are no signatures of format {FORMAT}", file=path) from error


def merge_drafts(drafts: Sequence[Draft], signed: Sequence[Signatures], roots: RootSet) -> list[bytes]:
    """The lists, each with the signatures of at least two different roots; all of them or none.

    A signature that is wrong is named, not passed over: somebody signed another draft than the one here.
    """
    keys = {key.kid: key for key in roots.keys}
    lists = []
    for draft in drafts:
        version = draft.trust.version
        parts: dict[bytes, bytes] = {}
        for one in signed:
            if one.kid not in keys:
                raise InputError(f"{one.kid.hex()} is none of the three roots", fix="leave that file out")
            if version not in one.by_version:
                continue
            digest, signature = one.by_version[version]
            if digest != draft.digest:
                raise InputError(f"root {one.kid.hex()} signed another version {version} than the draft here",
                                 fix="compare the digests, and sign the same drafts")
            if not keys[one.kid].is_signed(signature, MAGIC + draft.payload):
                raise InputError(f"the signature of root {one.kid.hex()} under version {version} is wrong",
                                 fix="sign again")
            parts[one.kid] = signature
        if len(parts) < THRESHOLD:
            raise InputError(f"version {version} is signed by {len(parts)} of the roots, {THRESHOLD} are needed",
                             fix="ask a further root to sign")
        lists.append(join_trust_list(draft.payload, sorted(parts.items())))
    return lists
