"""What is checked by sample: receipts against the tree, and decisions against the inputs committed with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nuantu.core.errors import InputError
from nuantu.decisions.chunk import Finding
from nuantu.decisions.derivation import find_difference
from nuantu.decisions.encoding import decode
from nuantu.decisions.leaf import PART_INPUTS, PART_PERSON, PART_WORKER, Leaf, Opening, Person, decode_leaf
from nuantu.decisions.log import find_key
from nuantu.decisions.note import NoteError, PublicKey, read_vkey
from nuantu.decisions.openings import OpeningStore
from nuantu.decisions.receipt import DELAY_MAX_S, Receipt, name_receipt_key, open_receipt
from nuantu.decisions.sample import DECISIONS_SHARE, RECEIPTS_SHARE, Power
from nuantu.decisions.store import LeafStore
from nuantu.decisions.tree import hash_leaf

#: What a reader is told where a part was erased.
ERASED = "insufficient evidence (erased)"


class Promise:
    """The log's promise, seen from the end: which keys sign receipts, and when each size was witnessed.

    ``moments`` are (size, UTC second) of every witnessed checkpoint in order; ``now_s`` is when it is judged.
    """

    def __init__(self, origin: str, keys: Sequence[tuple[int, str]], moments: Sequence[tuple[int, int]],
                 now_s: int) -> None:
        self.origin, self.now_s = origin, now_s
        self.keys: list[PublicKey] = [read_vkey(vkey) for _, vkey in keys]
        self._borders = [seq for seq, _ in keys]
        self._sizes, self._times = [size for size, _ in moments], [at_s for _, at_s in moments]

    def find_key(self, seq: int) -> PublicKey:
        """The key that signs the receipt of this leaf."""
        return self.keys[find_key(self._borders, seq)]

    def is_kept(self, seq: int, issued_s: int, delay_s: int = DELAY_MAX_S) -> bool:
        """Whether a witnessed checkpoint held the leaf in time, or still can."""
        place = bisect_right(self._sizes, seq)
        return (self._times[place] if place < len(self._sizes) else self.now_s) <= issued_s + delay_s

    def find_late(self, issued_s: NDArray[np.int64]) -> NDArray[np.int64]:
        """Leaves (by number) whose receipts, issued at these seconds, were not honoured."""
        seq = np.arange(len(issued_s))
        times = np.append(np.asarray(self._times, np.int64), self.now_s)
        held = times[np.searchsorted(np.asarray(self._sizes, np.int64), seq, side="right")]
        late: NDArray[np.int64] = np.flatnonzero(held > issued_s + DELAY_MAX_S)
        return late


def check_own_receipts(leaves: LeafStore, promise: Promise, places: Sequence[int], findings: list[Finding]) -> Power:
    """The log's own copies of the receipts of these leaves: is the seal true of what stands there now?"""
    for seq in places:
        try:
            row = leaves.read_row(seq)
        except InputError:
            continue  # a missing or broken leaf is a finding of the walk
        text = Receipt(promise.origin, seq, hash_leaf(row.body), row.issued_s).format().encode()
        if not name_receipt_key(promise.find_key(seq)).verify(text, row.receipt):
            findings.append(Finding("receipts", seq, "the log's receipt does not belong to the leaf that stands there"))
    return Power(len(places), leaves.read_size(), RECEIPTS_SHARE)


def check_receipts(leaves: LeafStore, promise: Promise, notes: Sequence[str], places: Sequence[int],
                   findings: list[Finding]) -> Power:
    """Receipts that riders handed in: is each decision in the log, and was it witnessed in time?"""
    for place in places:
        try:
            what = find_breach(leaves, promise, notes[place])
        except NoteError as error:
            what = str(error)
        if what is not None:
            findings.append(Finding("receipts", None, f"receipt {place + 1}: {what}"))
    return Power(len(places), len(notes), RECEIPTS_SHARE)


def find_breach(leaves: LeafStore, promise: Promise, note: str) -> str | None:
    """What the log owes the holder of this receipt and does not keep, in words; ``NoteError`` if it is no receipt."""
    receipt = open_receipt(note, promise.keys)
    if receipt.origin != promise.origin:
        raise NoteError(f"the receipt is of another log, {receipt.origin}")
    try:
        row = leaves.read_row(receipt.seq)
    except InputError:
        row = None
    if row is None or hash_leaf(row.body) != receipt.leaf_hash:
        return f"not honoured: decision {receipt.seq} is not in the log as promised"
    if not promise.is_kept(receipt.seq, receipt.issued_s, receipt.delay_max_s):
        return (f"not honoured: no witnessed checkpoint held decision {receipt.seq} within "
                f"{receipt.delay_max_s} s")
    return None


def check_decisions(leaves: LeafStore, path: Path, numbers: Sequence[int], population: int,
                    findings: list[Finding]) -> tuple[Power, int]:
    """Recompute these decisions; return the power of what could be, and how many lack evidence that was erased."""
    store, insufficient, done = OpeningStore(path), 0, 0
    try:
        for seq in numbers:
            what = recompute_leaf(leaves, store, seq)
            if what == ERASED:
                insufficient += 1
                continue
            done += 1
            if what is not None:
                findings.append(Finding("decisions", seq, what))
    finally:
        store.close()
    return Power(done, population, DECISIONS_SHARE), insufficient


def recompute_leaf(leaves: LeafStore, store: OpeningStore, seq: int) -> str | None:
    """What of one decision does not follow from its inputs; `ERASED` where they are gone; None where all of it does."""
    try:
        leaf = decode_leaf(leaves.read_row(seq).body)
        opened = {one.part: one for one in store.read_openings(seq, seq + 1)}
        return _compare(leaf, opened, erased=bool(store.read_tombstones(seq, seq + 1)))
    except (InputError, KeyError, TypeError, ValueError) as error:
        return f"the openings cannot be read ({error})"


def _compare(leaf: Leaf, opened: dict[int, Opening], *, erased: bool) -> str | None:
    def read(part: int, commit: bytes | None) -> Any:
        if opened[part].commit() != commit:
            raise ValueError(f"part {part} does not open the commitment")
        return decode(opened[part].value)

    try:
        inputs = read(PART_INPUTS, leaf.inputs_commit)
        worker = read(PART_WORKER, leaf.worker_commit)
        people = [read(number, commit) for number, commit in enumerate(inputs["people"], PART_PERSON)]
    except KeyError:
        return ERASED if erased else "an opening is missing and was not erased"
    return find_difference(leaf, worker, inputs["facts"], [Person(one["worker"], one["facts"]) for one in people])
