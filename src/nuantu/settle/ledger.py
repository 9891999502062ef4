"""Settlement: a day's log and the book in force turned into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.agreement.book import Book
from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.core.tables import LEDGER
from nuantu.settle.entitles import ENTITLES
from nuantu.settle.facts import DayFacts, gather_facts
from nuantu.settle.lines import join_lines, keep_best, recompute
from nuantu.settle.log import DayLog, encode, read_log
from nuantu.settle.pays import PAYS
from nuantu.settle.pays.aggregate_floor import gather_shares
from nuantu.settle.pays.pay import Stage
from nuantu.settle.pools import Pools

#: Components in the order in which an order's lines stand in the ledger; further ones follow them by name.
COMPONENTS = ("base", "distance", "weather", "difficulty", "night", "holiday", "overrun", "equipment", "premium",
              "floor_topup")
#: What is settled once the order lines stand, each stage seeing the lines of those before it.
LATER: tuple[Stage, ...] = ("supplement", "period", "month", "group")


def settle(log_folder: Path, book: Book) -> pa.Table:
    """The ledger of a log, in the published schema, each of its days under the clauses in force on it.

    Order lines come first, in order of delivery, then the lines of days, of longer periods and of benefits.
    Of clauses of one type that hold side by side the one that pays most is followed and named; nothing is paid twice.
    Raises InputError for a log that cannot be read and AgreementError for clauses that cannot be applied.
    """
    log = read_log(log_folder)
    if book.currency not in (None, log.currency):
        raise AgreementError(f"the agreement pays in {book.currency}, and the day is paid in {log.currency}",
                             file=book.main.file, fix="settle with an agreement in the day's currency")
    days = log.days()
    return settle_log(log, book.over(days[0][0], days[-1][0]))


def settle_log(log: DayLog, clauses: Iterable[Clause], pools: Pools | None = None) -> pa.Table:
    """The ledger of a log that is already read, under these clauses.

    Where the log holds only some of the workers, ``pools`` says what all of them come to (``gather_pool_shares``).
    """
    clauses = [clause for clause in clauses if clause.strength != "aim"]
    facts = _settle_stages(log, clauses, LATER, pools)
    benefits = join_lines([keep_best([entitle(clause, facts) for clause in clauses if clause.type.name == name])
                           for name, entitle in ENTITLES.items()])
    of_orders = pc.is_valid(facts.settled["order_id"])
    lines = join_lines((_sort_order_lines(facts.settled, np.flatnonzero(of_orders)),
                        facts.settled.filter(pc.invert(of_orders)), _sort_by_period(benefits)))
    number = pa.array(np.arange(1, lines.num_rows + 1))
    ledger = lines.add_column(0, LEDGER.to_arrow().field("line_id"), number).cast(LEDGER.to_arrow()).combine_chunks()
    _assert_conserved(ledger)
    return ledger


def list_pooled(clauses: Iterable[Clause]) -> list[Clause]:
    """Clauses that pay out of what all workers come to together."""
    return [clause for clause in clauses if clause.type.name == "aggregate_floor" and clause.strength != "aim"]


def gather_pool_shares(log: DayLog, clauses: Iterable[Clause]) -> list[pa.Table]:
    """What the workers of a log bring to the pool of each clause that ``list_pooled`` names, in that order."""
    clauses = [clause for clause in clauses if clause.strength != "aim"]
    facts = _settle_stages(log, clauses, LATER[:-1])
    return [gather_shares(clause, facts) for clause in list_pooled(clauses)]


def _settle_stages(log: DayLog, clauses: Sequence[Clause], later: Sequence[Stage],
                   pools: Pools | None = None) -> DayFacts:
    facts = gather_facts(log, [clause for clause in clauses if clause.type.name == "worktime_definition"], pools)
    facts = facts.with_settled(_pay_stage("order", clauses, facts))
    for stage in later:
        facts = facts.with_settled(join_lines((facts.settled, _sort_by_period(_pay_stage(stage, clauses, facts)))))
    return facts


def _sort_by_period(lines: pa.Table) -> pa.Table:
    return lines.sort_by([("period", "ascending"), ("worker_id", "ascending")])


def _pay_stage(stage: Stage, clauses: Sequence[Clause], facts: DayFacts) -> pa.Table:
    """The lines of every clause type of a stage, the best clause of each type for each thing paid."""
    return join_lines([
        keep_best([pay.settle(clause, facts) for clause in clauses if clause.type.name == name])
        for name, pay in PAYS.items() if pay.stage == stage
    ])


def _sort_order_lines(lines: pa.Table, rows: NDArray[np.int64]) -> pa.Table:
    """These rows in order of delivery, an order's components in their stated order."""
    codes, words = encode(lines["component"])
    known = {word: rank for rank, word in enumerate((*COMPONENTS, *sorted(set(words) - set(COMPONENTS))))}
    rank = np.array([known[word] for word in words], np.int64)
    order = np.lexsort((rank[codes[rows]] if len(words) else codes, lines["last_event_id"].to_numpy()[rows]))
    return lines.take(pa.array(rows[order]))


def _assert_conserved(ledger: pa.Table) -> None:
    """Every line must follow from its own columns, and nothing is taken from anybody: else the fault is ours."""
    amount = ledger["amount_minor"].to_numpy()
    wrong = np.flatnonzero((recompute(ledger) != amount) | (amount < 0))
    assert not len(wrong), f"line {int(wrong[0]) + 1} does not follow from its own columns"
