"""An agreement that comes into force, as a decision of the log: by its digest and from its date.

The leaf holds sides and the ids of their keys, and nobody's name. One text stands under one agreement id and date: a
second one is refused when it is entered, and found by whoever verifies if it was written past that.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from nuantu.core.errors import InputError
from nuantu.decisions.leaf import Decision, Leaf, decode_leaf
from nuantu.decisions.log import LogFolder
from nuantu.decisions.note import PublicKey
from nuantu.decisions.receipt import open_receipt
from nuantu.decisions.store import LeafStore
from nuantu.decisions.tree import hash_leaf

KIND = "agreement_in_force"
_TEXTS = ("agreement", "effective_from", "digest", "text_sha256", "terms_sha256")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class InForce:
    """What is entered: digests in lower-case hexadecimal, the first day (ISO), and the key id of each side.

    ``seq`` is the number of its leaf, or ``None`` where it is not entered yet.
    """

    agreement_id: str
    effective_from: str
    digest: str
    text_sha256: str
    terms_sha256: str
    keys: Mapping[str, str]
    seq: int | None = None

    def decide(self, at_s: int, actor: str) -> Decision:
        """The decision to hand to the log; ``at_s`` in UTC seconds."""
        told = (self.agreement_id, self.effective_from, self.digest, self.text_sha256, self.terms_sha256)
        terms = {**dict(zip(_TEXTS, told, strict=True)), "keys": dict(self.keys)}
        return Decision(at_s, KIND, terms, None, None, bytes.fromhex(self.digest),
                        f"{self.agreement_id}@{self.effective_from}", actor)


def read_entries(folder: LogFolder) -> list[InForce]:
    """Every agreement that was entered, in order.

    Raises
    ------
    InputError
        Where a leaf that tells of an agreement is not of its form.
    """
    sign, found = KIND.encode(), []
    with closing(LeafStore(folder.leaves)) as leaves:
        for row in leaves.read_rows(0, leaves.read_size()):
            if isinstance(row.body, bytes) and sign in row.body:
                leaf = decode_leaf(row.body)
                if leaf.kind == KIND:
                    found.append(_read_entry(leaf, folder))
    return found


def find_entry(entries: Iterable[InForce], wanted: InForce) -> InForce | None:
    """The entry of this very agreement; ``None`` where the log does not hold it.

    Raises
    ------
    InputError
        Where another text or other terms stand under the same agreement id and date.
    """
    own = None
    for one in entries:
        if (one.agreement_id, one.effective_from) != (wanted.agreement_id, wanted.effective_from):
            continue
        if one.digest != wanted.digest:
            raise DivergentError(
                f"leaf {one.seq} puts another text of {one.agreement_id} into force from {one.effective_from} "
                f"(digest {one.digest[:16]}, not {wanted.digest[:16]})",
                fix="compare both files; a new text needs a new id or a later date")
        own = own or one
    return own


def read_receipt_entry(told: Mapping[str, Any], keys: Iterable[PublicKey]) -> InForce:
    """The agreement of which a receipt speaks: ``receipt`` and ``leaf``, as ``agreement enter --json`` prints them.

    Raises
    ------
    InputError
        Where no key among those named signed the receipt, it is of another leaf, or the leaf tells of no agreement.
    """
    try:
        receipt = open_receipt(str(told["receipt"]), keys)
        body = base64.b64decode(str(told["leaf"]), validate=True)
        if hash_leaf(body) != receipt.leaf_hash:
            raise InputError("the receipt is of another leaf than the one beside it", fix="fetch the receipt again")
        leaf = decode_leaf(body)
    except (KeyError, ValueError) as error:
        raise InputError(f"this is no receipt of a leaf ({error})", fix="fetch the receipt again") from error
    if leaf.kind != KIND or leaf.seq != receipt.seq:
        raise InputError(f"leaf {receipt.seq} tells of no agreement", fix="fetch the receipt of the agreement")
    return _read_entry(leaf, None)


class DivergentError(InputError):
    """Two texts stand under one agreement id and date."""


def _read_entry(leaf: Leaf, folder: LogFolder | None) -> InForce:
    terms: Mapping[str, Any] = leaf.terms
    keys = terms.get("keys")
    whole = (set(terms) == {*_TEXTS, "keys"} and all(type(terms[name]) is str for name in _TEXTS)
             and all(_SHA256.fullmatch(terms[name]) for name in _TEXTS[2:])
             and type(keys) is dict and all(type(key) is str for key in keys.values()))
    if not whole or keys is None:
        raise InputError(f"leaf {leaf.seq} does not say which agreement is in force",
                         file=None if folder is None else folder.path,
                         fix="enter agreements with nuantu agreement enter alone")
    agreement_id, effective_from, digest, text_sha256, terms_sha256 = (terms[name] for name in _TEXTS)
    return InForce(agreement_id, effective_from, digest, text_sha256, terms_sha256, keys, leaf.seq)
