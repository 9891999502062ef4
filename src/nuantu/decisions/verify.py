"""The whole log, checked by somebody who trusts a witness's key and nothing else.

Every leaf, every node, every checkpoint, every cosignature, numbers without gaps, times that never fall, every
commitment that can be opened; receipts and recomputed decisions by samples whose power is told.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from nuantu.core.errors import InputError
from nuantu.decisions.chunk import LEAVES, Finding, Stretch, Stretched, check_stretch
from nuantu.decisions.log import LogFolder
from nuantu.decisions.note import NoteError, parse_note, read_vkey
from nuantu.decisions.receipt import DELAY_MAX_S
from nuantu.decisions.sample import DECISIONS, DECISIONS_SHARE, RECEIPTS, RECEIPTS_SHARE, Power, draw_sample
from nuantu.decisions.sampling import Promise, check_decisions, check_own_receipts, check_receipts
from nuantu.decisions.signed_heads import SignedHeads, Trust
from nuantu.decisions.store import DAMAGE, LeafStore
from nuantu.decisions.tree import Frontier, join_row

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What was checked and what does not hold.

    ``size`` leaves stand in the log, ``witnessed`` of them under a checkpoint that every witness cosigned; nothing
    protects the rest. ``findings`` names what is wrong, ``unnamed`` counts what is not named one by one.
    """

    origin: str
    size: int
    witnessed: int = 0
    checkpoints: int = 0
    cosignatures: int = 0
    opened: int = 0
    erased: int = 0
    locked: int = 0
    has_openings: bool = True
    own_keys: bool = False
    dishonoured: int = 0
    insufficient: int = 0
    receipts: Power = field(default=Power(0, 0, RECEIPTS_SHARE))
    decisions: Power = field(default=Power(0, 0, DECISIONS_SHARE))
    seed: str = ""
    findings: list[Finding] = field(default_factory=list)
    unnamed: int = 0

    @property
    def sound(self) -> bool:
        """Whether everything holds."""
        return not self.findings and not self.unnamed


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reader holds besides the log: receipts of riders (None: the log's own are sampled, which proves less),
    and checkpoints kept elsewhere, each of which must lie in this log's past; all as notes."""

    receipts: Sequence[str] | None = None
    kept: Sequence[str] = ()


def verify_log(folder: LogFolder, trust: Trust, evidence: Evidence, *, seed: str, now_s: int, jobs: int = 1,
               progress: Progress | None = None) -> Report:
    """Check a log.

    Parameters
    ----------
    folder
        The log; its personal half and its private keys may be absent.
    trust
        Keys of the log and its witnesses, as the reader knows them.
    seed
        From which the samples are drawn; whoever checks chooses it after the log was written.
    now_s
        When it is judged, UTC seconds: a promise that is not yet due is not broken.
    jobs
        Processes.
    """
    leaves = LeafStore(folder.leaves)
    try:
        report = Report(folder.origin, leaves.read_size(), seed=seed, own_keys=trust.own)
        heads = SignedHeads(folder.origin, leaves.read_checkpoints(), evidence.kept, report.findings)
        walk = _walk(folder, report, heads, jobs, progress)
        keys = _chain_keys(leaves.read_keys(), walk.keys, report)
        heads.check(walk.roots, trust, keys, report.size)
        report.witnessed, report.checkpoints = heads.witnessed, heads.checkpoints
        report.cosignatures = heads.cosignatures
        _judge_receipts(leaves, Promise(folder.origin, keys, heads.moments, now_s), evidence, walk, report)
        if report.has_openings:
            places = draw_sample(f"{seed}/decisions", len(walk.derivable), DECISIONS)
            report.decisions, report.insufficient = check_decisions(
                leaves, folder.openings, [walk.derivable[place] for place in places], len(walk.derivable),
                report.findings)
    except DAMAGE as error:
        raise InputError(f"the store is damaged ({type(error).__name__})", file=folder.path,
                         fix="run nuantu log fsck, and ask for a copy") from error
    finally:
        leaves.close()
    return report


def _walk(folder: LogFolder, report: Report, heads: SignedHeads, jobs: int, progress: Progress | None) -> _Walk:
    """Check every leaf, in stretches, and join them into one tree."""
    personal = folder.openings if folder.openings.is_file() else None
    report.has_openings = personal is not None
    walk = _Walk(report)
    for stretch in _run(list(_divide(folder.leaves, personal, report.size, heads.list_sizes())), jobs):
        walk.take(stretch)
        if progress is not None:
            progress(stretch.end, report.size)
    walk.finish()
    return walk


def _judge_receipts(leaves: LeafStore, promise: Promise, evidence: Evidence, walk: _Walk, report: Report) -> None:
    """Every promise by its date, and a sample of receipts by their seals."""
    if not promise.keys:
        return
    late = promise.find_late(np.asarray(walk.issued_s, np.int64))
    report.dishonoured = len(late)
    if len(late):
        report.findings.append(Finding("receipts", int(late[0]), f"{len(late)} receipts were not honoured: no "
                                       f"witnessed checkpoint held the decision within {DELAY_MAX_S} s"))
    population = report.size if evidence.receipts is None else len(evidence.receipts)
    places = draw_sample(f"{report.seed}/receipts", population, RECEIPTS)
    if evidence.receipts is None:
        report.receipts = check_own_receipts(leaves, promise, places, report.findings)
    else:
        report.receipts = check_receipts(leaves, promise, evidence.receipts, places, report.findings)


def _divide(leaves: Path, openings: Path | None, size: int, sizes: Sequence[int]) -> Iterator[Stretch]:
    for begin in range(0, size, LEAVES):
        end = min(begin + LEAVES, size)
        yield Stretch(leaves, openings, begin, end, tuple(one for one in sizes if begin < one <= end))


def _run(tasks: list[Stretch], jobs: int) -> Iterator[Stretched]:
    """Results in order; small logs are checked in this process."""
    if jobs < 2 or len(tasks) < 2:
        yield from map(check_stretch, tasks)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(check_stretch, tasks)


class _Walk:
    """Stretches joined into one tree, in order."""

    def __init__(self, report: Report) -> None:
        self._report, self._frontier = report, Frontier()
        self.roots: dict[int, bytes] = {0: Frontier().root()}
        self.keys: list[tuple[int, str]] = []
        self.derivable: list[int] = []
        self.issued_s: list[int] = []
        self._last_s, self._erasures = 0, 0

    def take(self, stretch: Stretched) -> None:
        """Join one stretch."""
        report = self._report
        report.findings += stretch.findings
        report.unnamed += stretch.unnamed
        for size, row in stretch.rows.items():
            self.roots[size] = join_row(self._frontier.row + row)
        if stretch.end - stretch.begin == LEAVES and len(stretch.row) == 1:
            above = self._frontier.append_subtree(stretch.row[0], LEAVES)
            if b"".join(above) != stretch.beyond:
                what = "the stored nodes are not those of the leaves"
                report.findings.append(Finding("nodes", stretch.end - 1, what))
        if stretch.first_s is not None and stretch.last_s is not None:
            if stretch.first_s < self._last_s:
                report.findings.append(Finding("time", stretch.begin, "the leaf is dated before the one that precedes"))
            self._last_s = stretch.last_s
        self.keys += stretch.keys
        self.derivable += stretch.derivable
        self.issued_s += stretch.issued_s
        self._erasures += stretch.erasures
        report.opened += stretch.opened
        report.erased += stretch.erased
        report.locked += stretch.locked

    def finish(self) -> None:
        """What only the whole log can show."""
        report = self._report
        if report.has_openings and report.erased != self._erasures:
            report.findings.append(Finding("openings", None, f"{report.erased} openings are erased, the log tells of "
                                           f"{self._erasures}"))


def _chain_keys(stored: list[tuple[int, str]], told: list[tuple[int, str]], report: Report) -> list[tuple[int, str]]:
    """The signing keys: the first from the store, every later one from its leaf."""
    chain = stored[:1] + told
    if stored != chain:
        report.findings.append(Finding("keys", None, "the signing keys are not those that the leaves name"))
    readable = []
    for seq, vkey in chain:
        try:
            read_vkey(vkey)
            readable.append((seq, vkey))
        except NoteError as error:
            report.findings.append(Finding("keys", seq, str(error)))
    return readable


def read_kept(path: Path) -> str:
    """A checkpoint that somebody kept, as text."""
    try:
        text = path.read_text(encoding="utf-8")
        parse_note(text)
    except OSError as error:
        raise InputError("the checkpoint cannot be read", file=path) from error
    except (NoteError, UnicodeDecodeError) as error:
        raise InputError(f"this is no checkpoint ({error})", file=path) from error
    return text

