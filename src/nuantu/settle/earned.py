"""What is settled so far: sums of lines by order and by worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.settle.facts import DayFacts

Ints = NDArray[np.int64]


def _choose(facts: DayFacts, components: Iterable[str]) -> pa.Table:
    lines = facts.settled
    wanted = pa.array(sorted(components), pa.string())
    return lines.filter(pc.and_(pc.equal(lines["account"], "worker_pay"), pc.is_in(lines["component"], wanted)))


def _sum(lines: pa.Table, name: str, ids: tuple[str, ...]) -> Ints:
    total = np.zeros(len(ids), np.int64)
    code = pc.index_in(lines[name], pa.array(ids, pa.string())).to_numpy()
    np.add.at(total, code.astype(np.int64), lines["amount_minor"].to_numpy())
    return total


def sum_by_order(facts: DayFacts, components: Iterable[str]) -> Ints:
    """Settled pay of each order code in these components, in minor units."""
    lines = _choose(facts, components)
    return _sum(lines.filter(pc.is_valid(lines["order_id"])), "order_id", facts.log.order_ids)


def sum_by_worker(facts: DayFacts, components: Iterable[str], first: date, last: date) -> Ints:
    """Settled pay of each worker code in these components for these local days, in minor units."""
    lines = _choose(facts, components)
    inside = pc.and_(pc.greater_equal(lines["period"], first.isoformat()),
                     pc.less_equal(lines["period"], last.isoformat()))
    return _sum(lines.filter(inside), "worker_id", facts.log.worker_ids)
