"""Checkpoints: the head of the tree as a signed note (C2SP tlog-checkpoint), cosigned by witnesses (tlog-cosignature).

A cosignature is eight bytes of time (UTC seconds) and an Ed25519 signature over ``cosignature/v1``, that time and the
text of the checkpoint.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from nuantu.decisions.note import Note, NoteError, PublicKey, SignatureLine, SigningKey
from nuantu.decisions.tree import HASH_BYTES

#: First lines of other signed texts, which no log may take as its name.
RESERVED_ORIGINS = ("cosignature/v1", "nuantu/receipt/v1")
_TIME_END = 2**63
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Name of the log, leaves in the tree, root over them."""

    origin: str
    size: int
    root: bytes

    def format(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text; ``NoteError`` where it is not in form. Extension lines are refused."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "" or not all(lines[:-1]):
        raise NoteError("the checkpoint does not have three lines")
    if len(lines) > 4:
        raise NoteError("the checkpoint has extension lines, which no monitor can check")
    origin, size, root = lines[:3]
    try:
        decoded = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("the root hash is no base64") from error
    if len(decoded) != HASH_BYTES or base64.b64encode(decoded).decode() != root:
        raise NoteError(f"the root hash is no base64 of {HASH_BYTES} bytes")
    return Checkpoint(origin, read_size(size), decoded)


def read_size(text: str) -> int:
    """A tree size in plain decimal without leading zeroes, below 2**63."""
    if not _NUMBER.fullmatch(text) or int(text) >= _TIME_END:
        raise NoteError(f"{text[:40]!r} is no tree size")
    return int(text)


def cosign(text: str, key: SigningKey, at_s: int) -> SignatureLine:
    """The cosignature line of a witness that has checked this checkpoint at this time (UTC seconds)."""
    signature = key.private.sign(_frame(text, at_s))
    return SignatureLine(key.public.name, key.public.key_id, at_s.to_bytes(8, "big") + signature)


def find_cosignature(note: Note, key: PublicKey) -> int | None:
    """When this witness cosigned the note (UTC seconds, the latest), None if it did not; a false one is an error."""
    times = []
    for packed in note.find(key):
        at_s = int.from_bytes(packed[:8], "big")
        if len(packed) != 72 or not 0 < at_s < _TIME_END or not key.verify(_frame(note.text, at_s), packed[8:]):
            raise NoteError(f"the cosignature of {key.name} does not belong to this checkpoint")
        times.append(at_s)
    return max(times, default=None)


def _frame(text: str, at_s: int) -> bytes:
    return f"cosignature/v1\ntime {at_s}\n{text}".encode()
