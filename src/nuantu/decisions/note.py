"""Signed notes as C2SP signed-note v1 states them: a text, an empty line, and signature lines of named keys."""

from __future__ import annotations

import base64
import binascii
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nuantu.core.errors import InputError

#: Signature type of a log's plain Ed25519 key, and of a witness's timestamped cosignature.
TYPE_NOTE, TYPE_COSIGNATURE = b"\x01", b"\x04"
#: Longest note that is read, bytes, and most signature lines.
NOTE_MAX, SIGNATURES_MAX = 1_000_000, 64
_MARK = "— "


class NoteError(InputError):
    """A note that is not in form, or that no trusted key has signed."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A named Ed25519 key of one signature type; name and key id together say which."""

    name: str
    kind: bytes
    raw: bytes

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key)."""
        return sha256(self.name.encode() + b"\n" + self.kind + self.raw).digest()[:4]

    @property
    def vkey(self) -> str:
        """The verifier key as text: name, key id and key, joined by plus signs."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self.kind + self.raw).decode()}"

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this key signed the message (Ed25519, RFC 8032)."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


def read_vkey(text: str) -> PublicKey:
    """The key of a verifier key in text; only the two signature types of logs and witnesses are read."""
    name, _, rest = text.strip().partition("+")
    _, _, key = rest.partition("+")
    require_key_name(name)
    try:
        packed = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"{text!r} is no verifier key: its last part is no base64") from error
    kind, raw = packed[:1], packed[1:]
    if kind not in (TYPE_NOTE, TYPE_COSIGNATURE) or len(raw) != 32:
        raise NoteError(f"{text!r} is no Ed25519 verifier key of a log (type 1) or a witness (type 4)")
    found = PublicKey(name, kind, raw)
    if found.vkey != text.strip():
        raise NoteError(f"{text!r} is no verifier key: its key id does not belong to name and key")
    return found


def require_key_name(name: str) -> None:
    """Refuse a key name that is empty or holds white space, a plus sign or a control character."""
    if not name or any(sign == "+" or sign.isspace() or unicodedata.category(sign) in ("Cc", "Zs", "Zl", "Zp")
                       for sign in name):
        raise NoteError(f"{name!r} is no key name", fix="use an address without scheme, such as union.example/witness")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its name and signature type."""

    public: PublicKey
    private: Ed25519PrivateKey

    @classmethod
    def from_private(cls, name: str, kind: bytes, private: Ed25519PrivateKey) -> SigningKey:
        """The key of this name and type."""
        require_key_name(name)
        return cls(PublicKey(name, kind, private.public_key().public_bytes_raw()), private)


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature line: who, which key, and the bytes that the type defines."""

    name: str
    key_id: bytes
    signature: bytes

    def format(self) -> str:
        """The line with its newline."""
        return f"{_MARK}{self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text (ending in a newline) and its signature lines, none of them verified yet."""

    text: str
    signatures: tuple[SignatureLine, ...]

    def format(self) -> str:
        """The whole note."""
        return f"{self.text}\n{''.join(line.format() for line in self.signatures)}"

    def find(self, key: PublicKey) -> list[bytes]:
        """Signatures under the name and id of this key."""
        return [line.signature for line in self.signatures if (line.name, line.key_id) == (key.name, key.key_id)]


def sign_text(text: str, keys: Iterable[SigningKey]) -> Note:
    """A note over the text, signed by plain Ed25519 keys."""
    return Note(text, tuple(SignatureLine(key.public.name, key.public.key_id, key.private.sign(text.encode()))
                            for key in keys))


def parse_note(data: bytes | str) -> Note:
    """Text and signature lines of a note; ``NoteError`` where it is not in form. Nothing is verified."""
    content = _decode(data)
    cut = content.rfind("\n\n")
    if cut < 0:
        raise NoteError("the note has no empty line before its signatures")
    text, tail = content[:cut + 1], content[cut + 2:]
    lines = tail.split("\n")
    if lines.pop() != "" or not lines:
        raise NoteError("the note does not end in signature lines")
    if len(lines) > SIGNATURES_MAX:
        raise NoteError(f"the note has more than {SIGNATURES_MAX} signatures")
    return Note(text, tuple(parse_signature(line) for line in lines))


def parse_signature(line: str) -> SignatureLine:
    """One signature line without its newline."""
    name, _, coded = line.removeprefix(_MARK).partition(" ")
    if not line.startswith(_MARK):
        raise NoteError("a signature line does not begin with a dash")
    require_key_name(name)
    try:
        packed = base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("a signature is no base64") from error
    if len(packed) < 5 or base64.b64encode(packed).decode() != coded:
        raise NoteError("a signature is no base64 of key id and signature")
    return SignatureLine(name, packed[:4], packed[4:])


def verify_note(note: Note, keys: Iterable[PublicKey]) -> list[PublicKey]:
    """The plain keys among ``keys`` that signed; ``NoteError`` if a known key's signature fails or none signed."""
    signed = []
    for key in keys:
        found = note.find(key)
        if found and not all(key.verify(note.text.encode(), signature) for signature in found):
            raise NoteError(f"the signature of {key.name} does not belong to this text")
        if found:
            signed.append(key)
    if not signed:
        raise NoteError("no trusted key has signed the note")
    return signed


def _decode(data: bytes | str) -> str:
    if len(data) > NOTE_MAX:
        raise NoteError(f"the note is longer than {NOTE_MAX} bytes")
    try:
        content = data.decode() if isinstance(data, bytes) else data
        content.encode()
    except UnicodeError as error:
        raise NoteError("the note is no UTF-8") from error
    if any(sign < " " and sign != "\n" for sign in content):
        raise NoteError("the note holds a control character")
    return content
