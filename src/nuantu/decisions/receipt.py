"""Receipts: the log's promise to a rider that a decision stands in the log and will be witnessed within a minute.

A receipt is a signed note of six lines: ``nuantu/receipt/v1``, the log, the leaf's number, the leaf's hash in base64,
when it was issued (UTC seconds), and the greatest delay (seconds) until a witnessed checkpoint holds the leaf. It is
signed by the log's key under a signature type of its own, so that it can stand for no checkpoint.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from nuantu.decisions.checkpoint import read_size
from nuantu.decisions.note import Note, NoteError, PublicKey, SignatureLine, SigningKey, parse_note
from nuantu.decisions.tree import HASH_BYTES

HEAD = "nuantu/receipt/v1"
TYPE_RECEIPT = b"\xff" + HEAD.encode()
#: The promise, seconds.
DELAY_MAX_S = 60


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the log promised: leaf number and hash, when (UTC seconds), and the greatest delay in seconds."""

    origin: str
    seq: int
    leaf_hash: bytes
    issued_s: int
    delay_max_s: int = DELAY_MAX_S

    def format(self) -> str:
        """The text that is signed."""
        coded = base64.b64encode(self.leaf_hash).decode()
        return f"{HEAD}\n{self.origin}\n{self.seq}\n{coded}\n{self.issued_s}\n{self.delay_max_s}\n"


def sign_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    """The 64 bytes of signature, by the log's key."""
    return key.private.sign(receipt.format().encode())


def write_receipt(receipt: Receipt, signature: bytes, key: PublicKey) -> str:
    """The receipt as a note, from its parts."""
    line = SignatureLine(key.name, name_receipt_key(key).key_id, signature)
    return Note(receipt.format(), (line,)).format()


def name_receipt_key(key: PublicKey) -> PublicKey:
    """The log's key under the signature type of receipts."""
    return PublicKey(key.name, TYPE_RECEIPT, key.raw)


def parse_receipt(note: Note) -> Receipt:
    """What a receipt's text says; ``NoteError`` where it is not in form."""
    lines = note.text.split("\n")
    if len(lines) != 7 or lines[0] != HEAD or lines[6] != "" or not lines[1]:
        raise NoteError("the note is no receipt of six lines")
    try:
        leaf_hash = base64.b64decode(lines[3], validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("the leaf hash is no base64") from error
    receipt = Receipt(lines[1], read_size(lines[2]), leaf_hash, read_size(lines[4]), read_size(lines[5]))
    if len(leaf_hash) != HASH_BYTES or receipt.format() != note.text:
        raise NoteError(f"the leaf hash is no base64 of {HASH_BYTES} bytes")
    return receipt


def open_receipt(data: bytes | str, keys: Iterable[PublicKey]) -> Receipt:
    """The receipt of a note that one of the log's keys has signed; ``NoteError`` otherwise."""
    note = parse_note(data)
    receipt = parse_receipt(note)
    for key in map(name_receipt_key, keys):
        found = note.find(key)
        if found and all(key.verify(note.text.encode(), signature) for signature in found):
            return receipt
    raise NoteError("no trusted key has signed the receipt")
