"""A log in buckets of workers: settled and audited bucket by bucket, side by side, stopped and taken up again.

A bucketed folder holds ``buckets.json``, ``book/`` and ``buckets/NNN``, each of these a run folder of its own with the
whole log of some workers. Nothing that one bucket needs lies in another, except for clauses that sum over all workers:
for those every bucket hands over few rows, which are joined and judged, or paid out of, once.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.backends import BaseBackend
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from nuantu.agreement.book import Book, load_copied_book
from nuantu.agreement.clause import Clause
from nuantu.audit.engine import open_engine
from nuantu.audit.judge import Explained
from nuantu.audit.run import PartAudit, audit_part, find_span, judge_across
from nuantu.audit.tables import Frame, read_day_of, read_object
from nuantu.audit.verdict import Verdict, name_bucket
from nuantu.commands.bucket_tables import read_tables, write_tables
from nuantu.commands.ledger_file import LEDGER_FILE, read_run, sum_ledger, write_ledger
from nuantu.commands.memory import hold_memory
from nuantu.commands.registry import build_registry
from nuantu.commands.run_folder import digest_bytes_of, write_object
from nuantu.core.errors import AgreementError, InputError
from nuantu.core.ids import digest_bytes
from nuantu.core.lazy_table import LazyTable
from nuantu.core.tables import EVENTS
from nuantu.core.times import local_date
from nuantu.settle.ledger import gather_pool_shares, list_pooled, settle_log
from nuantu.settle.log import DayLog, read_log
from nuantu.settle.pays.aggregate_floor import form_pools
from nuantu.settle.pools import Pool, Pools

BUCKETS_FILE = "buckets.json"
BUCKETS_FORMAT = "nuantu-buckets/1"
AUDITED_FILE = "audited.json"
VERDICTS_FILE = "verdicts.json"
SETTLED_FILE = "settled.json"
#: What a bucket hands over to the pools of all workers, and to the checks that look at them all: table by table.
SHARES_FOLDER = "shares"
ACROSS_FOLDER = "across"
EXPLAINED = {name: pa.string() for name in ("clause_id", "worker_id", "order_id")}
#: So many things a process makes before it looks for what is no longer needed.
GARBAGE = 100_000
#: What one bucket's queries may hold in memory before they go to disk.
MEMORY = "3GB"


@dataclass(frozen=True)
class Whole:
    """What all buckets are parts of: first and last second of the log, its date (the manifest's) and time zone."""

    first_s: int
    last_s: int
    date: date
    tz: str

    def pick(self, book: Book) -> tuple[Clause, ...]:
        """The clauses in force on the days of the log, each version with its days."""
        return book.over(self.date, max(self.date, local_date(self.last_s, self.tz)))


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


def read_whole(out: Path) -> Whole:
    """First and last second of all buckets, which must be of one date and time zone."""
    firsts, lasts, days = [], [], set()
    for folder in list_buckets(out):
        path = folder / "log" / "manifest.json"
        days.add(read_day_of(read_object(path, ("date", "tz")), path))
        first_s, last_s = _read_span(folder / "log" / "events.parquet")
        firsts.append(first_s)
        lasts.append(last_s)
        if len(days) > 1:
            raise InputError("the bucket is of another date or time zone than those before it", file=path,
                             field="date", fix="draw the month again")
    day, tz = days.pop()
    return Whole(min(firsts), max(lasts), day, tz)


def _read_span(path: Path) -> tuple[int, int]:
    """First and last second of the events in a file: as it sums itself up, or read where it does not."""
    events = LazyTable(EVENTS, path)
    if not events.num_rows:
        raise InputError("the log holds no event", file=path, fix="draw it again")
    with pq.ParquetFile(path) as file:
        place = file.schema_arrow.get_field_index("at_s")
        sums = [file.metadata.row_group(number).column(place).statistics
                for number in range(file.metadata.num_row_groups)]
    if any(one is None or not one.has_min_max for one in sums):
        least, most = pc.min_max(events["at_s"]).as_py().values()
        return least, most
    return min(one.min for one in sums), max(one.max for one in sums)


def settle_buckets(out: Path, book: Book, *, quiet: bool, jobs: int | None = None) -> list[list[dict[str, Any]]]:
    """Settle every bucket that is not yet settled under this book; the totals of each.

    Where a clause pays out of a pool of all workers, every bucket first says what its own bring to it.
    """
    whole, folders = read_whole(out), list_buckets(out)
    pooled = list_pooled(whole.pick(book))
    given: dict[Path, tuple[Any, ...]] = {folder: (whole, {}) for folder in folders}
    if pooled:
        shares = run_buckets(out, book, gather_bucket, "汇总 pool", dict.fromkeys(folders, (whole,)),
                             quiet=quiet, jobs=jobs)
        pools = [form_pools(clause, pa.concat_tables([part[place] for part in shares]))
                 for place, clause in enumerate(pooled)]
        for folder, part in zip(folders, shares, strict=True):
            given[folder] = (whole, {
                (clause.id, clause.version): _limit_pools(pools[place], part[place])
                for place, clause in enumerate(pooled)})
    return run_buckets(out, book, settle_bucket, "结算 settle", given, quiet=quiet, jobs=jobs)


def _limit_pools(pools: Mapping[str, Pool], shares: pa.Table) -> dict[str, Pool]:
    """The pools of a clause as the workers of these shares need them."""
    workers = frozenset(pc.unique(shares["worker_id"]).to_pylist())
    return {period: pool.limit_to(workers) for period, pool in pools.items()}


def audit_buckets(
    out: Path, book: Book, *, quiet: bool, jobs: int | None = None, con: BaseBackend | None = None,
) -> list[Verdict]:
    """Audit every bucket that is not yet audited as it stands, join the verdicts, and judge what looks at all workers.

    With an engine ``con`` the buckets are audited on it one after another, otherwise on embedded ones side by side.
    """
    whole, folders = read_whole(out), list_buckets(out)
    if con is None:
        parts = run_buckets(out, book, audit_bucket, "核查 audit", dict.fromkeys(folders, (whole,)), quiet=quiet,
                            jobs=jobs)
    else:
        parts, kept = [], keep_book(out, book)
        with show_progress("核查 audit", len(folders), quiet=quiet) as tick:
            for folder in folders:
                parts.append(audit_bucket(folder, kept, whole, con))
                tick()
    with ExitStack() as stack:
        engine = stack.enter_context(open_engine("duckdb")) if con is None else con
        frame = Frame(engine, whole.date, whole.tz, (whole.first_s, whole.last_s))
        stack.callback(frame.release)
        clauses = book.over(*find_span(frame))
        across = judge_across(clauses, parts, frame)
    rank = {(clause.id, clause.version): place for place, clause in enumerate(clauses)}
    joined = join_verdicts(part.verdicts for part in parts) + across
    return sorted(joined, key=lambda one: rank.get((one.clause_id, one.version), -1))


def run_buckets(
    out: Path, book: Book, work: Callable[..., Any], title: str, given: Mapping[Path, tuple[Any, ...]], *, quiet: bool,
    jobs: int | None = None,
) -> list[Any]:
    """Do one piece of work for every bucket, side by side, with what is given for each; results in order of buckets.

    Each process reads the book once from a copy beside the buckets. Stopped by Ctrl-C, it leaves every bucket either
    done or as it was.
    """
    folders, kept = list_buckets(out), keep_book(out, book)
    results: dict[Path, Any] = {}
    with open_pool(jobs) as pool, show_progress(title, len(folders), quiet=quiet) as tick:
        runs = {pool.submit(work, folder, kept, *given[folder]): folder for folder in folders}
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
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin_process)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_process() -> None:
    """The parent answers Ctrl-C for all: a child finishes the bucket that it is at."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hold_memory()
    # Modules stay to the end, and expressions come and go by the ten thousand: neither is worth looking through often.
    gc.freeze()
    gc.set_threshold(GARBAGE)
    # Looked through once more at the end, or libraries take what was frozen for lost and fill the terminal with it.
    atexit.register(gc.unfreeze)


def read_kept(kept: Path) -> Book:
    """The book of a copy beside the buckets; while its files stay as they are a process reads it once."""
    stamps = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size)
                   for path in sorted(kept.rglob("*")) if path.is_file())
    return _read_kept(kept, stamps)


@lru_cache(maxsize=1)
def _read_kept(kept: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Book:
    return load_copied_book(kept, build_registry())


@contextmanager
def show_progress(title: str, total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on stderr with what is left, unless quiet or not on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)


def gather_bucket(folder: Path, kept: Path, whole: Whole) -> list[pa.Table]:
    """What the workers of one bucket bring to the pools of all, unless that of this book and log stands there."""
    book = read_kept(kept)
    mark = {"book": book.digest, "events": digest_bytes_of(folder / "log" / "events.parquet"), "last_s": whole.last_s}
    shares = read_tables(folder / SHARES_FOLDER, mark)
    if shares is None:
        shares = gather_pool_shares(_read_part(folder, book, whole), whole.pick(book))
        write_tables(folder / SHARES_FOLDER, mark, shares)
    return shares


def _read_part(folder: Path, book: Book, whole: Whole) -> DayLog:
    """The log of a bucket, as a part of the whole; refused where the book pays in another currency."""
    log = read_log(folder / "log")
    if book.currency not in (None, log.currency):
        raise AgreementError(f"the agreement pays in {book.currency}, and the bucket is paid in {log.currency}",
                             file=book.main.file, fix="settle with an agreement in the currency of the log")
    return replace(log, until_s=whole.last_s)


def settle_bucket(folder: Path, kept: Path, whole: Whole, pools: Pools) -> list[dict[str, Any]]:
    """Settle one bucket, unless its ledger is that of this book, log and pools already; totals by component."""
    book = read_kept(kept)
    run = read_run(folder)
    mark = {"book": book.digest, "events": digest_bytes_of(folder / "log" / "events.parquet"),
            "last_s": whole.last_s, "pools": _digest_pools(pools)}
    done = folder / SETTLED_FILE
    if done.is_file():
        stands = json.loads(done.read_text(encoding="utf-8"))
        same = stands["mark"] == mark and (folder / LEDGER_FILE).is_file()
        if same and stands["ledger"] == digest_bytes_of(folder / LEDGER_FILE):
            totals: list[dict[str, Any]] = stands["totals"]
            return totals
    ledger = settle_log(_read_part(folder, book, whole), whole.pick(book), pools)
    write_ledger(folder, run, ledger, book)
    totals = sum_ledger(ledger)
    _write_whole(done, {"mark": mark, "ledger": digest_bytes_of(folder / LEDGER_FILE), "totals": totals})
    return totals


def _digest_pools(pools: Pools) -> str:
    rows = [[*key, period, pool.counted_s, pool.short_minor, sorted(pool.lifted)]
            for key, periods in pools.items() for period, pool in sorted(periods.items())]
    return digest_bytes(json.dumps(rows).encode())


def audit_bucket(folder: Path, kept: Path, whole: Whole, con: BaseBackend | None = None) -> PartAudit:
    """Audit one bucket, unless its verdicts are those of this book, log, ledger and engine already. Without an engine
    one is opened for it, which goes to disk past ``MEMORY``."""
    book = read_kept(kept)
    files = (folder / "log" / "events.parquet", folder / "log" / "candidates.parquet", folder / LEDGER_FILE)
    for path in files:
        if not path.is_file():
            raise InputError("the file does not exist", file=path, fix="settle the buckets first")
    mark = {"book": book.digest, "engine": "duckdb" if con is None else con.name, "first_s": whole.first_s,
            "last_s": whole.last_s, **{path.name: digest_bytes_of(path) for path in files}}
    done = folder / AUDITED_FILE
    if done.is_file() and json.loads(done.read_text(encoding="utf-8")) == mark:
        handed = read_tables(folder / ACROSS_FOLDER, mark)
        if handed is not None:
            return _read_audited(folder, *handed)
    with ExitStack() as stack:
        settings = {"threads": 1, "memory_limit": MEMORY, "temp_directory": str(folder / ".spill")}
        engine = stack.enter_context(open_engine("duckdb", settings)) if con is None else con
        part = audit_part(folder, book, (whole.first_s, whole.last_s), engine)
    explained = pa.table({name: pa.array([row[place] for row in sorted(part.explained.rows, key=str)], kind)
                          for place, (name, kind) in enumerate(EXPLAINED.items())})
    write_tables(folder / ACROSS_FOLDER, mark, [explained, *part.gathered])
    _write_whole(folder / VERDICTS_FILE, [one.to_row() for one in part.verdicts])
    _write_whole(done, mark)
    return part


def _read_audited(folder: Path, explained: pa.Table, *gathered: pa.Table) -> PartAudit:
    """The audit of a bucket as it was kept, with what it handed over."""
    verdicts = json.loads((folder / VERDICTS_FILE).read_text(encoding="utf-8"))
    rows = frozenset((row["clause_id"], row["worker_id"], row["order_id"]) for row in explained.to_pylist())
    return PartAudit([Verdict.from_row(row) for row in verdicts], gathered, Explained(rows))


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
                single.append(replace(one, arithmetic=one.arithmetic + name_bucket(number)))
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
