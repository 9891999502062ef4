"""Proofs as files: what a rider, a mediator or a court needs to see one decision in the log without having the log."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import Checkpoint, find_cosignature, parse_checkpoint
from nuantu.decisions.encoding import decode
from nuantu.decisions.leaf import Opening, decode_leaf
from nuantu.decisions.log import LogFolder, find_key
from nuantu.decisions.note import NoteError, parse_note, read_vkey, verify_note
from nuantu.decisions.openings import OpeningStore
from nuantu.decisions.proof import prove_consistency, prove_inclusion, verify_consistency, verify_inclusion
from nuantu.decisions.receipt import Receipt, open_receipt, write_receipt
from nuantu.decisions.sampling import ERASED
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.store import LeafStore, StoredCheckpoint
from nuantu.decisions.tree import hash_leaf

FORMAT = "nuantu-proof/1"
_PARTS = {0: "order", 1: "worker", 2: "inputs"}


def prove_decision(folder: LogFolder, seq: int, *, opened: bool) -> dict[str, Any]:
    """That leaf ``seq`` stands in the last witnessed tree: leaf, path, checkpoint and receipt, and what opens it."""
    store = LeafStore(folder.leaves)
    try:
        row = store.read_row(seq)
        head = _require_witnessed(store, seq + 1)
        keys = [(first, read_vkey(vkey)) for first, vkey in store.read_keys()]
        key = keys[find_key([first for first, _ in keys], seq)][1]
        receipt = Receipt(folder.origin, seq, hash_leaf(row.body), row.issued_s)
        found = {"format": FORMAT, "kind": "inclusion", "origin": folder.origin, "seq": seq, "size": head.size,
                 "leaf": _code(row.body), "proof": [_code(one) for one in
                                                    prove_inclusion(store.read_node, seq, head.size)],
                 "checkpoint": head.note, "receipt": write_receipt(receipt, row.receipt, key)}
        return found | ({"openings": read_parts(folder, seq, row.body)} if opened else {})
    finally:
        store.close()


def tell_receipt(folder: LogFolder, seq: int) -> dict[str, Any]:
    """What stands written of leaf ``seq``, witnessed or not: receipt, leaf, the key they are under, the last signed
    checkpoint that holds it (``None`` where there is none yet)."""
    with closing(LeafStore(folder.leaves)) as store:
        row = store.read_row(seq)
        keys = [(first, read_vkey(vkey)) for first, vkey in store.read_keys()]
        key = keys[find_key([first for first, _ in keys], seq)][1]
        receipt = Receipt(folder.origin, seq, hash_leaf(row.body), row.issued_s)
        head = store.read_latest(cosigned=False, at_least=seq + 1)
    return {"seq": seq, "receipt": write_receipt(receipt, row.receipt, key), "leaf": _code(row.body),
            "log_key": key.vkey, "checkpoint": None if head is None else head.note}


def prove_growth(folder: LogFolder, old: str) -> dict[str, Any]:
    """That the last witnessed tree continues the one of an older checkpoint, given as a note or as a size."""
    store = LeafStore(folder.leaves)
    try:
        note = _find_older(store, old)
        size = parse_checkpoint(parse_note(note).text).size
        head = _require_witnessed(store, size)
        return {"format": FORMAT, "kind": "consistency", "origin": folder.origin, "old_size": size, "size": head.size,
                "proof": [_code(one) for one in prove_consistency(store.read_node, size, head.size)],
                "old_checkpoint": note, "checkpoint": head.note}
    except ValueError as error:
        raise InputError(str(error), file=folder.path) from error
    finally:
        store.close()


def _find_older(store: LeafStore, old: str) -> str:
    if not old.isdigit():
        return old
    for one in store.read_checkpoints():
        if one.size == int(old):
            return one.note
    raise InputError(f"the log has no checkpoint of {old} leaves", file=store.path,
                     fix="name the size of a checkpoint, or a file that holds one")


def _require_witnessed(store: LeafStore, size: int) -> StoredCheckpoint:
    head = store.read_latest(cosigned=True, at_least=size)
    if head is None:
        raise InputError("no witnessed checkpoint holds this yet", file=store.path,
                         fix="have a checkpoint cosigned first: nuantu log append with --witness")
    return head


def read_parts(folder: LogFolder, seq: int, body: bytes) -> dict[str, Any]:
    """The openings of one leaf by part, in the clear; an erased part says so, a locked one until when and why."""
    leaf = decode_leaf(body)
    store = OpeningStore(folder.openings)
    try:
        stood = {one.part: one for one in store.read_openings(seq, seq + 1)}
        gone = {part for _, part in store.read_tombstones(seq, seq + 1)}
        held = {part: hold for (_, part), hold in store.read_holds(seq, seq + 1).items()}
    finally:
        store.close()
    parts: dict[str, Any] = {_name(part): {"answer": ERASED} for part in gone}
    for part, opening in stood.items():
        if part in held:
            until = datetime.fromtimestamp(held[part].until_s, UTC).date().isoformat()
            parts[_name(part)] = {"answer": "locked", "until": until, "ground": held[part].ground}
        else:
            parts[_name(part)] = _open_part(opening)
    expected = [0, 2] if leaf.worker_commit is None else [0, 1, 2]
    for part in expected:
        parts.setdefault(_name(part), {"answer": "the opening is missing and was not erased"})
    return dict(sorted(parts.items()))


def _name(part: int) -> str:
    return _PARTS.get(part, f"person {part - 2}")


def _open_part(opening: Opening) -> dict[str, Any]:
    return {"salt": opening.salt.hex(), "value": _code(opening.value), "reads": _read_plain(decode(opening.value))}


def _read_plain(value: Any) -> Any:
    """A decoded value with its bytes in hexadecimal, so that JSON can hold it."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [_read_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _read_plain(one) for key, one in value.items()}
    return value


def _code(data: bytes) -> str:
    return base64.b64encode(data).decode()


def read_proof(path: Path) -> dict[str, Any]:
    """A proof file."""
    try:
        value: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("the proof cannot be read as JSON", file=path) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise InputError(f"this is not of format {FORMAT}", file=path, field="format")
    return value


def find_flaw(value: dict[str, Any], trust: Trust) -> str | None:
    """Why a proof does not hold under these keys, in words; None where it does."""
    try:
        head = _trust_head(value["checkpoint"], trust)
        proof = [base64.b64decode(one, validate=True) for one in value["proof"]]
        if value["kind"] == "consistency":
            older = _trust_head(value["old_checkpoint"], trust)
            holds = verify_consistency(older.size, head.size, older.root, head.root, proof)
            return None if holds else "the newer tree does not continue the older one"
        return _find_flaw_of_leaf(value, head, proof, trust)
    except NoteError as error:
        return str(error)
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        return f"the proof is not whole ({error!r})"


def _trust_head(text: str, trust: Trust) -> Checkpoint:
    note = parse_note(text)
    signed = verify_note(note, trust.log)
    head = parse_checkpoint(note.text)
    if head.origin not in {key.name for key in signed}:
        raise NoteError("the checkpoint does not bear the name of the key that signed it")
    for name, keys in trust.group_witnesses().items():
        if all(find_cosignature(note, key) is None for key in keys):
            raise NoteError(f"the witness {name} has not cosigned the checkpoint")
    return head


def _find_flaw_of_leaf(value: dict[str, Any], head: Checkpoint, proof: Sequence[bytes], trust: Trust) -> str | None:
    body, seq = base64.b64decode(value["leaf"], validate=True), value["seq"]
    if type(seq) is not int or not verify_inclusion(hash_leaf(body), seq, head.size, proof, head.root):
        return "the leaf does not stand in the tree of the checkpoint"
    leaf = decode_leaf(body)
    receipt = open_receipt(value["receipt"], trust.log)
    if (receipt.origin, receipt.seq, receipt.leaf_hash) != (head.origin, seq, hash_leaf(body)):
        return "the receipt is not of this leaf"
    if leaf.seq != seq:
        return "the leaf bears another number"
    commits = {"order": leaf.order_commit, "worker": leaf.worker_commit, "inputs": leaf.inputs_commit}
    people = []
    for name, part in sorted(value.get("openings", {}).items(), key=_inputs_first):
        if "salt" not in part:
            continue
        opened = base64.b64decode(part["value"], validate=True)
        commit = Opening(seq, 0, None, bytes.fromhex(part["salt"]), opened).commit()
        if name == "inputs":
            people = decode(opened)["people"]
        wanted = commits.get(name) if name in commits else people[int(name.removeprefix("person ")) - 1]
        if commit != wanted or _read_plain(decode(opened)) != part["reads"]:
            return f"the opening of {name} does not open the leaf"
    return None


def _inputs_first(item: tuple[str, Any]) -> bool:
    return item[0] != "inputs"
