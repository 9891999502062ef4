"""One day lived under one or several books: dispatched once for those that bind alike, settled under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nuantu.agreement.book import Book
from nuantu.core.errors import AgreementError, InputError
from nuantu.dispatch.lowering import lower
from nuantu.replay.day import Day
from nuantu.replay.reading import read_day
from nuantu.replay.run import replay
from nuantu.settle.ledger import settle_log
from nuantu.settle.log import DayLog, read_log
from nuantu.settle.quote import make_price_quote
from nuantu.whatif.days import DaySource
from nuantu.whatif.kept import find_log, keep_log, name_log
from nuantu.whatif.outcomes import Outcomes, measure_outcomes


@dataclass(frozen=True)
class Job:
    """One day by one seed under books that bind alike; ``books`` by the number of the variant that they stand for.

    ``digests`` are those of the books; the first of them is dispatched, and its log is settled under every one.
    ``keep`` is a folder in which logs are kept for the next time.
    """

    source: DaySource
    seed: int
    policy: str
    books: Mapping[int, Book]
    digests: Mapping[int, str]
    keep: Path | None = None


@dataclass(frozen=True)
class LivedDay:
    """What came of a job: the day's digest, whether its log was there already, and outcomes by variant."""

    day_digest: str
    date: str
    currency: str
    seed: int
    reused: bool
    outcomes: Mapping[int, Mapping[str, Outcomes]]


def live_day(job: Job) -> LivedDay:
    """Live a day; any process that has its folder gives the same.

    Raises
    ------
    InputError
        Where the day cannot be read, or is neither there nor lived under this book.
    AgreementError
        Where a book cannot be applied on it.
    """
    log, digest, reused = _find_log(job)
    found = {}
    for variant, book in sorted(job.books.items()):
        _require_currency(book, log.currency)
        days = log.days()
        found[variant] = measure_outcomes(log, settle_log(log, book.over(days[0][0], days[-1][0])))
    return LivedDay(digest, log.date.isoformat(), log.currency, job.seed, reused, found)


def _find_log(job: Job) -> tuple[DayLog, str, bool]:
    """The log of the day, from a run or kept earlier or dispatched now, with the day's digest and whether it was there.

    Books that bind alike give the same log but for the prices shown in it, which no outcome reads.
    """
    for variant in sorted(job.books):
        run = job.source.find_log(job.digests[variant], job.policy, job.seed)
        if run is not None:
            return read_log(run.folder / "log"), run.day_digest, True
    day, first = _find_day(job.source), min(job.books)
    if job.keep is None:
        return _dispatch(day, job.books[first], job.policy, job.seed), day.digest, False
    name = name_log(day.digest, job.digests[first], job.policy, job.seed)
    kept = find_log(job.keep, name)
    if kept is not None:
        return kept, day.digest, True
    log = _dispatch(day, job.books[first], job.policy, job.seed)
    keep_log(job.keep, name, log)
    return log, day.digest, False


def _find_day(source: DaySource) -> Day:
    if source.folder is None:
        raise InputError("the run was lived under another book, seed or policy, and its day is no longer there",
                         file=source.name, field="--days", fix="name the folder of the day itself")
    day = _read_once(source.folder, source.date)
    if any(one.day_digest != day.digest for one in source.lived):
        raise InputError("the day is not the one that the run was made of: its digest differs", file=source.folder,
                         field="--days", fix="name the day or the run, not both")
    return day


@lru_cache(maxsize=2)
def _read_once(folder: Path, date: object) -> Day:
    """Jobs of one day follow each other: a process reads it once."""
    return read_day(folder, date=date)  # type: ignore[arg-type]


def _dispatch(day: Day, book: Book, policy: str, seed: int) -> DayLog:
    """The log of the day under the book, in memory; nothing is written."""
    _require_currency(book, day.info.currency)
    clauses = book.in_force(day.info.date)
    result = replay(day, lower(clauses, day.workers, day.info.tz, day.info.date), policy, seed,
                    price_quote=make_price_quote(clauses, day))
    return DayLog(day.info.date, day.info.tz, day.info.currency, result.rules, result.events)


def _require_currency(book: Book, currency: str) -> None:
    if book.currency not in (None, currency):
        raise AgreementError(f"the agreement pays in {book.currency}, and the day is paid in {currency}",
                             file=book.main.file, fix="choose an agreement in the day's currency")


def list_jobs(sources: Sequence[DaySource], seeds: Sequence[int], policy: str, books: Sequence[Book],
              groups: Sequence[Sequence[int]], keep: Path | None = None) -> list[Job]:
    """A job for each day, seed and group of variants that bind alike; jobs of one day follow each other."""
    digests = [book.digest for book in books]
    return [Job(source, seed, policy, {number: books[number] for number in group},
                {number: digests[number] for number in group}, keep)
            for source in sources for seed in seeds for group in groups]
