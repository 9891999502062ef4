"""A dry run on history: what an agreement would have paid and found broken on days that were lived under another."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from nuantu.agreement.book import Book
from nuantu.agreement.clause import Clause
from nuantu.audit.run import audit
from nuantu.audit.verdict import RECORDS_LAYER, Verdict
from nuantu.commands.book_options import BOOK_FOLDER, resolve_book
from nuantu.core.errors import InputError
from nuantu.core.tables import LEDGER
from nuantu.settle.ledger import settle
from nuantu.settle.log import read_log

#: Clauses about what was shown on the day: history showed the prices of its own book, so no other can be asked of it.
NOT_ASKED = ("price_components",)
BROKEN = ("violated", "departed")
#: Minor units by account and worker.
Money = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Side:
    """One book on one log: what it pays, and what the audit says of conduct under it.

    ``clauses`` are those in force on the log's days; ``counts`` units by clause id and verdict; ``broken`` what is
    violated or departed from.
    """

    book: Book
    clauses: tuple[Clause, ...]
    money: Money
    counts: dict[tuple[str, str], int]
    broken: tuple[Verdict, ...]

    def sum_account(self, account: str) -> int:
        """Everything on one account in minor units."""
        return sum(amount for (name, _), amount in self.money.items() if name == account)


@dataclass(frozen=True)
class Comparison:
    """Two books on one log: the difference in people and in money."""

    source: Path
    first: date
    last: date
    currency: str
    before: Side | None
    after: Side
    workers: int

    @property
    def accounts(self) -> tuple[str, ...]:
        """Accounts on which either of them pays anything."""
        sides = [self.after, *([self.before] if self.before else [])]
        return tuple(sorted({account for side in sides for account, _ in side.money}))

    def change_minor(self, account: str) -> int:
        """What an account gets more (or less) under the second book; all of it where there is no first."""
        return self.after.sum_account(account) - (self.before.sum_account(account) if self.before else 0)

    @property
    def changes(self) -> dict[str, int]:
        """Pay of each worker whose pay differs: minor units more or less."""
        before = self.before.money if self.before else {}
        keys = {worker for account, worker in {*before, *self.after.money} if account == "worker_pay"}
        gaps = {worker: self.after.money.get(("worker_pay", worker), 0) - before.get(("worker_pay", worker), 0)
                for worker in sorted(keys)}
        return {worker: gap for worker, gap in gaps.items() if gap}

    @property
    def found(self) -> tuple[Verdict, ...]:
        """What is broken under the second book and not under the first: by clause type, worker, order and events."""
        known = {_name_breach(one) for one in self.before.broken} if self.before else set()
        return tuple(one for one in self.after.broken if _name_breach(one) not in known)

    @property
    def cleared(self) -> tuple[Verdict, ...]:
        """What was broken under the first book and is not under the second."""
        known = {_name_breach(one) for one in self.after.broken}
        return tuple(one for one in self.before.broken if _name_breach(one) not in known) if self.before else ()

    @property
    def touched(self) -> tuple[str, ...]:
        """Workers whose pay differs or who stand in a breach that only one of the two books finds."""
        named = {one.worker_id for one in (*self.found, *self.cleared) if one.worker_id}
        return tuple(sorted(named | self.changes.keys()))


@dataclass(frozen=True)
class Trial:
    """A book tried on several logs."""

    book: Book
    days: tuple[Comparison, ...] = field(default_factory=tuple)

    def change_minor(self, account: str) -> int:
        """The difference on one account over all logs, in minor units."""
        return sum(day.change_minor(account) for day in self.days)

    @property
    def accounts(self) -> tuple[str, ...]:
        """Accounts on which anything is paid on any log."""
        return tuple(sorted({account for day in self.days for account in day.accounts}))


def try_agreement(book: Book, sources: Sequence[Path], against: Book | None = None) -> Trial:
    """Settle and audit logs that exist under a book, beside the book under which they were lived.

    Parameters
    ----------
    book
        The agreement to be tried, with its layers.
    sources
        Folders of runs, or of logs, or folders that hold such folders.
    against
        The book to compare with; ``None`` takes the one that each run keeps, and none where a log stands alone.

    Raises
    ------
    InputError
        Where a folder holds no log, or a log cannot be read.
    AgreementError
        Where the book cannot be applied on one of the days.
    """
    return Trial(book, tuple(compare_books(source, book, against) for source in find_logs(sources)))


def find_logs(sources: Sequence[Path]) -> list[Path]:
    """Folders with a log in them, in order, those below a folder by name.

    Raises InputError where a folder holds none: a day that nobody rode has no history to be tried on.
    """
    found: list[Path] = []
    for source in sources:
        if _holds_log(source):
            found.append(source)
            continue
        inner = sorted(one for one in source.iterdir() if one.is_dir() and _holds_log(one)) if source.is_dir() else []
        if not inner:
            raise InputError("the folder holds no event log", file=source, field="--days",
                             fix="name the folder of a run; of a day make one with: nuantu replay DAY --agreement A")
        found += inner
    return found


def _holds_log(folder: Path) -> bool:
    return (folder / "log" / "manifest.json").is_file() or (folder / "manifest.json").is_file()


def compare_books(source: Path, book: Book, against: Book | None = None) -> Comparison:
    """One log under two books; see ``try_agreement``."""
    if against is None and (source / BOOK_FOLDER).is_dir():
        against = resolve_book(source, None, ())
    log_folder = source / "log" if (source / "log").is_dir() else source
    log = read_log(log_folder)
    days = [day for day, _, _ in log.days()]
    before = None if against is None else judge_under(source, log_folder, against, (days[0], days[-1]))
    after = judge_under(source, log_folder, book, (days[0], days[-1]))
    return Comparison(source, days[0], days[-1], log.currency, before, after, len(log.worker_ids))


def judge_under(source: Path, log_folder: Path, book: Book, days: tuple[date, date]) -> Side:
    """Settle a log under a book and audit it with that ledger; nothing of the run is touched."""
    ledger = settle(log_folder, book)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.parquet"
        LEDGER.write(ledger, path)
        verdicts = [one for one in audit(source, path, book)
                    if one.layer != RECORDS_LAYER and one.type not in NOT_ASKED]
    counts: Counter[tuple[str, str]] = Counter()
    for one in verdicts:
        counts[one.clause_id, one.verdict] += one.units
    broken = tuple(one for one in verdicts if one.verdict in BROKEN)
    return Side(book, book.over(*days), sum_money(ledger), dict(counts), broken)


def sum_money(ledger: pa.Table) -> Money:
    """Ledger sums by account and worker in minor units."""
    columns = (ledger[name].to_pylist() for name in ("account", "worker_id", "amount_minor"))
    money: Money = {}
    for account, worker, amount in zip(*columns, strict=True):
        key = (account, worker or "")
        money[key] = money.get(key, 0) + amount
    return money


def _name_breach(one: Verdict) -> tuple[object, ...]:
    return (one.type, one.worker_id, one.order_id, one.event_ids)
