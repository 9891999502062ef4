"""The growing tree has at each size the root that the definition gives."""

from __future__ import annotations

from hashlib import sha256

import pytest

from nuantu.decisions.tree import EMPTY_ROOT, Frontier, hash_leaf, hash_tree, join_row, list_complete


def root_slowly(leaves: list[bytes]) -> bytes:
    """The definition of RFC 9162 §2.1.1, word by word."""
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0]).digest() if leaves else sha256(b"").digest()
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return sha256(b"\1" + root_slowly(leaves[:cut]) + root_slowly(leaves[cut:])).digest()


def test_each_size_has_the_root_of_the_definition() -> None:
    """Sizes 0 to 130: no leaf, one, each power of two and its neighbours."""
    leaves = [b"leaf %d" % number for number in range(130)]
    frontier, found = Frontier(), []
    for leaf in leaves:
        found.append(frontier.root())
        frontier.append(hash_leaf(leaf))
    found.append(frontier.root())

    assert found == [root_slowly(leaves[:size]) for size in range(131)]
    assert found[0] == EMPTY_ROOT


def test_a_leaf_tells_which_subtrees_it_completes() -> None:
    """The fourth leaf completes itself, the pair and the four."""
    leaves = [b"a", b"b", b"c", b"d"]
    frontier = Frontier()
    done = [frontier.append(hash_leaf(leaf)) for leaf in leaves]

    assert [len(part) // 32 for part in done] == [1, 2, 1, 3]
    assert done[3] == hash_leaf(b"d") + root_slowly([b"c", b"d"]) + root_slowly(leaves)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 20, 21])
def test_subtrees_grow_the_same_tree(size: int) -> None:
    """A tree grown in fours, then singly, has the same row as one grown leaf by leaf."""
    hashes = [hash_leaf(b"%d" % number) for number in range(size)]
    plain, fours = Frontier(), Frontier()
    for leaf_hash in hashes:
        plain.append(leaf_hash)
    for start in range(0, size - size % 4, 4):
        fours.append_subtree(hash_tree(hashes[start:start + 4]), 4)
    for leaf_hash in hashes[size - size % 4:]:
        fours.append(leaf_hash)

    assert (fours.size, fours.row) == (plain.size, plain.row)
    assert join_row(plain.row) == hash_tree(hashes)


def test_a_row_that_does_not_fit_is_refused() -> None:
    """A frontier is not made of too few hashes, and a subtree not put across a border."""
    with pytest.raises(ValueError, match="has 2 complete subtrees, not 1"):
        Frontier(3, [EMPTY_ROOT])
    with pytest.raises(ValueError, match="border"):
        Frontier(1, [EMPTY_ROOT]).append_subtree(EMPTY_ROOT, 2)


def test_complete_subtrees_are_named_from_the_left() -> None:
    """Eleven leaves are eight, two and one."""
    assert list_complete(11) == [(3, 0), (1, 4), (0, 10)]
    assert list_complete(0) == []
