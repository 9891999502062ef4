"""A leaf hides every personal part and can be opened with what was kept apart."""

from __future__ import annotations

import pytest
from tests.nuantu.decisions.small_log import dispatch, pay

from nuantu.core.errors import InputError
from nuantu.decisions.encoding import decode, encode
from nuantu.decisions.leaf import PART_INPUTS, PART_ORDER, PART_WORKER, decode_leaf, seal_decision


def test_a_leaf_has_the_nine_fields_and_no_person() -> None:
    """The bytes hold neither the order nor any rider's pseudonym, and say what was decided."""
    body, _ = seal_decision(dispatch(41, worker=500), 7)
    leaf = decode_leaf(body)

    assert set(decode(body)) == {"v", "seq", "t", "order_commit", "decision", "inputs_commit", "rule_set_hash",
                                 "agreement_version", "actor"}
    assert [name for name in (b"O41", b"R500", b"R501", b"R502") if name in body] == []
    assert (leaf.seq, leaf.kind, leaf.terms["statuses"]) == (7, "dispatch", ["chosen", "feasible", "blocked"])


def test_every_commitment_is_opened_by_its_opening() -> None:
    """Order, worker, inputs and each rider looked at: hash of salt and value is what the leaf or the inputs hold."""
    body, openings = seal_decision(dispatch(1, worker=3), 0)
    leaf, parts = decode_leaf(body), {one.part: one for one in openings}
    people = decode(parts[PART_INPUTS].value)["people"]

    assert parts[PART_ORDER].commit() == leaf.order_commit
    assert parts[PART_WORKER].commit() == leaf.worker_commit
    assert parts[PART_INPUTS].commit() == leaf.inputs_commit
    assert [parts[3 + row].commit() for row in range(3)] == people
    assert [one.worker_id for one in sorted(openings)] == [None, "Rider-3", None, "Rider-3", "Rider-4", "Rider-5"]


def test_equal_decisions_have_unequal_leaves() -> None:
    """Salts are fresh each time, so nobody can guess a person by hashing pseudonyms."""
    bodies = {seal_decision(pay(1), 0)[0] for _ in range(50)}
    salts = {one.salt for _ in range(50) for one in seal_decision(pay(1), 0)[1]}

    assert (len(bodies), len(salts)) == (50, 200)
    assert {len(salt) for salt in salts} == {16}


@pytest.mark.parametrize(("field", "value"), [
    ("v", 2), ("v", True), ("seq", -1), ("t", "5"), ("order_commit", b"short"), ("rule_set_hash", None), ("actor", ""),
    ("decision", {"kind": "x"}), ("decision", {"kind": "x", "terms": 5, "worker": None}), ("extra", 1),
])
def test_a_leaf_that_does_not_fit_is_refused(field: str, value: object) -> None:
    """Another version, a wrong type, a missing or an extra field is refused by name."""
    whole = decode(seal_decision(pay(1), 0)[0])

    with pytest.raises(InputError):
        decode_leaf(encode(whole | {field: value}))
