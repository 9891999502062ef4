"""A witness: cosigns a log's checkpoint only if it continues the last one that this witness has cosigned.

C2SP tlog-witness. Comparing with the stored checkpoint and storing the new one is one transaction, which is on the disk
before the cosignature leaves this process; so neither a race of two requests nor a crash between storing and answering
can make the witness vouch for two pasts.
"""

from __future__ import annotations

import base64
import binascii
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from nuantu.decisions.checkpoint import Checkpoint, cosign, parse_checkpoint, read_size
from nuantu.decisions.note import Note, NoteError, PublicKey, SigningKey, parse_note, verify_note
from nuantu.decisions.proof import PROOF_LENGTH_MAX, verify_consistency
from nuantu.decisions.store import connect, create_database
from nuantu.decisions.tree import EMPTY_ROOT, HASH_BYTES

_SCHEMA = "CREATE TABLE seen (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL)"
_TEXT, _SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer: status, content type, body."""

    status: int
    body: str
    content_type: str = _TEXT


class Cosigner(Protocol):
    """Whatever takes a request for a cosignature: a witness in this process, or one behind HTTP."""

    @property
    def key(self) -> PublicKey:
        """The key under which it cosigns."""

    def add_checkpoint(self, body: bytes) -> Reply:
        """Answer one request."""


def format_request(old_size: int, proof: Sequence[bytes], note: Note) -> bytes:
    """The body of a request for a cosignature."""
    lines = "".join(f"{base64.b64encode(step).decode()}\n" for step in proof)
    return f"old {old_size}\n{lines}\n{note.format()}".encode()


def parse_request(body: bytes) -> tuple[int, list[bytes], Note]:
    """Old size, proof and note of such a body; ``NoteError`` where it is not in form."""
    head, gap, rest = body.partition(b"\n\n")
    if not gap:
        raise NoteError("the request has no empty line before the checkpoint")
    try:
        first, *steps = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise NoteError("the request's proof is no base64") from error
    if not first.startswith("old "):
        raise NoteError("the request does not begin with the old size")
    if len(steps) > PROOF_LENGTH_MAX:
        raise NoteError(f"the proof has more than {PROOF_LENGTH_MAX} lines")
    return read_size(first[4:]), [_read_hash(step) for step in steps], parse_note(rest)


def _read_hash(text: str) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("a line of the proof is no base64") from error
    if len(found) != HASH_BYTES or base64.b64encode(found).decode() != text:
        raise NoteError("a line of the proof is no hash of 32 bytes")
    return found


class Witness:
    """The witness over one database file.

    Parameters
    ----------
    path
        Its database; made when it does not exist.
    key
        Its cosigning key.
    logs
        For each log that it witnesses the keys that it trusts.
    clock
        Seconds since the epoch.
    """

    def __init__(self, path: Path, key: SigningKey, logs: Mapping[str, Sequence[PublicKey]],
                 clock: Callable[[], float]) -> None:
        if not path.exists():
            create_database(path, _SCHEMA)
        self._base, self._lock = connect(path, write=True), threading.Lock()
        self._key, self._logs, self._clock = key, {name: tuple(keys) for name, keys in logs.items()}, clock

    @property
    def key(self) -> PublicKey:
        """The key under which it cosigns."""
        return self._key.public

    def close(self) -> None:
        """Close the database."""
        self._base.close()

    def add_checkpoint(self, body: bytes) -> Reply:
        """Cosign the checkpoint of this request (200), or refuse it (400, 403, 404, 409, 422)."""
        try:
            old_size, proof, note = parse_request(body)
            checkpoint = parse_checkpoint(note.text)
        except NoteError as error:
            return Reply(400, f"{error}\n")
        if checkpoint.origin not in self._logs:
            return Reply(404, "this log is not witnessed here\n")
        try:
            verify_note(note, self._logs[checkpoint.origin])
        except NoteError as error:
            return Reply(403, f"{error}\n")
        if old_size > checkpoint.size:
            return Reply(400, "the old size is larger than the checkpoint\n")
        return self._compare_and_store(old_size, proof, checkpoint, note)

    def _compare_and_store(self, old_size: int, proof: list[bytes], checkpoint: Checkpoint, note: Note) -> Reply:
        with self._lock:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                reply = self._compare(old_size, proof, checkpoint)
                if reply is None:
                    at_s = int(self._clock())
                    line = cosign(note.text, self._key, at_s)
                    kept = Note(note.text, (*note.signatures, line)).format()
                    self._base.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)",
                                       (checkpoint.origin, checkpoint.size, checkpoint.root, kept))
                    reply = Reply(200, line.format())
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise
        return reply

    def _compare(self, old_size: int, proof: list[bytes], checkpoint: Checkpoint) -> Reply | None:
        """Why the checkpoint does not continue the stored one, or None where it does."""
        row = self._base.execute("SELECT size, root FROM seen WHERE origin = ?", (checkpoint.origin,)).fetchone()
        size, root = (0, EMPTY_ROOT) if row is None else (int(row[0]), bytes(row[1]))
        if old_size != size:
            return Reply(409, f"{size}\n", _SIZE)
        if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
            return Reply(422, "a tree without leaves has another root\n")
        if old_size == 0:
            return Reply(422, "nothing leads from no leaves\n") if proof else None
        if not verify_consistency(old_size, checkpoint.size, root, checkpoint.root, proof):
            return Reply(422, "the checkpoint does not continue the one cosigned before\n")
        return None

    def read_checkpoint(self, origin_hash: str) -> Reply:
        """The last checkpoint cosigned for the log whose name hashes to this, with log signature and cosignature."""
        for origin in self._logs:
            if sha256(origin.encode()).hexdigest() == origin_hash:
                with self._lock:
                    row = self._base.execute("SELECT note FROM seen WHERE origin = ?", (origin,)).fetchone()
                if row is not None:
                    return Reply(200, row[0])
        return Reply(404, "nothing was cosigned for this log\n")

