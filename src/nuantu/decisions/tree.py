"""The Merkle tree of RFC 9162 §2.1 over SHA-256, growing leaf by leaf.

A leaf hashes as ``SHA-256(0x00 ‖ leaf)``, a node as ``SHA-256(0x01 ‖ left ‖ right)``. A tree of n leaves is the row of
its complete subtrees, largest first, one for each bit of n; `Frontier` holds that row.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32
#: Root of the tree without leaves: the hash of nothing.
EMPTY_ROOT = sha256(b"").digest()


def hash_leaf(leaf: bytes) -> bytes:
    """Hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """Hash of a node from its two children."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The complete subtrees of a growing tree, largest first.

    Parameters
    ----------
    size
        Leaves so far.
    row
        Hashes of the complete subtrees of a tree of that size; as many as ``size`` has one-bits.
    """

    def __init__(self, size: int = 0, row: Iterable[bytes] = ()) -> None:
        self.size = size
        self.row = list(row)
        if len(self.row) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete subtrees, not {len(self.row)}")

    def append(self, leaf_hash: bytes) -> bytes:
        """Add one leaf and return what became complete with it: its own hash, then each parent's, joined."""
        done = [leaf_hash]
        size = self.size
        while size & 1:
            leaf_hash = sha256(b"\x01" + self.row.pop() + leaf_hash).digest()
            done.append(leaf_hash)
            size >>= 1
        self.row.append(leaf_hash)
        self.size += 1
        return b"".join(done)

    def append_subtree(self, root: bytes, leaves: int) -> list[bytes]:
        """Add a complete subtree whose size divides the size of the tree; return the parents that it completed."""
        if self.size % leaves:
            raise ValueError("the subtree does not stand on a border of its own size")
        done, count = [], self.size // leaves
        while count & 1:
            root = hash_children(self.row.pop(), root)
            done.append(root)
            count >>= 1
        self.row.append(root)
        self.size += leaves
        return done

    def root(self) -> bytes:
        """Root of the tree as it stands."""
        return join_row(self.row)


def join_row(row: list[bytes]) -> bytes:
    """Root of a tree from its complete subtrees, largest first."""
    if not row:
        return EMPTY_ROOT
    root = row[-1]
    for left in reversed(row[:-1]):
        root = hash_children(left, root)
    return root


def list_complete(size: int) -> list[tuple[int, int]]:
    """The complete subtrees of a tree of this size, largest first, as (level, index)."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


def hash_tree(leaf_hashes: Iterable[bytes]) -> bytes:
    """Root over leaf hashes."""
    frontier = Frontier()
    for leaf_hash in leaf_hashes:
        frontier.append(leaf_hash)
    return frontier.root()
