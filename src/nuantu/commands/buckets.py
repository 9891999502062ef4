"""A log in buckets of workers: settled and audited bucket by bucket, side by side, stopped and taken up again.

A bucketed folder holds ``buckets.json``, ``book/`` and ``buckets/NNN``, each of these a run folder of its own with the
whole log of some workers. Nothing that one bucket needs lies in another, except for clauses that sum over all workers:
those are named, and have no verdict here.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ibis.backends import BaseBackend
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from nuantu.agreement.book import Book, load_copied_book
from nuantu.agreement.clause import Clause
from nuantu.audit.engine import open_engine
from nuantu.audit.run import audit as run_audit
from nuantu.audit.verdict import Verdict
from nuantu.commands.ledger_file import LEDGER_FILE, read_run, sum_ledger, write_ledger
from nuantu.commands.registry import build_registry
from nuantu.commands.run_folder import digest_bytes_of, write_object
from nuantu.core.errors import AgreementError, InputError
from nuantu.settle.ledger import settle_log
from nuantu.settle.log import read_log

BUCKETS_FILE = "buckets.json"
BUCKETS_FORMAT = "nuantu-buckets/1"
AUDITED_FILE = "audited.json"
VERDICTS_FILE = "verdicts.json"
#: Clause types that look at all workers at once: one bucket cannot answer for them.
ACROSS_WORKERS = frozenset({"aggregate_floor", "directional_improvement", "rollout_commitment"})
#: What one bucket's queries may hold in memory before they go to disk.
MEMORY = "3GB"


@dataclass(frozen=True)
class PartBook:
    """The clauses of a book that one bucket can answer for."""

    book: Book

    def over(self, first: date, last: date) -> tuple[Clause, ...]:
        """Clauses in force on the days of a log, without those that look at all workers."""
        return tuple(one for one in self.book.over(first, last) if one.type.name not in ACROSS_WORKERS)


def is_bucketed(out: Path) -> bool:
    """Whether a folder holds a log in buckets."""
    return (out / BUCKETS_FILE).is_file()


def read_buckets(out: Path) -> dict[str, Any]:
    """``buckets.json``, or one sentence why it cannot be read."""
    path = out / BUCKETS_FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"this is not JSON in UTF-8 ({error})", file=path, fix="draw the month again") from error
    if not isinstance(found, dict) or found.get("format") != BUCKETS_FORMAT:
        raise InputError(f"this is not of format {BUCKETS_FORMAT}", file=path, field="format",
                         fix="draw the month again")
    return found


def list_buckets(out: Path) -> list[Path]:
    """The folders of all buckets; refused where one is missing."""
    wanted = int(read_buckets(out)["buckets"])
    folders = [out / "buckets" / f"{number:03d}" for number in range(wanted)]
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        raise InputError(f"{len(missing)} of {wanted} buckets are missing", file=missing[0],
                         fix="draw the month to its end with the same command")
    return folders


def settle_buckets(out: Path, book: Book, *, quiet: bool, jobs: int | None = None) -> list[list[dict[str, Any]]]:
    """Settle every bucket that is not yet settled under this book; the totals of each."""
    return run_buckets(out, book, settle_bucket, "结算 settle", quiet=quiet, jobs=jobs)


def audit_buckets(
    out: Path, book: Book, *, quiet: bool, jobs: int | None = None, con: BaseBackend | None = None,
) -> list[Verdict]:
    """Audit every bucket that is not yet audited as it stands, and join the verdicts.

    With an engine ``con`` the buckets are audited on it one after another, otherwise on embedded ones side by side.
    """
    if con is None:
        parts = run_buckets(out, book, audit_bucket, "核查 audit", quiet=quiet, jobs=jobs)
    else:
        parts = []
        folders, kept = list_buckets(out), keep_book(out, book)
        with show_progress("核查 audit", len(folders), quiet=quiet) as tick:
            for folder in folders:
                parts.append(audit_bucket(folder, kept, con))
                tick()
    joined = join_verdicts([Verdict.from_row(row) for row in part] for part in parts)
    about = read_buckets(out)
    first = date.fromisoformat(about["first"])
    return joined + tell_across(book.over(first, first + timedelta(days=about["days"] - 1)))


def run_buckets(
    out: Path, book: Book, work: Callable[[Path, Path], Any], title: str, *, quiet: bool, jobs: int | None = None,
) -> list[Any]:
    """Do one piece of work for every bucket, side by side; results in the order of buckets.

    Each process reads the book once from a copy beside the buckets. Stopped by Ctrl-C, it leaves every bucket either
    done or as it was.
    """
    folders, kept = list_buckets(out), keep_book(out, book)
    results: dict[Path, Any] = {}
    with open_pool(jobs) as pool, show_progress(title, len(folders), quiet=quiet) as tick:
        runs = {pool.submit(work, folder, kept): folder for folder in folders}
        for run in as_completed(runs):
            results[runs[run]] = run.result()
            tick()
    return [results[folder] for folder in folders]


def keep_book(out: Path, book: Book) -> Path:
    """A copy of the book beside the buckets: the one that stands there, or another where that is not it."""
    kept = out / "book"
    if not kept.is_dir() or load_copied_book(kept, build_registry()).digest != book.digest:
        kept = out / f"book-{book.digest[:12]}"
        book.copy_to(kept)
    return kept


@contextmanager
def open_pool(jobs: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """As many processes as cores, started afresh; an error or Ctrl-C cancels what has not begun."""
    count = jobs or len(os.sched_getaffinity(0))
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_ignore_interrupt)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """The parent answers Ctrl-C for all: a child finishes the bucket that it is at."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def show_progress(title: str, total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on stderr with what is left, unless quiet or not on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)


def settle_bucket(folder: Path, kept: Path) -> list[dict[str, Any]]:
    """Settle one bucket, unless its ledger is that of this book and log already; totals by component."""
    book = load_copied_book(kept, build_registry())
    run = read_run(folder)
    events = digest_bytes_of(folder / "log" / "events.parquet")
    done = folder / "settled.json"
    mark = {"book": book.digest, "events": events}
    if done.is_file():
        stands = json.loads(done.read_text(encoding="utf-8"))
        same = stands["mark"] == mark and (folder / LEDGER_FILE).is_file()
        if same and stands["ledger"] == digest_bytes_of(folder / LEDGER_FILE):
            totals: list[dict[str, Any]] = stands["totals"]
            return totals
    log = read_log(folder / "log")
    if book.currency not in (None, log.currency):
        raise AgreementError(f"the agreement pays in {book.currency}, and the bucket is paid in {log.currency}",
                             file=book.main.file, fix="settle with an agreement in the currency of the log")
    days = log.days()
    ledger = settle_log(log, PartBook(book).over(days[0][0], days[-1][0]))
    write_ledger(folder, run, ledger, book)
    totals = sum_ledger(ledger)
    _write_whole(done, {"mark": mark, "ledger": digest_bytes_of(folder / LEDGER_FILE), "totals": totals})
    return totals


def audit_bucket(folder: Path, kept: Path, con: BaseBackend | None = None) -> list[dict[str, Any]]:
    """Audit one bucket, unless its verdicts are those of this book, log, ledger and engine already; the rows of
    verdicts. Without an engine one is opened for it, which goes to disk past ``MEMORY``."""
    book = load_copied_book(kept, build_registry())
    files = (folder / "log" / "events.parquet", folder / "log" / "candidates.parquet", folder / LEDGER_FILE)
    for path in files:
        if not path.is_file():
            raise InputError("the file does not exist", file=path, fix="settle the buckets first")
    mark = {"book": book.digest, "engine": "duckdb" if con is None else con.name,
            **{path.name: digest_bytes_of(path) for path in files}}
    done = folder / AUDITED_FILE
    if done.is_file() and json.loads(done.read_text(encoding="utf-8")) == mark:
        rows: list[dict[str, Any]] = json.loads((folder / VERDICTS_FILE).read_text(encoding="utf-8"))
        return rows
    with ExitStack() as stack:
        settings = {"threads": 1, "memory_limit": MEMORY, "temp_directory": str(folder / ".spill")}
        engine = stack.enter_context(open_engine("duckdb", settings)) if con is None else con
        rows = [one.to_row() for one in run_audit(folder, None, PartBook(book), con=engine)]
    _write_whole(folder / VERDICTS_FILE, rows)
    _write_whole(done, mark)
    return rows


def _write_whole(path: Path, value: Any) -> None:
    fresh = path.with_name(f".{path.name}.fresh")
    write_object(fresh, value)
    fresh.replace(path)


def join_verdicts(parts: Iterable[Iterable[Verdict]]) -> list[Verdict]:
    """Verdicts of all buckets: counts summed by clause, version and answer; single ones with the bucket's number."""
    counted: dict[tuple[object, ...], Verdict] = {}
    single: list[Verdict] = []
    order: dict[tuple[str, str | None], None] = {}
    for number, part in enumerate(parts):
        for one in part:
            order.setdefault((one.clause_id, one.version))
            if one.event_ids or one.line_ids or one.worker_id or one.order_id or one.verdict == "violated":
                single.append(replace(one, arithmetic=f"{one.arithmetic}; bucket {number:03d}"))
                continue
            key = (one.clause_id, one.version, one.verdict, one.missing)
            known = counted.get(key)
            units = one.units + (known.units if known else 0)
            counted[key] = replace(one, units=units, arithmetic=f"units {units}")
    # A clause that applies in one bucket applies: that it does not in another says nothing.
    applies = {one.clause_id for one in [*counted.values(), *single] if one.verdict != "not_applicable"}
    kept = [one for one in counted.values() if one.verdict != "not_applicable" or one.clause_id not in applies]
    rank = {key: place for place, key in enumerate(order)}
    return sorted([*single, *kept], key=lambda one: (rank[one.clause_id, one.version], one.verdict == "complied"))


def tell_across(clauses: Sequence[Clause]) -> list[Verdict]:
    """Clauses that no bucket can answer for, each by name."""
    return [Verdict(clause_id=one.id, type=one.type.name, layer=one.layer, version=one.version, worker_id=None,
                    order_id=None, verdict="insufficient_evidence", explained=None, units=1, unit="log", event_ids=(),
                    line_ids=(), arithmetic="missing all workers in one log", missing=("all workers in one log",))
            for one in clauses if one.type.name in ACROSS_WORKERS]


def add_totals(parts: Iterable[Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Totals by account, component and clause over all buckets."""
    sums: dict[tuple[str, ...], dict[str, Any]] = {}
    for part in parts:
        for row in part:
            key = tuple(str(row[name]) for name in ("account", "component", "clause_id", "currency"))
            known = sums.setdefault(key, {**row, "lines": 0, "workers": 0, "amount_minor": 0})
            for name in ("lines", "workers", "amount_minor"):
                known[name] += row[name]
    return list(sums.values())
