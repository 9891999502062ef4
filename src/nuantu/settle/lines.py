"""Ledger lines: written whole columns at a time, recomputed from their own columns, the better of two clauses kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.money import Rounding
from nuantu.core.tables import LEDGER
from nuantu.settle.log import encode
from nuantu.settle.rounding import round_quotients

Ints = NDArray[np.int64]

SCHEMA = pa.schema([field for field in LEDGER.to_arrow() if field.name != "line_id"])
ROUNDINGS: tuple[Rounding, ...] = ("half_up", "up", "down")


@dataclass(frozen=True, slots=True)
class Rate:
    """What a line pays for its quantity: ``rate_minor`` for each ``per`` units, rounded as stated."""

    minor: Ints | int
    per: int
    unit: str
    rounding: Rounding = "half_up"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what lines concern, a row each; ``orders`` is None where lines settle a period."""

    workers: pa.Array
    orders: pa.Array | None
    periods: pa.Array
    first_event: Ints
    last_event: Ints

    def take(self, rows: NDArray[np.generic]) -> Subject:
        """Some rows, by number or by mask."""
        at = pa.array(np.flatnonzero(rows) if rows.dtype == bool else rows)
        return Subject(self.workers.take(at), None if self.orders is None else self.orders.take(at),
                       self.periods.take(at), self.first_event[at.to_numpy()], self.last_event[at.to_numpy()])


def write_lines(
    clause: Clause, account: str, component: str, subject: Subject, quantity: Ints, rate: Rate, currency: str,
    less_minor: Ints | int = 0,
) -> pa.Table:
    """Lines of one component under one clause, in the ledger's columns without ``line_id``; zero lines fall away."""
    count = len(quantity)
    rate_minor = np.broadcast_to(np.asarray(rate.minor, np.int64), count)
    less = np.broadcast_to(np.asarray(less_minor, np.int64), count)
    amount = round_quotients(quantity * rate_minor, rate.per, rate.rounding) - less
    columns = {
        "period": subject.periods, "account": _repeat(account, count), "worker_id": subject.workers,
        "order_id": pa.nulls(count, pa.string()) if subject.orders is None else subject.orders,
        "component": _repeat(component, count), "reason": pa.nulls(count, pa.string()),
        "clause_id": _repeat(clause.id, count), "quantity": quantity, "quantity_unit": _repeat(rate.unit, count),
        "rate_minor": rate_minor, "rate_per": np.full(count, rate.per), "rounding": _repeat(rate.rounding, count),
        "less_minor": less, "amount_minor": amount, "currency": _repeat(currency, count),
        "first_event_id": subject.first_event, "last_event_id": subject.last_event,
    }
    table = pa.Table.from_arrays([pa.array(columns[name]) for name in SCHEMA.names], schema=SCHEMA)
    return table if amount.all() else table.filter(pa.array(amount != 0))


def _repeat(word: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(word, pa.string()), count)


def join_lines(parts: Sequence[pa.Table]) -> pa.Table:
    """Lines one after another; no lines where there are no parts."""
    return pa.concat_tables([SCHEMA.empty_table(), *parts])


def keep_best(parts: Sequence[pa.Table]) -> pa.Table:
    """Of several clauses' lines about the same thing keep those of the clause that pays most.

    The same thing is the same worker, order and period. The sum of a clause's lines decides; between equal sums the
    clause that stands earlier in the book. Nothing is ever paid twice.
    """
    if len(parts) < 2:
        return join_lines(parts)
    lines = join_lines(parts)
    clause = np.repeat(np.arange(len(parts)), [part.num_rows for part in parts])
    key = np.zeros(lines.num_rows, np.int64)
    for name in ("worker_id", "order_id", "period"):
        codes, words = encode(lines[name])
        key = np.unique(key * (len(words) + 1) + codes + 1, return_inverse=True)[1]
    sums = np.zeros((int(key.max(initial=-1)) + 1, len(parts)), np.int64)
    np.add.at(sums, (key, clause), lines["amount_minor"].to_numpy())
    return lines.filter(pa.array(sums.argmax(axis=1)[key] == clause))


def recompute(lines: pa.Table) -> Ints:
    """What each line's own columns come to: round(quantity x rate_minor / rate_per) - less_minor."""
    columns = ("quantity", "rate_minor", "rate_per", "less_minor")
    quantity, rate, per, less = (lines[name].to_numpy() for name in columns)
    amount = np.zeros(lines.num_rows, np.int64)
    for rounding in ROUNDINGS:
        rows = pc.equal(lines["rounding"], rounding).to_numpy()
        amount[rows] = round_quotients(quantity[rows] * rate[rows], per[rows], rounding) - less[rows]
    return amount


def write_periods(days: Sequence[date], day: Ints) -> pa.Array:
    """ISO dates of rows, given the place of each row's day in ``days``."""
    return pa.array([one.isoformat() for one in days], pa.string()).take(pa.array(day))
