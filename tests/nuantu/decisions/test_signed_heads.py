"""Checkpoints against the tree, the log's keys and the witnesses' keys."""

from __future__ import annotations

import pytest

from nuantu.decisions.checkpoint import Checkpoint, cosign
from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, Note, NoteError, sign_text
from nuantu.decisions.signed_heads import SignedHeads, Trust
from nuantu.decisions.store import StoredCheckpoint
from nuantu.decisions.tree import hash_leaf, hash_tree

ORIGIN = "platform.example/x"
LOG, NEXT = make_key(ORIGIN, TYPE_NOTE), make_key(ORIGIN, TYPE_NOTE)
ONE, TWO = make_key("union.example/w", TYPE_COSIGNATURE), make_key("district.example/w", TYPE_COSIGNATURE)
HASHES = [hash_leaf(b"%d" % number) for number in range(9)]
ROOTS = {size: hash_tree(HASHES[:size]) for size in range(10)}


def store(size: int, *, keys=(LOG,), witnesses=(ONE,), at_s: int = 100, cosigned: bool = True, root: bytes = b""):
    note = sign_text(Checkpoint(ORIGIN, size, root or ROOTS[size]).format(), keys)
    lines = [cosign(note.text, witness, at_s) for witness in witnesses]
    return StoredCheckpoint(size, Note(note.text, (*note.signatures, *lines)).format(), cosigned)


def check(*stored, witnesses=(ONE,), keys=((0, LOG.public.vkey),), kept=()):
    findings: list = []
    heads = SignedHeads(ORIGIN, stored, kept, findings)
    heads.check(ROOTS, Trust((LOG.public,), tuple(one.public for one in witnesses)), keys, 9)
    return heads, [one.what for one in findings]


def test_good_heads_are_counted_with_their_moments() -> None:
    """Two witnessed sizes, and a pending one that is no fault."""
    heads, found = check(store(3), store(5, at_s=200), store(9, witnesses=(), cosigned=False))

    assert found == []
    assert (heads.witnessed, heads.moments, heads.checkpoints, heads.cosignatures) == (5, [(3, 100), (5, 200)], 3, 2)
    assert heads.list_sizes() == [3, 5, 9]


@pytest.mark.parametrize(("stored", "words"), [
    (store(3, root=ROOTS[4]), "do not have this root"),
    (store(3, keys=(NEXT,)), "is missing or false"),
    (store(3, witnesses=()), "has not cosigned it"),
    (store(3, witnesses=(TWO,)), "has not cosigned it"),
    (store(3)._replace(size=4), "its text says 3"),
    (StoredCheckpoint(3, "nonsense", cosigned=True), "no empty line"),
    (store(3)._replace(note=store(3).note.replace(ORIGIN, "other.example/x")), "of another log"),
])
def test_a_bad_head_is_named(stored: StoredCheckpoint, words: str) -> None:
    """A wrong root, signature, witness, size, form or name."""
    assert any(words in what for what in check(stored)[1])


def test_every_witness_must_cosign() -> None:
    """With two trusted witnesses one cosignature does not make a checkpoint witnessed."""
    heads, found = check(store(3), store(5, witnesses=(ONE, TWO)), witnesses=(ONE, TWO))

    assert found == ["checkpoint of 3 leaves: the witness district.example/w has not cosigned it"]
    assert heads.witnessed == 5


def test_a_larger_head_cannot_be_witnessed_earlier() -> None:
    """Times of cosignatures never fall."""
    assert check(store(3, at_s=200), store(5, at_s=100))[1] == [
        "checkpoint of 5 leaves: it was cosigned before a smaller one"]


def test_a_change_of_keys_needs_both_signatures() -> None:
    """At the handover old and new sign; later the new one alone; a new key alone at the handover is refused."""
    keys = ((0, LOG.public.vkey), (4, NEXT.public.vkey))

    assert check(store(3), store(5, keys=(LOG, NEXT)), store(9, keys=(NEXT,)), keys=keys)[1] == []
    assert any("missing or false" in what for what in check(store(3), store(5, keys=(NEXT,)), keys=keys)[1])
    assert any("missing or false" in what for what in check(
        store(3), store(5, keys=(LOG, NEXT)), store(9, keys=(LOG,)), keys=keys)[1])


def test_a_kept_head_must_lie_in_the_past_of_the_log() -> None:
    """One kept elsewhere is compared by root and signature; one of another log is refused outright."""
    assert check(store(9), kept=[store(4).note])[1] == []
    assert check(store(9), kept=[store(4, root=ROOTS[5]).note])[1] == [
        "checkpoint of 4 leaves: the leaves do not have this root"]
    assert "not signed by a key of this log" in check(store(9), kept=[store(4, keys=(NEXT,)).note])[1][0]
    with pytest.raises(NoteError, match="of another log"):
        check(store(9), kept=[store(4).note.replace(ORIGIN, "other.example/x")])
