"""The log as its one writer holds it: decisions in, receipts out once they are on the disk, checkpoints for witnesses.

A log is a folder::

    log.json               its name and its witnesses
    leaves.db              leaves, nodes, receipts, checkpoints, public keys: may be handed to anybody
    checkpoint             the last witnessed checkpoint, as published
    personal/openings.db   salts and links; stays with whoever answers for the people's data
    private/               signing keys; leave the machine never
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import sqlite3
import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from nuantu.core.errors import InputError
from nuantu.decisions.checkpoint import RESERVED_ORIGINS, Checkpoint, find_cosignature, read_size
from nuantu.decisions.keys import load_key, make_key, save_key, sync_folder, write_durably
from nuantu.decisions.leaf import OWN_KINDS, Decision, Opening, decode_leaf, seal_decision
from nuantu.decisions.note import (
    TYPE_NOTE,
    Note,
    NoteError,
    SigningKey,
    parse_note,
    parse_signature,
    read_vkey,
    require_key_name,
    sign_text,
)
from nuantu.decisions.openings import OpeningStore
from nuantu.decisions.proof import prove_consistency
from nuantu.decisions.receipt import Receipt, sign_receipt, write_receipt
from nuantu.decisions.store import LeafStore, Row, StoredCheckpoint
from nuantu.decisions.tree import hash_leaf
from nuantu.decisions.witness import Cosigner, format_request

FORMAT = "nuantu-decisions/1"
#: A checkpoint is due after this many leaves or seconds, whichever comes first.
CHECKPOINT_LEAVES, CHECKPOINT_S = 256, 10
_NO_RULES = bytes(32)


class WriteError(InputError):
    """The disk has refused: nothing of the group was receipted, and this writer takes no more."""


@dataclass(frozen=True, slots=True)
class WitnessAddress:
    """Where a witness is asked and under which key it answers."""

    url: str
    vkey: str


@dataclass(frozen=True, slots=True)
class LogFolder:
    """The paths and the description of a log."""

    path: Path
    origin: str
    witnesses: tuple[WitnessAddress, ...]

    @property
    def leaves(self) -> Path:
        """The public store."""
        return self.path / "leaves.db"

    @property
    def openings(self) -> Path:
        """The personal store."""
        return self.path / "personal" / "openings.db"

    @property
    def published(self) -> Path:
        """The last witnessed checkpoint."""
        return self.path / "checkpoint"

    def key_file(self, key_id: bytes) -> Path:
        """Where the private key of this id stands."""
        return self.path / "private" / f"{key_id.hex()}.pem"


@dataclass(frozen=True, slots=True)
class Issued:
    """What the writer hands back for one decision: its leaf, what opens it, and the receipt."""

    receipt: Receipt
    signature: bytes
    key: SigningKey
    body: bytes
    openings: tuple[Opening, ...]

    @property
    def note(self) -> str:
        """The receipt as a signed note."""
        return write_receipt(self.receipt, self.signature, self.key.public)


@dataclass(frozen=True, slots=True)
class CheckpointState:
    """A checkpoint that was tried: its size, whether it is published, and what each refusing witness said."""

    size: int
    published: bool
    refusals: tuple[str, ...] = ()


def create_log(folder: Path, origin: str | None, witnesses: Sequence[WitnessAddress] = ()) -> LogFolder:
    """Make a new, empty log with a fresh key; without ``origin`` its name is drawn from the folder's."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("something stands where the log is to go", file=folder, fix="name a new folder")
    name = origin or f"nuantu.example/{folder.name.replace(' ', '-').replace('+', '-')}-{secrets.token_hex(4)}"
    require_key_name(name)
    if name.startswith(RESERVED_ORIGINS):
        raise InputError(f"a log cannot be called {name!r}", fix="give it another name")
    for one in witnesses:
        read_vkey(one.vkey)
    log = LogFolder(folder, name, tuple(witnesses))
    key = make_key(name, TYPE_NOTE)
    (folder / "personal").mkdir(parents=True, mode=0o700)
    (folder / "private").mkdir(mode=0o700)
    save_key(key, log.key_file(key.public.key_id))
    OpeningStore.create(log.openings)
    LeafStore.create(log.leaves, key.public.vkey)
    write_settings(log)
    sync_folder(folder)
    return log


def write_settings(log: LogFolder) -> None:
    """Write log.json."""
    value = {"format": FORMAT, "origin": log.origin,
             "witnesses": [{"url": one.url, "vkey": one.vkey} for one in log.witnesses]}
    write_durably(log.path / "log.json", json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def read_log(folder: Path) -> LogFolder:
    """The description of a log folder, or one sentence why it is none."""
    path = folder / "log.json"
    try:
        value: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"this is no decision log ({os.strerror(error.errno or 0)})", file=path,
                         fix="name a folder that nuantu log append has made") from error
    except ValueError as error:
        raise InputError(f"this is not JSON in UTF-8 ({error})", file=path) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise InputError(f"this is not of format {FORMAT}", file=path, field="format")
    try:
        witnesses = tuple(WitnessAddress(str(one["url"]), str(one["vkey"])) for one in value["witnesses"])
        origin = str(value["origin"])
    except (KeyError, TypeError) as error:
        raise InputError(f"the description of the log is not whole ({error})", file=path) from error
    require_key_name(origin)
    for one in witnesses:
        read_vkey(one.vkey)
    return LogFolder(folder, origin, witnesses)


class DecisionLog:
    """A log opened for writing; there is one writer at a time, and it takes decisions from any thread.

    Parameters
    ----------
    folder
        The log.
    cosigners
        Its witnesses, each of which must cosign before a checkpoint is published.
    clock
        Seconds since the epoch.
    mending
        Open although an erasure is not yet told in the log, to tell it.
    """

    def __init__(self, folder: LogFolder, cosigners: Sequence[Cosigner], clock: Callable[[], float], *,
                 mending: bool = False) -> None:
        self.folder, self._cosigners, self._clock = folder, tuple(cosigners), clock
        self._lock, self._asking = threading.RLock(), threading.Lock()
        self._claim = hold_writer(folder)
        try:
            self._leaves = LeafStore(folder.leaves, write=True)
            self._openings = OpeningStore(folder.openings, write=True)
            self._frontier = self._leaves.read_frontier(self._leaves.read_size())
            self._require_whole(mending=mending)
            self._keys = [self._load(vkey) for _, vkey in self._leaves.read_keys()]
        except BaseException:
            self._claim.close()
            raise
        size = self._frontier.size
        self._last_s = decode_leaf(self._leaves.read_row(size - 1).body).at_s if size else 0
        self._broken = False

    def _load(self, vkey: str) -> SigningKey:
        public = read_vkey(vkey)
        return load_key(public.name, public.kind, self.folder.key_file(public.key_id))

    def _require_whole(self, *, mending: bool) -> None:
        """Refuse what a writer that was stopped left half done; nothing is repaired unasked."""
        size, fix = self._frontier.size, "look at it with nuantu log fsck, then run it with --repair"
        last = self._openings.read_last()
        if last is not None and last >= size:
            raise InputError(f"openings stand up to leaf {last}, but the log ends before leaf {size}: a writer was "
                             "stopped before its leaves were durable", file=self.folder.openings, fix=fix)
        if not mending and any(seq >= size for seq, _ in self._openings.read_erasures()):
            raise InputError("an erasure was carried out that the log does not tell of yet", file=self.folder.openings,
                             fix=fix)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the stores and let another writer in."""
        self._leaves.close()
        self._openings.close()
        self._claim.close()

    @property
    def size(self) -> int:
        """Leaves in the log."""
        return self._frontier.size

    @property
    def openings(self) -> OpeningStore:
        """The personal store, for erasure."""
        return self._openings

    @property
    def leaves(self) -> LeafStore:
        """The public store."""
        return self._leaves

    def append(self, decisions: Sequence[Decision]) -> list[Issued]:
        """Write decisions down and return their receipts, all of them or none; on return they are on the disk.

        Openings are committed before leaves: a leaf without its openings could never be checked again, while openings
        without a leaf are only left-overs, which `fsck` names.
        """
        for one in decisions:
            if one.kind in OWN_KINDS:
                raise InputError(f"{one.kind} is written by the log itself", field="kind")
        with self._lock:
            return self._append(decisions)

    def _append(self, decisions: Sequence[Decision], key: SigningKey | None = None) -> list[Issued]:
        if self._broken:
            raise WriteError("the log failed to write before", file=self.folder.path, fix="open it again")
        last_s, seq = self._last_s, self._frontier.size
        sealed = []
        for place, one in enumerate(decisions, seq):
            if one.at_s < last_s:
                raise InputError(f"the decision is dated {last_s - one.at_s} s before the one that precedes it",
                                 file=self.folder.path, line=place - seq + 1, field="t",
                                 fix="hand decisions in as they are made")
            last_s = one.at_s
            sealed.append(seal_decision(one, place))
        issued_s = int(self._clock())
        issued = [self._issue(body, openings, seq + row, issued_s) for row, (body, openings) in enumerate(sealed)]
        row, size = list(self._frontier.row), seq
        try:
            rows = [Row(one.receipt.seq, one.body, self._frontier.append(one.receipt.leaf_hash), issued_s,
                        one.signature) for one in issued]
            self._openings.append(opening for one in issued for opening in one.openings)
            self._leaves.append(rows, None if key is None else (seq + len(rows), key.public.vkey))
        except BaseException as error:
            self._broken, self._frontier.row, self._frontier.size = True, row, size
            if isinstance(error, sqlite3.Error):
                raise WriteError(f"the decisions cannot be written ({error})", file=self.folder.path,
                                 fix="look at the disk, then at the log with nuantu log fsck") from error
            raise
        self._last_s = last_s
        return issued

    def _issue(self, body: bytes, openings: list[Opening], seq: int, issued_s: int) -> Issued:
        receipt = Receipt(self.folder.origin, seq, hash_leaf(body), issued_s)
        key = self._keys[-1]
        return Issued(receipt, sign_receipt(receipt, key), key, body, tuple(openings))

    def write_own(self, kind: str, terms: dict[str, Any], at_s: int, key: SigningKey | None = None) -> Issued:
        """Write down something that the log did itself at ``at_s`` (UTC seconds).

        The leaf bears the time of the last decision, so that a log of past days can go on, and its own in the terms.
        """
        with self._lock:
            own = Decision(self._last_s, kind, terms | {"at_s": at_s}, None, None, _NO_RULES, "none", "log")
            return self._append([own], key)[0]

    def rotate_key(self) -> str:
        """Take a new signing key into use and return its vkey; the change is itself a leaf.

        The next checkpoint carries the signatures of both keys, so that whoever trusts the old one can follow.
        """
        key = make_key(self.folder.origin, TYPE_NOTE)
        with self._lock:
            save_key(key, self.folder.key_file(key.public.key_id))
            self.write_own("key_rotated", {"vkey": key.public.vkey}, int(self._clock()), key)
            self._keys.append(key)
        return key.public.vkey

    def checkpoint(self) -> CheckpointState:
        """Sign the tree as it stands, have it cosigned, and publish it if every witness did."""
        with self._asking:
            with self._lock:
                size, root = self._frontier.size, self._frontier.root()
                kept = self._leaves.read_latest(cosigned=True)
                if size == 0 or (kept is not None and kept.size == size):
                    return CheckpointState(size, published=size > 0)
                note = sign_text(Checkpoint(self.folder.origin, size, root).format(), self._signers())
                self._leaves.put_checkpoint(StoredCheckpoint(size, note.format(), cosigned=False))
            lines, refusals = [], []
            for cosigner in self._cosigners:
                try:
                    lines.append(self._ask(cosigner, size, note))
                except InputError as error:
                    refusals.append(str(error))
            if refusals or not self._cosigners:
                return CheckpointState(size, published=False, refusals=tuple(refusals))
            full = Note(note.text, (*note.signatures, *lines)).format()
            with self._lock:
                self._leaves.put_checkpoint(StoredCheckpoint(size, full, cosigned=True))
            write_durably(self.folder.published, full)
        return CheckpointState(size, published=True)

    def _signers(self) -> list[SigningKey]:
        """The key in force, and before it each one that was in force when a checkpoint was last witnessed."""
        witnessed = self._leaves.read_latest(cosigned=True)
        borders = [seq for seq, _ in self._leaves.read_keys()]
        return self._keys[find_key(borders, 0 if witnessed is None else witnessed.size):]

    def _ask(self, cosigner: Cosigner, size: int, note: Note) -> Any:
        """One witness's verified cosignature line; ``InputError`` saying why there is none."""
        name = cosigner.key.name
        with self._lock:
            old = self._leaves.read_witnessed(cosigner.key.vkey)
        reply = cosigner.add_checkpoint(self._request(old, size, note))
        if reply.status == 409:
            old = read_size(reply.body.removesuffix("\n"))
            if old > size:
                raise InputError(f"the witness {name} has cosigned {old} leaves of this log, which now has {size}",
                                 fix="find out which log was rolled back")
            reply = cosigner.add_checkpoint(self._request(old, size, note))
        if reply.status != 200:
            raise InputError(f"the witness {name} refuses with {reply.status}: {' '.join(reply.body.split())[:200]}")
        for text in reply.body.removesuffix("\n").split("\n"):
            line = parse_signature(text)
            if (line.name, line.key_id) == (name, cosigner.key.key_id):
                find_cosignature(Note(note.text, (line,)), cosigner.key)
                with self._lock:
                    self._leaves.put_witnessed(cosigner.key.vkey, size)
                return line
        raise NoteError(f"the witness {name} answers without a cosignature of its key")

    def _request(self, old: int, size: int, note: Note) -> bytes:
        with self._lock:
            proof = prove_consistency(self._leaves.read_node, old, size) if old else []
        return format_request(old, proof, note)

    def read_published(self) -> Note | None:
        """The last published checkpoint."""
        kept = self._leaves.read_latest(cosigned=True)
        return None if kept is None else parse_note(kept.note)


def find_key(borders: Sequence[int], size: int) -> int:
    """Which key is in force for a tree of this size: the last whose first leaf it reaches."""
    return max(bisect_right(borders, size) - 1, 0)


def hold_writer(folder: LogFolder) -> IO[str]:
    """Hold the writer's lock of a log until the file is closed; ``InputError`` if somebody else does."""
    file = (folder.path / "lock").open("a", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise InputError("another writer has the log open", file=folder.path, fix="let it finish") from error
    return file
