"""What stands in a ballot once it is open: a code that its voter kept, and the lines that were marked.

Every ballot is filled up to one length before it is sealed, so that its size tells nothing.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: Signs that nobody mistakes for each other, 32 of them; sixteen are 80 random bits.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_SIGNS = 16
PLAIN_BYTES = 512
SHOWN_SIGNS = 4
_CODE = re.compile(f"[{SIGNS}]{{{CODE_SIGNS}}}")
_INFO = b"NB1 own ballot"
_MOST_MARKS = 60


class BallotError(ValueError):
    """Bytes that are no ballot."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A code (as ``write_code`` writes it) and the numbers of the lines that were marked, in order, each once."""

    code: str
    marks: tuple[int, ...]


def draw_code() -> str:
    """A code for a voter: 7K3M-QX2A-9DEF-4TWB."""
    return write_code("".join(secrets.choice(SIGNS) for _sign in range(CODE_SIGNS)))


def write_code(signs: str) -> str:
    """Sixteen signs in groups of four."""
    return "-".join(signs[at:at + 4] for at in range(0, CODE_SIGNS, 4))


def read_code(text: str) -> str | None:
    """A code as somebody typed it, in the form of the list; None where it is none."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    return write_code(signs) if _CODE.fullmatch(signs) else None


def fill_ballot(ballot: Ballot) -> bytes:
    """The ballot's bytes, all of one length."""
    written = json.dumps({"code": ballot.code, "marks": list(ballot.marks)}, separators=(",", ":")).encode()
    return written.ljust(PLAIN_BYTES, b" ")


def read_ballot(plain: bytes) -> Ballot:
    """The ballot that was filled in. Raises BallotError for anything else."""
    if len(plain) != PLAIN_BYTES:
        raise BallotError("a ballot has one length")
    try:
        told = json.loads(plain)
        code, marks = told["code"], told["marks"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise BallotError("this is no ballot") from fault
    if not isinstance(code, str) or read_code(code) != code or not isinstance(marks, list):
        raise BallotError("a ballot has a code and marks")
    if len(marks) > _MOST_MARKS or any(type(mark) is not int for mark in marks) or sorted(set(marks)) != marks:
        raise BallotError("marks are numbers in order, each once")
    return Ballot(code, tuple(marks))


def find_digest(code: str) -> str:
    """By what a ballot is found of which the list shows the beginning of the code only."""
    return sha256(b"NB1 find" + code.encode()).hexdigest()


def seal_own(code: str, marks: tuple[int, ...]) -> bytes:
    """Marks that only whoever has the code can read; all of one length."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_derive(code)).encrypt(nonce, json.dumps(list(marks)).encode().ljust(256), None)


def open_own(code: str, sealed: bytes) -> tuple[int, ...]:
    """The marks that were sealed with a code. Raises BallotError where they are not of that code."""
    try:
        plain = AESGCM(_derive(code)).decrypt(sealed[:12], sealed[12:], None)
    except (InvalidTag, ValueError) as fault:
        raise BallotError("the code does not open it") from fault
    return tuple(json.loads(plain))


def _derive(code: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, _INFO).derive(code.encode())
