"""One stretch of a log, checked by itself: leaves, their nodes, their order, and every opened commitment.

Stretches begin on borders of `LEAVES` leaves, so that each is one complete subtree and several processes may check
them side by side; only the row of subtrees is handed on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from nuantu.core.errors import InputError
from nuantu.decisions.derivation import DERIVATIONS
from nuantu.decisions.encoding import decode
from nuantu.decisions.leaf import PART_INPUTS, PART_ORDER, PART_PERSON, PART_WORKER, Leaf, Opening, decode_leaf
from nuantu.decisions.openings import OpeningStore
from nuantu.decisions.store import LeafStore, Row, has_types
from nuantu.decisions.tree import HASH_BYTES, Frontier, hash_leaf

LEAVES = 1 << 13
#: Findings that a stretch names one by one; the rest is counted.
NAMED_MAX = 50


class Finding(NamedTuple):
    """Something that does not hold: which check, at which leaf (None: none in particular), in words."""

    check: str
    seq: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one process is to check; ``sizes`` are the tree sizes inside it whose subtrees are wanted."""

    leaves: Path
    openings: Path | None
    begin: int
    end: int
    sizes: tuple[int, ...]


@dataclass(slots=True)
class Stretched:
    """What came out: findings, subtrees at each wanted size, and counts."""

    begin: int
    end: int
    findings: list[Finding] = field(default_factory=list)
    unnamed: int = 0
    rows: dict[int, list[bytes]] = field(default_factory=dict)
    row: list[bytes] = field(default_factory=list)
    beyond: bytes = b""
    first_s: int | None = None
    last_s: int | None = None
    issued_s: list[int] = field(default_factory=list)
    derivable: list[int] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)
    erasures: int = 0
    opened: int = 0
    erased: int = 0
    locked: int = 0

    def report(self, check: str, seq: int | None, what: str) -> None:
        """Note a finding."""
        if len(self.findings) < NAMED_MAX:
            self.findings.append(Finding(check, seq, what))
        else:
            self.unnamed += 1


def check_stretch(task: Stretch) -> Stretched:
    """Check one stretch of a log from its stores."""
    done = Stretched(task.begin, task.end)
    leaves = LeafStore(task.leaves)
    openings = None if task.openings is None else OpeningStore(task.openings)
    try:
        personal = None if openings is None else _Personal(openings, task.begin, task.end)
        _walk(task, done, leaves, personal)
    finally:
        leaves.close()
        if openings is not None:
            openings.close()
    return done


def _walk(task: Stretch, done: Stretched, leaves: LeafStore, personal: _Personal | None) -> None:
    frontier, wanted, expected = Frontier(), set(task.sizes), task.begin
    for row in leaves.read_rows(task.begin, task.end):
        if row.seq != expected:
            done.report("sequence", expected, f"leaves {expected} to {row.seq - 1} are missing")
        expected = row.seq + 1
        if not has_types(row):
            done.report("leaf", row.seq, "the row does not hold the types of a leaf")
            row = Row(row.seq, b"", b"", 0, b"")
        nodes = frontier.append(hash_leaf(row.body))
        if row.nodes[:len(nodes)] != nodes or (len(row.nodes) != len(nodes) and frontier.size != LEAVES):
            done.report("nodes", row.seq, "the stored nodes are not those of the leaves")
        done.beyond = row.nodes[len(nodes):]
        if task.begin + frontier.size in wanted:
            done.rows[task.begin + frontier.size] = list(frontier.row)
        leaf = _check_leaf(row, done)
        if personal is not None:
            personal.check(row.seq, leaf, done)
    if expected != task.end:
        done.report("sequence", expected, f"leaves {expected} to {task.end - 1} are missing")
    done.row = frontier.row


def _check_leaf(row: Row, done: Stretched) -> Leaf | None:
    """Form, number and time of one leaf."""
    done.issued_s.append(row.issued_s)
    try:
        leaf = decode_leaf(row.body)
    except InputError as error:
        done.report("leaf", row.seq, str(error))
        return None
    if leaf.seq != row.seq:
        done.report("sequence", row.seq, f"the leaf says that it is number {leaf.seq}")
    if done.last_s is not None and leaf.at_s < done.last_s:
        done.report("time", row.seq, f"the leaf is dated {done.last_s - leaf.at_s} s before the one that precedes it")
    if done.first_s is None:
        done.first_s = leaf.at_s
    done.last_s = leaf.at_s
    if leaf.kind in DERIVATIONS:
        done.derivable.append(row.seq)
    elif leaf.kind == "key_rotated":
        done.keys.append((row.seq + 1, str(leaf.terms.get("vkey"))))
    elif leaf.kind == "erasure":
        done.erasures += int(leaf.terms.get("erased", 0))
    return leaf


class _Personal:
    """The openings of a stretch, walked beside its leaves."""

    def __init__(self, store: OpeningStore, begin: int, end: int) -> None:
        self._openings = store.read_openings(begin, end)
        self._gone = store.read_tombstones(begin, end)
        self._held = store.read_holds(begin, end)
        self._next: Opening | None = next(self._openings, None)

    def check(self, seq: int, leaf: Leaf | None, done: Stretched) -> None:
        """Open every commitment of one leaf."""
        found: dict[int, Opening] = {}
        while self._next is not None and self._next.seq <= seq:
            if self._next.seq == seq:
                found[self._next.part] = self._next
            else:
                done.report("openings", self._next.seq, "an opening stands for a leaf that is missing")
            self._next = next(self._openings, None)
        if leaf is None:
            return
        self._open(seq, PART_ORDER, leaf.order_commit, found, done)
        if leaf.worker_commit is not None:
            self._open(seq, PART_WORKER, leaf.worker_commit, found, done)
        inputs = self._open(seq, PART_INPUTS, leaf.inputs_commit, found, done)
        if inputs is not None:
            for number, commit in enumerate(_list_people(inputs, seq, done), PART_PERSON):
                self._open(seq, number, commit, found, done)
        for part in found:
            done.report("openings", seq, f"an opening stands for part {part}, which the leaf does not have")

    def _open(self, seq: int, part: int, commit: bytes, found: dict[int, Opening], done: Stretched) -> bytes | None:
        """Open one commitment: the value, or None where it was erased or does not open it."""
        opening = found.pop(part, None)
        if opening is None:
            if (seq, part) in self._gone:
                done.erased += 1
            else:
                done.report("openings", seq, f"the opening of part {part} is missing and was not erased")
            return None
        if self._gone and (seq, part) in self._gone:
            done.report("openings", seq, f"part {part} is said to be erased and still stands")
        if self._held and (seq, part) in self._held:
            done.locked += 1
        _, _, _, salt, value = opening
        if type(salt) is not bytes or type(value) is not bytes or sha256(salt + value).digest() != commit:
            done.report("openings", seq, f"the opening of part {part} does not open the leaf's commitment")
            return None
        done.opened += 1
        return value


def _list_people(inputs: bytes, seq: int, done: Stretched) -> list[bytes]:
    """Commitments to the people among the inputs."""
    try:
        value: Any = decode(inputs)
        people = value["people"]
        if tuple(value) == ("facts", "people") and all(type(one) is bytes and len(one) == HASH_BYTES for one in people):
            return list(people)
    except (InputError, KeyError, TypeError):
        pass
    done.report("openings", seq, "the inputs are not a map of facts and people")
    return []
