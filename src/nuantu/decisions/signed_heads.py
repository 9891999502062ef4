"""Every checkpoint of a log against the tree: its root, the log's signatures, the witnesses' cosignatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import Checkpoint, find_cosignature, parse_checkpoint
from nuantu.decisions.chunk import Finding
from nuantu.decisions.log import find_key
from nuantu.decisions.note import Note, NoteError, PublicKey, parse_note, read_vkey
from nuantu.decisions.store import StoredCheckpoint


@dataclass(frozen=True, slots=True)
class Trust:
    """The keys that a reader trusts; ``own`` where they were read from the log itself, which proves nothing of whose
    log it is."""

    log: tuple[PublicKey, ...]
    witnesses: tuple[PublicKey, ...]
    own: bool = False

    def group_witnesses(self) -> dict[str, list[PublicKey]]:
        """Keys of each witness by its name: one that changes its key has several."""
        groups: dict[str, list[PublicKey]] = {}
        for key in self.witnesses:
            groups.setdefault(key.name, []).append(key)
        return groups


class SignedHeads:
    """The checkpoints that a log holds and those that others kept of it.

    After `check`, ``witnessed`` is the largest size that every witness cosigned, ``moments`` the (size, UTC second) of
    each such checkpoint, and ``checkpoints`` and ``cosignatures`` count what was verified.
    """

    def __init__(self, origin: str, stored: Sequence[StoredCheckpoint], kept: Sequence[str],
                 findings: list[Finding]) -> None:
        self._origin, self._findings = origin, findings
        self._stored: list[tuple[StoredCheckpoint, Note, Checkpoint]] = []
        for one in stored:
            try:
                self._stored.append((one, *self._read(one.note)))
            except InputError as error:
                self._report(one.size, str(error))
        self._kept = [self._read(text) for text in kept]
        self.witnessed = self.checkpoints = self.cosignatures = 0
        self.moments: list[tuple[int, int]] = []

    def _read(self, text: str) -> tuple[Note, Checkpoint]:
        note = parse_note(text)
        head = parse_checkpoint(note.text)
        if head.origin != self._origin:
            raise NoteError(f"the checkpoint is of another log, {head.origin}")
        return note, head

    def _report(self, size: int, what: str) -> None:
        self._findings.append(Finding("checkpoints", None, f"checkpoint of {size} leaves: {what}"))

    def list_sizes(self) -> list[int]:
        """Tree sizes whose roots are needed."""
        return sorted({head.size for _, _, head in self._stored} | {head.size for _, head in self._kept})

    def check(self, roots: Mapping[int, bytes], trust: Trust, keys: Sequence[tuple[int, str]], size: int) -> None:
        """Check every checkpoint against the roots; ``keys`` is the chain of signing keys with their first leaves."""
        borders, chain = [seq for seq, _ in keys], [read_vkey(vkey) for _, vkey in keys]
        if not set(chain) & set(trust.log):
            self._findings.append(Finding("keys", None, "none of the log's keys is a trusted one"))
        if any(key.name != self._origin for key in chain):
            self._findings.append(Finding("keys", None, "a signing key does not bear the log's name"))
        for stored, note, head in self._stored:
            if stored.size != head.size:
                self._report(stored.size, f"its text says {head.size}")
            self._check_root(head, roots, size)
            required = chain[find_key(borders, self.witnessed):find_key(borders, head.size) + 1]
            self._check_signatures(note, head, required)
            self._check_witnesses(stored, note, trust)
        for note, head in self._kept:
            self._check_root(head, roots, size)
            if not any(_has_signed(key, note) for key in chain):
                self._report(head.size, "kept elsewhere, and not signed by a key of this log")

    def _check_root(self, head: Checkpoint, roots: Mapping[int, bytes], size: int) -> None:
        if head.size > size:
            self._report(head.size, f"the log has {size} leaves: {head.size - size} are missing from its end")
        elif roots.get(head.size) != head.root:
            self._report(head.size, "the leaves do not have this root")

    def _check_signatures(self, note: Note, head: Checkpoint, required: Sequence[PublicKey]) -> None:
        missing = [key for key in required if not _has_signed(key, note)]
        if missing or not required:
            self._report(head.size, f"the signature of {' and '.join(key.vkey for key in missing) or 'any key'} "
                                    "is missing or false")
        self.checkpoints += 1

    def _check_witnesses(self, stored: StoredCheckpoint, note: Note, trust: Trust) -> None:
        groups, times = trust.group_witnesses(), []
        for name, keys in groups.items():
            try:
                found = [at_s for key in keys if (at_s := find_cosignature(note, key)) is not None]
            except NoteError as error:
                self._report(stored.size, str(error))
                continue
            if found:
                times.append(min(found))
                self.cosignatures += len(found)
            elif stored.cosigned:
                self._report(stored.size, f"the witness {name} has not cosigned it")
        if groups and len(times) == len(groups):
            if self.moments and max(times) < self.moments[-1][1]:
                self._report(stored.size, "it was cosigned before a smaller one")
            self.witnessed = stored.size
            self.moments.append((stored.size, max(times)))


def _has_signed(key: PublicKey, note: Note) -> bool:
    found = note.find(key)
    return bool(found) and all(key.verify(note.text.encode(), signature) for signature in found)
