"""What is settled so far: sums of lines by order and by worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.settle.log import DayLog, encode

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Earned:
    """Settled lines of ``worker_pay`` as numbers in the order of their days, made once for the many sums over them.

    ``worker`` and ``order`` are codes of the log (-1 for no order), ``component`` codes into ``words``, ``period`` the
    ordinals of the lines' dates, ``amount_minor`` what each comes to.
    """

    worker: Ints
    order: Ints
    component: Ints
    words: tuple[str, ...]
    period: Ints
    amount_minor: Ints
    workers: int
    orders: int

    def sum_by_order(self, components: Iterable[str]) -> Ints:
        """Settled pay of each order code in these components, in minor units."""
        rows = self._choose(components) & (self.order >= 0)
        return _add(self.order[rows], self.amount_minor[rows], self.orders)

    def sum_by_worker(self, components: Iterable[str], first: date, last: date) -> Ints:
        """Settled pay of each worker code in these components for these local days, in minor units."""
        inside = slice(int(np.searchsorted(self.period, first.toordinal())),
                       int(np.searchsorted(self.period, last.toordinal(), side="right")))
        rows = self._choose(components, inside)
        return _add(self.worker[inside][rows], self.amount_minor[inside][rows], self.workers)

    def _choose(self, components: Iterable[str], inside: slice = slice(None)) -> Bools:
        wanted = frozenset(components)
        chosen = np.array([word in wanted for word in self.words], bool)
        found: Bools = chosen[self.component[inside]] if len(chosen) else np.zeros(0, bool)
        return found


def read_earned(settled: pa.Table, log: DayLog) -> Earned:
    """The lines of ``worker_pay`` among those that are settled."""
    named = settled.select(["worker_id", "order_id", "component", "period", "amount_minor"])
    lines = named.filter(pc.equal(settled["account"], "worker_pay"))
    component, words = encode(lines["component"])
    period, dates = encode(lines["period"])
    ordinals = np.array([date.fromisoformat(word).toordinal() for word in dates], np.int64)
    day = ordinals[period] if len(ordinals) else period
    by_day = np.argsort(day, kind="stable")
    return Earned(_find(lines["worker_id"], log.worker_ids)[by_day], _find(lines["order_id"], log.order_ids)[by_day],
                  component[by_day], words, day[by_day], lines["amount_minor"].to_numpy()[by_day],
                  len(log.worker_ids), len(log.order_ids))


def _find(column: pa.ChunkedArray, ids: tuple[str, ...]) -> Ints:
    codes: Ints = pc.fill_null(pc.index_in(column, pa.array(ids, pa.string())), -1).to_numpy().astype(np.int64)
    return codes


def _add(code: Ints, amount_minor: Ints, count: int) -> Ints:
    """Sums by code. Floats hold whole numbers exactly far beyond what a log can pay."""
    return np.bincount(code, weights=amount_minor, minlength=count).astype(np.int64)
