"""One leaf of the log: what was decided, with every personal part hidden behind a salted hash.

A leaf is deterministic CBOR of ``{v, seq, t, order_commit, decision, inputs_commit, rule_set_hash, agreement_version,
actor}``. ``decision`` is ``{kind, terms, worker}``: the kind of decision, its terms without any person, and the
commitment to the worker (null where none is concerned). A commitment is ``SHA-256(salt ‖ value)`` with 16 random bytes
of salt; salts and values are openings and stand in another, erasable store (`openings`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from nuantu.core.errors import InputError
from nuantu.decisions.encoding import decode, encode

LEAF_VERSION = 1
SALT_BYTES = 16
#: Numbers of a leaf's parts: the order, the worker, the inputs, and from 3 on each person among the inputs.
PART_ORDER, PART_WORKER, PART_INPUTS, PART_PERSON = 0, 1, 2, 3
#: Leaves that the log writes about itself; no caller may hand them in.
OWN_KINDS = frozenset({"key_rotated", "erasure"})

_KEYS = ("t", "v", "seq", "actor", "decision", "order_commit", "inputs_commit", "rule_set_hash", "agreement_version")
_DECISION_KEYS = ("kind", "terms", "worker")


@dataclass(frozen=True, slots=True)
class Person:
    """One person among the inputs of a decision: the pseudonym and what was known of that person."""

    worker_id: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is handed to the log, in the clear.

    ``at_s`` is in UTC seconds; ``terms`` and ``inputs`` must hold nothing of a person: that goes into ``worker_id``,
    ``order_id`` and ``people``. ``rule_set`` is the SHA-256 of the rules that were in force.
    """

    at_s: int
    kind: str
    terms: Mapping[str, Any]
    order_id: str | None
    worker_id: str | None
    rule_set: bytes
    agreement_version: str
    actor: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[Person, ...] = ()


class Opening(NamedTuple):
    """What opens one commitment: leaf and part, whose it is (None: nobody's), salt and encoded value."""

    seq: int
    part: int
    worker_id: str | None
    salt: bytes
    value: bytes

    def commit(self) -> bytes:
        """The commitment that this opens, 32 bytes."""
        return sha256(self.salt + self.value).digest()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf as it stands in the log; ``seq`` runs from 0 without a gap, ``at_s`` (UTC seconds) never falls."""

    seq: int
    at_s: int
    kind: str
    terms: Mapping[str, Any]
    worker_commit: bytes | None
    order_commit: bytes
    inputs_commit: bytes
    rule_set: bytes
    agreement_version: str
    actor: str

    def encode(self) -> bytes:
        """Its bytes, which are hashed into the tree."""
        return encode({
            "t": self.at_s, "v": LEAF_VERSION, "seq": self.seq, "actor": self.actor,
            "decision": {"kind": self.kind, "terms": dict(self.terms), "worker": self.worker_commit},
            "order_commit": self.order_commit, "inputs_commit": self.inputs_commit,
            "rule_set_hash": self.rule_set, "agreement_version": self.agreement_version,
        })


def seal_decision(decision: Decision, seq: int) -> tuple[bytes, list[Opening]]:
    """The bytes of the leaf of a decision and the openings of its commitments, freshly salted."""
    salts = os.urandom(SALT_BYTES * (PART_PERSON + len(decision.people)))
    openings: list[Opening] = []

    def hide(part: int, worker_id: str | None, value: Any) -> bytes:
        opening = Opening(seq, part, worker_id, salts[part * SALT_BYTES:(part + 1) * SALT_BYTES], encode(value))
        openings.append(opening)
        return opening.commit()

    order_commit = hide(PART_ORDER, None, decision.order_id)
    worker_commit = None
    if decision.worker_id is not None:
        worker_commit = hide(PART_WORKER, decision.worker_id, decision.worker_id)
    people = [hide(PART_PERSON + row, person.worker_id, {"worker": person.worker_id, "facts": dict(person.facts)})
              for row, person in enumerate(decision.people)]
    inputs_commit = hide(PART_INPUTS, None, {"facts": dict(decision.inputs), "people": people})
    leaf = Leaf(seq, decision.at_s, decision.kind, decision.terms, worker_commit, order_commit, inputs_commit,
                decision.rule_set, decision.agreement_version, decision.actor)
    return leaf.encode(), openings


def decode_leaf(data: bytes) -> Leaf:
    """The leaf of these bytes; ``InputError`` naming what does not fit."""
    value = decode(data)
    if type(value) is not dict or tuple(value) != _KEYS:
        raise InputError("the leaf does not have exactly the nine fields of a leaf")
    if value["v"] != LEAF_VERSION or type(value["v"]) is not int:
        raise InputError(f"the leaf is of version {value['v']!r}, not {LEAF_VERSION}", field="v")
    inner = value["decision"]
    if type(inner) is not dict or tuple(inner) != _DECISION_KEYS:
        raise InputError("the decision does not have exactly kind, terms and worker", field="decision")
    leaf = Leaf(value["seq"], value["t"], inner["kind"], inner["terms"], inner["worker"], value["order_commit"],
                value["inputs_commit"], value["rule_set_hash"], value["agreement_version"], value["actor"])
    _require_types(leaf)
    return leaf


def _require_types(leaf: Leaf) -> None:
    for name, number in (("seq", leaf.seq), ("t", leaf.at_s)):
        if type(number) is not int or number < 0:
            raise InputError("the value is no whole number from 0", field=name)
    for name, text in (("kind", leaf.kind), ("agreement_version", leaf.agreement_version), ("actor", leaf.actor)):
        if type(text) is not str or not text:
            raise InputError("the text is missing", field=name)
    if type(leaf.terms) is not dict:
        raise InputError("the terms are no map", field="terms")
    hashes = [("order_commit", leaf.order_commit), ("inputs_commit", leaf.inputs_commit),
              ("rule_set_hash", leaf.rule_set)]
    if leaf.worker_commit is not None:
        hashes.append(("worker", leaf.worker_commit))
    for name, data in hashes:
        if type(data) is not bytes or len(data) != 32:
            raise InputError("the value is no hash of 32 bytes", field=name)
