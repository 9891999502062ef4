"""A proof file stands for itself: it holds under the keys, and no changed word of it does."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import ORIGIN, Yard, make_day, pay

from nuantu.core.errors import InputError
from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE
from nuantu.decisions.proof_file import find_flaw, prove_decision, prove_growth, read_proof
from nuantu.decisions.signed_heads import Trust


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """Twenty decisions, checkpoints of 8, 16 and 20."""
    yard = Yard(tmp_path)
    yard.fill(make_day(20))
    return yard


def test_every_decision_is_proved_and_opened(yard: Yard) -> None:
    """The proof holds, and reads back the order, the rider and the riders looked at."""
    for seq in range(20):
        assert find_flaw(prove_decision(yard.folder, seq, opened=True), yard.trust()) is None
    found = prove_decision(yard.folder, 4, opened=True)["openings"]

    assert list(found) == ["inputs", "order", "person 1", "person 2", "person 3", "worker"]
    assert (found["order"]["reads"], found["worker"]["reads"], found["person 3"]["reads"]["facts"]["clause"]) == (
        "O4", "Rider-4", "PLT-hours")


def test_growth_is_proved_from_a_size_and_from_a_note(yard: Yard) -> None:
    """From each older checkpoint; one of another log leads nowhere."""
    for old in ("8", "16", "20"):
        assert find_flaw(prove_growth(yard.folder, old), yard.trust()) is None
    kept = prove_growth(yard.folder, "8")["old_checkpoint"]
    yard.fill([pay(40)])
    assert find_flaw(prove_growth(yard.folder, kept), yard.trust()) is None
    with pytest.raises(InputError, match="no checkpoint of 9 leaves"):
        prove_growth(yard.folder, "9")


def test_foreign_keys_do_not_hold(yard: Yard) -> None:
    """Another log key, another witness."""
    proof, trust = prove_decision(yard.folder, 4, opened=False), yard.trust()
    other_log = Trust((make_key(ORIGIN, TYPE_NOTE).public,), trust.witnesses)
    other_witness = Trust(trust.log, (make_key("union.example/witness", TYPE_COSIGNATURE).public,))

    assert "no trusted key" in (find_flaw(proof, other_log) or "")
    assert "has not cosigned" in (find_flaw(proof, other_witness) or "")


def test_no_changed_part_holds(yard: Yard) -> None:
    """Every field in turn replaced by that of another decision, cut, or made nonsense."""
    proof, other = prove_decision(yard.folder, 4, opened=True), prove_decision(yard.folder, 5, opened=True)
    held = []
    for name in ("seq", "leaf", "proof", "receipt", "openings"):
        for value in (other[name], None, "nonsense", 7, [], {"worker": {"salt": "x"}}):
            changed = copy.deepcopy(proof) | {name: value}
            if find_flaw(changed, yard.trust()) is None:
                held.append((name, value))
    del proof["checkpoint"]

    assert held == []
    assert "not whole" in (find_flaw(proof, yard.trust()) or "")


def test_what_a_value_reads_is_bound_to_its_bytes(yard: Yard) -> None:
    """The plain words beside an opening cannot say something else than its bytes."""
    proof = prove_decision(yard.folder, 4, opened=True)
    proof["openings"]["worker"]["reads"] = "R99"

    assert find_flaw(proof, yard.trust()) == "the opening of worker does not open the leaf"


def test_nothing_is_proved_before_it_is_witnessed(yard: Yard) -> None:
    """A decision after the last witnessed checkpoint has no proof yet."""
    with yard.open() as log:
        log.append([pay(40)])
    with pytest.raises(InputError, match="no witnessed checkpoint holds this yet"):
        prove_decision(yard.folder, 20, opened=False)


def test_a_proof_file_is_read_or_refused(tmp_path: Path, yard: Yard) -> None:
    """Another format and no JSON are refused by name."""
    path = tmp_path / "p.json"
    path.write_text(json.dumps(prove_growth(yard.folder, "8")))
    assert read_proof(path)["kind"] == "consistency"
    for text in ("", "[]", '{"format": "x"}'):
        path.write_text(text)
        with pytest.raises(InputError):
            read_proof(path)
