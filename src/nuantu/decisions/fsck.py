"""What is wrong with a log's files, and the repairs that lose nothing: what a writer left behind that was stopped.

`check_store` looks and touches nothing. A leaf that is missing, or an opening that does not fit, cannot be repaired and
is only named. `repair_store` deletes openings of decisions that never became part of the log (they were given no
receipt and told to nobody), tells the log of an erasure that was carried out, and publishes the last witnessed
checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from nuantu.core.errors import InputError
from nuantu.decisions.chunk import LEAVES, NAMED_MAX, Finding, Stretch, check_stretch
from nuantu.decisions.encoding import decode
from nuantu.decisions.keys import load_key, write_durably
from nuantu.decisions.leaf import PART_PERSON, PART_WORKER, Opening
from nuantu.decisions.log import DecisionLog, LogFolder, hold_writer
from nuantu.decisions.note import NoteError, parse_note, read_vkey
from nuantu.decisions.openings import OpeningStore
from nuantu.decisions.store import DAMAGE, LeafStore


@dataclass(slots=True)
class Condition:
    """The state of a log's files.

    ``left_overs`` counts openings from leaf ``size`` on: a writer was stopped between the two commits of a group.
    ``untold`` counts erasures that were carried out and not yet written into the log.
    ``unpublished`` tells that the published file lags behind the last witnessed checkpoint.
    """

    size: int = 0
    left_overs: int = 0
    untold: int = 0
    unpublished: bool = False
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong and nothing was left half done."""
        return not (self.left_overs or self.untold or self.unpublished or self.findings)

    def report(self, check: str, seq: int | None, what: str) -> None:
        """Note a finding, as long as there are not too many to read."""
        if len(self.findings) < NAMED_MAX:
            self.findings.append(Finding(check, seq, what))


def check_store(folder: LogFolder) -> Condition:
    """Look through every file of a log; nothing is changed."""
    found = Condition()
    with _catch(found, "leaves.db"):
        leaves = LeafStore(folder.leaves)
        try:
            _check_leaves(folder, leaves, found)
        finally:
            leaves.close()
    if not folder.openings.is_file():
        found.report("openings", None, "the salts and links are not at hand")
        return found
    with _catch(found, "openings.db"):
        openings = OpeningStore(folder.openings)
        try:
            _check_openings(openings, found)
        finally:
            openings.close()
    return found


@contextmanager
def _catch(found: Condition, name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        found.report("store", None, f"{name} is damaged ({type(error).__name__})")
    except InputError as error:
        found.report("store", None, str(error))


def _check_leaves(folder: LogFolder, leaves: LeafStore, found: Condition) -> None:
    for what in leaves.check_pages():
        found.report("store", None, f"leaves.db: {what}")
    found.size = leaves.read_size()
    personal = folder.openings if folder.openings.is_file() else None
    for begin in range(0, found.size, LEAVES):
        end = min(begin + LEAVES, found.size)
        with _catch(found, "leaves.db or openings.db"):
            for one in check_stretch(Stretch(folder.leaves, personal, begin, end, ())).findings:
                found.report(*one)
    for _, vkey in leaves.read_keys():
        _check_key(folder, vkey, found)
    latest = leaves.read_latest(cosigned=True)
    if latest is not None:
        found.unpublished = _read_published(folder) != latest.note
    for stored in leaves.read_checkpoints():
        try:
            parse_note(stored.note)
        except NoteError as error:
            found.report("checkpoints", None, f"checkpoint of {stored.size} leaves: {error}")


def _check_key(folder: LogFolder, vkey: str, found: Condition) -> None:
    try:
        public = read_vkey(vkey)
        path = folder.key_file(public.key_id)
        if path.exists() and load_key(public.name, public.kind, path).public != public:
            found.report("keys", None, f"the private key {path.name} is not that of {vkey}")
    except InputError as error:
        found.report("keys", None, str(error))


def _read_published(folder: LogFolder) -> str | None:
    return folder.published.read_text(encoding="utf-8") if folder.published.is_file() else None


def _check_openings(openings: OpeningStore, found: Condition) -> None:
    for what in openings.check_pages():
        found.report("store", None, f"openings.db: {what}")
    found.left_overs = openings.count_from(found.size)
    found.untold = sum(1 for seq, _ in openings.read_erasures() if seq >= found.size)
    for opening in openings.read_openings(0, found.size):
        if opening.worker_id != _read_worker(opening):
            found.report("links", opening.seq, f"part {opening.part} is filed under another worker than it names, and "
                         "would not be erased with that person")


def _read_worker(opening: Opening) -> str | None:
    """The worker that an opening names, under whom it must be filed."""
    try:
        value: Any = decode(opening.value)
        if opening.part == PART_WORKER:
            return str(value)
        return str(value["worker"]) if opening.part >= PART_PERSON else None
    except (InputError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: openings deleted, erasures told, and whether the published file was written anew."""

    dropped: int
    told: int
    published: bool


def repair_store(folder: LogFolder, clock: Callable[[], float]) -> Repaired:
    """Undo what a stopped writer left behind; nothing that was receipted is touched. The log must have no writer."""
    condition = check_store(folder)
    if condition.left_overs:
        with hold_writer(folder):
            _drop_left_overs(folder, condition.size)
    told = 0
    if condition.untold:
        with DecisionLog(folder, [], clock, mending=True) as log:
            for seq, count in log.openings.read_erasures():
                if seq >= condition.size:
                    log.write_own("erasure", {"erased": count}, int(clock()))
                    told += 1
    if condition.unpublished:
        leaves = LeafStore(folder.leaves)
        latest = leaves.read_latest(cosigned=True)
        leaves.close()
        if latest is not None:
            write_durably(folder.published, latest.note)
    return Repaired(condition.left_overs, told, condition.unpublished)


def _drop_left_overs(folder: LogFolder, size: int) -> None:
    openings = OpeningStore(folder.openings, write=True)
    try:
        openings.delete_from(size)
        openings.empty_wal()
    finally:
        openings.close()
