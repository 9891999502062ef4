"""Inclusion and consistency proofs of RFC 9162 §2.1.3 and §2.1.4: made from stored nodes, checked from nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nuantu.decisions.tree import HASH_BYTES, hash_children, join_row, list_complete

#: Hash of the complete subtree at (level, index): leaves ``index << level`` up to ``(index + 1) << level``.
NodeReader = Callable[[int, int], bytes]
#: More hashes than any tree of fewer than 2**63 leaves needs.
PROOF_LENGTH_MAX = 63


def prove_inclusion(node: NodeReader, index: int, size: int) -> list[bytes]:
    """The hashes that lead from leaf ``index`` to the root of the tree of ``size`` leaves, from the bottom up."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _largest_power_below(end - begin)
        if index < middle:
            path.append(hash_range(node, middle, end))
            end = middle
        else:
            path.append(hash_range(node, begin, middle))
            begin = middle
    return path[::-1]


def prove_consistency(node: NodeReader, old_size: int, size: int) -> list[bytes]:
    """The hashes that show the tree of ``old_size`` leaves to be the beginning of the tree of ``size`` leaves."""
    if not 0 < old_size <= size:
        raise ValueError(f"no proof leads from {old_size} leaves to {size}")
    path: list[bytes] = []
    begin, end, whole = 0, size, True
    while old_size != end:
        middle = begin + _largest_power_below(end - begin)
        if old_size <= middle:
            path.append(hash_range(node, middle, end))
            end = middle
        else:
            path.append(hash_range(node, begin, middle))
            begin, whole = middle, False
    if not whole:
        path.append(hash_range(node, begin, end))
    return path[::-1]


def hash_range(node: NodeReader, begin: int, end: int) -> bytes:
    """Root over the leaves from begin up to end, where begin is a border that a proof can meet."""
    found = [node(level, (begin >> level) + index) for level, index in list_complete(end - begin)]
    return join_row(found)


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the leaf to stand at ``index`` in the tree of ``size`` leaves with this root."""
    if not 0 <= index < size or not _are_hashes([leaf_hash, root, *proof]):
        return False
    place, last, found = index, size - 1, leaf_hash
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = hash_children(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = hash_children(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(old_size: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows the older tree to be the beginning of the newer one.

    The tree without leaves is the beginning of every tree, so a proof from it would say nothing: False.
    """
    if old_size < 1 or size < old_size:
        return False
    if old_size == size:
        return not proof and old_root == root
    if not _are_hashes([old_root, root, *proof]):
        return False
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _climb_both(steps, place, last) == (old_root, root)


def _climb_both(steps: list[bytes], place: int, last: int) -> tuple[bytes, bytes] | None:
    """Both roots that the steps lead to, or None where they are too many or too few."""
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            older, newer = hash_children(step, older), hash_children(step, newer)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            newer = hash_children(newer, step)
        place, last = place >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _are_hashes(values: Sequence[bytes]) -> bool:
    return len(values) <= PROOF_LENGTH_MAX + 2 and all(len(value) == HASH_BYTES for value in values)


def _largest_power_below(count: int) -> int:
    """The largest power of two that is smaller than ``count`` (from 2 on)."""
    return 1 << (count - 1).bit_length() - 1
