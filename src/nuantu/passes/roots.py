"""Who the three roots are: the one file that gates, phones and guards are given by hand, never by the hub alone.

JSON, so that people can read it aloud: three names and public keys. A second set replaces the first where two roots of
the first signed it (`sign_succession`): so roots can be changed without visiting each gate.
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
from nuantu.passes.algorithms import ALGORITHMS, SigningKey, VerifyKey
from nuantu.passes.trust_list import ROOTS, THRESHOLD

FORMAT, PUBLIC_FORMAT = "nuantu-pass-roots/1", "nuantu-pass-root/1"
_MAGIC = b"XR1:"
_SIZE_MAX = 16_384
_BY_NAME = {one.name: one.id for one in ALGORITHMS.values()}


@dataclass(frozen=True, slots=True)
class Root:
    """One root: the office that keeps it, and its public key."""

    name: str
    key: VerifyKey


@dataclass(frozen=True, slots=True)
class RootSet:
    """Three roots, of which two sign; ``number`` counts the sets from 1, ``is_demo`` marks one that guards nothing."""

    number: int
    roots: tuple[Root, ...]
    is_demo: bool = False

    @property
    def keys(self) -> tuple[VerifyKey, ...]:
        """The public keys, as a reader of trust lists needs them."""
        return tuple(root.key for root in self.roots)

    @property
    def fingerprint(self) -> str:
        """What people compare: the first eight bytes of SHA-256 over the set, in groups of four."""
        signs = sha256(self.pack()).hexdigest()[:16]
        return " ".join(signs[first:first + 4] for first in range(0, len(signs), 4))

    def pack(self) -> bytes:
        """The set as it is signed by those before it: one way of writing only."""
        return json.dumps(self.tell(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def tell(self) -> dict[str, Any]:
        """The set as it stands in a file."""
        return {"format": FORMAT, "number": self.number, "demo": self.is_demo, "roots": [
            _tell_root(root) for root in self.roots]}


def make_root_set(number: int, roots: Sequence[Root], *, is_demo: bool = False) -> RootSet:
    """A set of three different roots under three different names."""
    if len({root.key.data for root in roots}) != ROOTS or len({root.name for root in roots}) != ROOTS:
        raise InputError(f"a set has {ROOTS} different roots under {ROOTS} different names",
                         fix="let three offices keep one root each")
    if number < 1 or not all(root.key.is_usable() for root in roots):
        raise InputError("a root's public key, or the number of the set, cannot be used")
    return RootSet(number, tuple(roots), is_demo)


def write_public_root(root: Root) -> str:
    """The text of one root's public half, on its way into a set."""
    return json.dumps({"format": PUBLIC_FORMAT, **_tell_root(root)}, ensure_ascii=False, indent=1) + "\n"


def read_public_root(path: Path) -> Root:
    """One root's public half."""
    try:
        told = json.loads(read_short_text(path))
        if told["format"] != PUBLIC_FORMAT:
            raise ValueError(told["format"])
        return _read_root(told)
    except (KeyError, TypeError, ValueError, RecursionError, binascii.Error) as error:
        raise InputError("this is no public half of a root", file=path,
                         fix="name the .public file beside the root's own") from error


def write_root_set(roots: RootSet, signatures: Iterable[tuple[bytes, bytes]] = ()) -> str:
    """The text of a set's file, with the signatures of the set before it, if it follows one."""
    told = roots.tell()
    signed = [[kid.hex(), base64.b64encode(signature).decode()] for kid, signature in signatures]
    return json.dumps(told | ({"signatures": signed} if signed else {}), ensure_ascii=False, indent=1) + "\n"


def read_root_set(text: str, source: Path | str) -> RootSet:
    """The set of a file's text. Whoever reads it decides whether to believe it: compare its fingerprint."""
    told = _read_object(text, source)
    try:
        roots = [_read_root(one) for one in told["roots"]]
        number, is_demo = told["number"], told["demo"]
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InputError("the set of roots is not whole", file=source, fix="fetch the file again") from error
    if type(number) is not int or type(is_demo) is not bool:
        raise InputError("the set of roots is not whole", file=source, fix="fetch the file again")
    return make_root_set(number, roots, is_demo=is_demo)


def read_root_file(path: Path) -> RootSet:
    """The set in a file."""
    return read_root_set(read_short_text(path), path)


def sign_succession(new: RootSet, root: SigningKey) -> tuple[bytes, bytes]:
    """One root of the old set says that the new one follows it."""
    return root.public.kid, root.sign(_MAGIC + new.pack())


def read_succession(text: str, held: RootSet, source: Path | str) -> RootSet:
    """The set that follows the one held; ``InputError`` unless two of the held roots signed it and its number is next.

    A demo set never follows a real one, nor a real one a demo.
    """
    new, told = read_root_set(text, source), _read_object(text, source)
    try:
        parts = [(bytes.fromhex(kid), base64.b64decode(signature, validate=True))
                 for kid, signature in told.get("signatures", [])]
    except (TypeError, ValueError, binascii.Error) as error:
        raise InputError("the signatures of the set are not whole", file=source) from error
    if new.number != held.number + 1 or new.is_demo != held.is_demo:
        raise InputError(f"set {new.number} does not follow set {held.number}", file=source,
                         fix="take the sets one after the other")
    signed = {key.data for key in held.keys for kid, signature in parts
              if kid == key.kid and key.is_signed(signature, _MAGIC + new.pack())}
    if len(signed) < THRESHOLD:
        raise InputError(f"signed by {len(signed)} of the roots held, not by {THRESHOLD}", file=source,
                         fix="ask a second root to sign the set")
    return new


def read_short_text(path: Path) -> str:
    """The text of a small file of ours, in UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(_SIZE_MAX + 1)
        if len(data) > _SIZE_MAX:
            raise InputError(f"the file is longer than {_SIZE_MAX} bytes", file=path)
        return data.decode()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=path) from error
    except UnicodeDecodeError as error:
        raise InputError("the file is no UTF-8", file=path) from error


def _tell_root(root: Root) -> dict[str, str]:
    return {"name": root.name, "algorithm": ALGORITHMS[root.key.alg].name,
            "public": base64.b64encode(root.key.data).decode()}


def _read_root(told: Mapping[str, Any]) -> Root:
    return Root(str(told["name"]), VerifyKey(_BY_NAME[told["algorithm"]],
                                             base64.b64decode(told["public"], validate=True)))


def _read_object(text: str, source: Path | str) -> Mapping[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("this is no set of roots", file=source) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InputError(f"this is no set of roots of format {FORMAT}", file=source)
    return told
