"""The union's eye on a log: each time it looks, what is published must continue what it saw before.

It also asks the witnesses what they have cosigned: a log that shows two pasts must show one of them to a witness, and
the two signed checkpoints together prove it. Receipts that riders handed in are held against what is published.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import Checkpoint, find_cosignature, parse_checkpoint
from nuantu.decisions.keys import write_durably
from nuantu.decisions.log_source import LogSource
from nuantu.decisions.note import Note, NoteError, parse_note, verify_note
from nuantu.decisions.proof import verify_consistency, verify_inclusion
from nuantu.decisions.receipt import open_receipt
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.tree import hash_leaf
from nuantu.decisions.witness import Reply


class Sighting(NamedTuple):
    """What was seen: ``new``, ``same``, ``nothing``, or one of the alarms, and the sentence."""

    kind: str
    what: str

    @property
    def alarm(self) -> bool:
        """Whether somebody must act."""
        return self.kind in ("split_view", "rolled_back", "false_note", "receipt", "unreachable")


class WitnessReader(Protocol):
    """Whatever tells what a witness has cosigned."""

    def read_checkpoint(self, origin: str) -> Reply:
        """The last checkpoint that it cosigned for this log."""


@dataclass(frozen=True, slots=True)
class _Head:
    text: str
    note: Note
    checkpoint: Checkpoint


class Watch:
    """Looks at one log again and again.

    Parameters
    ----------
    source
        The log.
    trust
        Keys that the union trusts for it.
    memory
        Folder of what was seen and of evidence; made when it does not exist.
    witnesses
        Witnesses to ask.
    clock
        Seconds since the epoch.
    """

    def __init__(self, source: LogSource, trust: Trust, memory: Path, witnesses: Sequence[WitnessReader],
                 clock: Callable[[], float]) -> None:
        self._source, self._trust, self._memory, self._clock = source, trust, memory, clock
        self._witnesses = tuple(witnesses)
        memory.mkdir(parents=True, exist_ok=True)

    def look(self, receipts: Sequence[str] = ()) -> list[Sighting]:
        """Look once; remembers what is published if it continues what was seen before."""
        seen = self._remember()
        try:
            text = self._source.read_checkpoint()
            if text is None:
                return [Sighting("rolled_back", f"nothing is published any more, {seen.checkpoint.size} leaves were")
                        if seen else Sighting("nothing", "nothing is published yet"),
                        *self._check_receipts(None, receipts)]
            head = self._read(text)
        except NoteError as error:
            return [Sighting("false_note", str(error))]
        except InputError as error:
            return [Sighting("unreachable", str(error))]
        found = [self._compare(seen, head, "seen before")]
        found += self._ask_witnesses(head)
        if not any(one.kind in ("split_view", "rolled_back") for one in found):
            write_durably(self._memory / "seen.json", json.dumps({"checkpoint": text, "at_s": int(self._clock())}))
        return found + self._check_receipts(head, receipts)

    def _read(self, text: str) -> _Head:
        """A checkpoint that the log signed and every trusted witness cosigned."""
        note = parse_note(text)
        checkpoint = parse_checkpoint(note.text)
        verify_note(note, self._trust.log)
        if checkpoint.origin not in {key.name for key in self._trust.log}:
            raise NoteError(f"the checkpoint is of another log, {checkpoint.origin}")
        for name, keys in self._trust.group_witnesses().items():
            if all(find_cosignature(note, key) is None for key in keys):
                raise NoteError(f"a checkpoint of {checkpoint.size} leaves is published that the witness {name} has "
                                "not cosigned")
        return _Head(text, note, checkpoint)

    def _remember(self) -> _Head | None:
        path = self._memory / "seen.json"
        if not path.is_file():
            return None
        try:
            value: Any = json.loads(path.read_text(encoding="utf-8"))
            note = parse_note(value["checkpoint"])
            return _Head(value["checkpoint"], note, parse_checkpoint(note.text))
        except (OSError, ValueError, KeyError, TypeError, NoteError) as error:
            raise InputError("the memory of the watch cannot be read", file=path,
                             fix="bring it back; without it a rewritten past cannot be noticed") from error

    def _compare(self, older: _Head | None, newer: _Head, whose: str) -> Sighting:
        """Whether the newer checkpoint continues the older one, whoever showed them."""
        if older is None:
            return Sighting("new", f"{newer.checkpoint.size:,} leaves, seen for the first time")
        old, new = older.checkpoint, newer.checkpoint
        if old.size > new.size:
            self._keep(older, newer)
            return Sighting("rolled_back", f"{new.size:,} leaves are published, {old.size:,} were {whose}")
        if old.size == new.size:
            if old.root == new.root:
                return Sighting("same", f"{new.size:,} leaves, as {whose}")
            self._keep(older, newer)
            return Sighting("split_view", f"two trees of {new.size:,} leaves: the one published is not the one {whose}")
        return self._compare_sizes(older, newer, whose)

    def _compare_sizes(self, older: _Head, newer: _Head, whose: str) -> Sighting:
        old, new = older.checkpoint, newer.checkpoint
        try:
            proof = self._source.prove_consistency(old.size, new.size) if old.size else []
        except (InputError, ValueError):
            proof = []
        if old.size and not verify_consistency(old.size, new.size, old.root, new.root, proof):
            self._keep(older, newer)
            return Sighting("split_view", f"the tree of {new.size:,} leaves does not continue the one of "
                            f"{old.size:,} {whose}")
        return Sighting("new", f"{new.size:,} leaves, which continue the {old.size:,} {whose}")

    def _ask_witnesses(self, head: _Head) -> list[Sighting]:
        found = []
        for witness in self._witnesses:
            try:
                reply = witness.read_checkpoint(head.checkpoint.origin)
                if reply.status != 200:
                    raise InputError(f"a witness answers {reply.status} for this log")
                other = self._read_witnessed(reply.body)
            except NoteError as error:
                found.append(Sighting("false_note", f"a witness shows a false checkpoint: {error}"))
                continue
            except InputError as error:
                found.append(Sighting("unreachable", str(error)))
                continue
            ordered = sorted((other, head), key=_size)
            sighting = self._compare(ordered[0], ordered[1], "cosigned by a witness")
            if sighting.alarm:
                found.append(sighting)
        return found

    def _read_witnessed(self, text: str) -> _Head:
        """A checkpoint of a witness: the log must have signed it; other witnesses need not have."""
        note = parse_note(text)
        verify_note(note, self._trust.log)
        return _Head(text, note, parse_checkpoint(note.text))

    def _keep(self, one: _Head, other: _Head) -> None:
        """Two signed checkpoints that contradict each other are the proof; keep them."""
        name = f"evidence-{one.checkpoint.size}-{other.checkpoint.size}-{int(self._clock())}.json"
        write_durably(self._memory / name, json.dumps({"checkpoints": [one.text, other.text]}, ensure_ascii=False,
                                                      indent=1))

    def _check_receipts(self, head: _Head | None, receipts: Sequence[str]) -> list[Sighting]:
        found = []
        for number, note in enumerate(receipts, 1):
            what = self._find_breach(head, note)
            if what is not None:
                found.append(Sighting("receipt", f"receipt {number}: {what}"))
        return found

    def _find_breach(self, head: _Head | None, note: str) -> str | None:
        """What the log owes the holder of a receipt by now."""
        try:
            receipt = open_receipt(note, self._trust.log)
        except NoteError as error:
            return str(error)
        size = 0 if head is None else head.checkpoint.size
        if receipt.seq >= size or head is None:
            due = self._clock() > receipt.issued_s + receipt.delay_max_s
            return f"not honoured: decision {receipt.seq} is due and not published" if due else None
        try:
            leaf_hash = hash_leaf(self._source.read_leaf(receipt.seq))
            proof = self._source.prove_inclusion(receipt.seq, size)
        except (InputError, ValueError) as error:
            return f"not honoured: {error}"
        if leaf_hash != receipt.leaf_hash or not verify_inclusion(leaf_hash, receipt.seq, size, proof,
                                                                  head.checkpoint.root):
            return f"not honoured: decision {receipt.seq} is not in the log as promised"
        return None


def _size(head: _Head) -> int:
    return head.checkpoint.size
