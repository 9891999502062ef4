"""Proofs agree with the published vectors and with a tree that is built the slow way."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest

from nuantu.decisions.proof import prove_consistency, prove_inclusion, verify_consistency, verify_inclusion
from nuantu.decisions.tree import hash_children, hash_leaf, hash_tree

SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65]


def root_slowly(leaves: list[bytes]) -> bytes:
    """The definition of RFC 9162 §2.1.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return sha256(b"\1" + root_slowly(leaves[:cut]) + root_slowly(leaves[cut:])).digest()


class Nodes:
    """Complete subtrees of some leaves, computed on demand."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves

    def __call__(self, level: int, index: int) -> bytes:
        assert (index + 1) << level <= len(self.leaves)
        return root_slowly(self.leaves[index << level:(index + 1) << level])


def make_leaves(count: int) -> list[bytes]:
    return [b"leaf %d" % number for number in range(count)]


@pytest.fixture(scope="session")
def vectors(shared: Path) -> Path:
    """The published vectors, or a skip by name."""
    folder = shared / "vectors" / "merkle"
    if not folder.is_dir():
        pytest.skip(f"the shared data is absent: {folder}")
    return folder


def decode(text: str | None) -> bytes:
    return base64.b64decode(text or "")


@pytest.mark.shared
def test_every_published_inclusion_vector_agrees(vectors: Path) -> None:
    """Each of the 98 vectors is accepted or refused as its file says."""
    found = {}
    for path in sorted((vectors / "inclusion").rglob("*.json")):
        one = json.loads(path.read_text())
        proof = [decode(step) for step in one["proof"] or []]
        found[str(path)] = verify_inclusion(decode(one["leafHash"]), one["leafIdx"], one["treeSize"], proof,
                                            decode(one["root"])) != one["wantErr"]

    assert len(found) == 98
    assert [path for path, agrees in found.items() if not agrees] == []


@pytest.mark.shared
def test_every_published_consistency_vector_agrees(vectors: Path) -> None:
    """Each of the 98 vectors is accepted or refused as its file says, those of size 0 among them."""
    found = {}
    for path in sorted((vectors / "consistency").rglob("*.json")):
        one = json.loads(path.read_text())
        proof = [decode(step) for step in one["proof"] or []]
        found[str(path)] = verify_consistency(one["size1"], one["size2"], decode(one["root1"]), decode(one["root2"]),
                                              proof) != one["wantErr"]

    assert len(found) == 98
    assert [path for path, agrees in found.items() if not agrees] == []


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_into_every_tree(size: int) -> None:
    """Around each power of two every leaf's proof holds, and holds for no other leaf."""
    leaves = make_leaves(size)
    root = root_slowly(leaves)
    for index, leaf in enumerate(leaves):
        proof = prove_inclusion(Nodes(leaves), index, size)
        assert verify_inclusion(hash_leaf(leaf), index, size, proof, root)
        assert not verify_inclusion(hash_leaf(b"another"), index, size, proof, root)
        assert not verify_inclusion(hash_leaf(leaf), index, size, [*proof, root], root)
        if proof:
            assert not verify_inclusion(hash_leaf(leaf), index, size, proof[:-1], root)


@pytest.mark.parametrize("size", SIZES)
def test_every_older_tree_is_proved_the_beginning(size: int) -> None:
    """Around each power of two every older size is consistent, and a tree with another past is not."""
    leaves = make_leaves(size)
    root = root_slowly(leaves)
    for old in range(1, size + 1):
        proof = prove_consistency(Nodes(leaves), old, size)
        assert verify_consistency(old, size, root_slowly(leaves[:old]), root, proof)
        assert not verify_consistency(old, size, root_slowly([*leaves[:old - 1], b"rewritten"]), root, proof)


def test_the_empty_tree_proves_nothing() -> None:
    """A proof from or about no leaves is refused, and cannot be asked for."""
    empty = sha256(b"").digest()

    assert not verify_consistency(0, 0, empty, empty, [])
    assert not verify_consistency(0, 1, empty, hash_tree([empty]), [])
    assert not verify_inclusion(empty, 0, 0, [], empty)
    with pytest.raises(ValueError, match="no leaf 3"):
        prove_inclusion(Nodes(make_leaves(3)), 3, 3)
    with pytest.raises(ValueError, match="no proof leads from 0"):
        prove_consistency(Nodes(make_leaves(3)), 0, 3)


def test_hashes_of_another_length_are_refused() -> None:
    """A shortened hash is no hash, though joined bytes might fit."""
    a, b = hash_leaf(b"a"), hash_leaf(b"b")
    root = hash_children(a, b)

    assert verify_inclusion(a, 0, 2, [b], root)
    assert not verify_inclusion(a, 0, 2, [b[:31]], root)
    assert not verify_inclusion(a + b[:1], 0, 2, [b[1:]], root)
