"""Aid that workers ask for: one line a worker and day for what the applications of that day are due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.core.times import local_date
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, Subject, write_lines


@dataclass(frozen=True, slots=True)
class Application:
    """One application: for what, for whom, own part of the cost in minor units, age in years; None where not said."""

    reason: str | None
    relation: str | None
    own_minor: int | None
    age: int | None


#: What counts of an application, and what is taken off: their difference is due. ``None``: nothing is due.
Claim = Callable[[Application], tuple[int, int] | None]


def settle_aid(clause: Clause, facts: DayFacts, component: str, claim: Claim) -> pa.Table:
    """Lines on the account ``benefit``: what counts of a day's applications less what is taken off, in minor units."""
    log, rows = facts.log, facts.log.rows("aid_filed")
    rows = rows[facts.covers(clause, log.worker[rows], log.at_s[rows])]
    columns = log.events.select(["reason", "component", "amount_minor", "count"]).take(pa.array(rows)).to_pylist()
    sums: dict[tuple[str, int], list[int]] = {}
    for row, filed in zip(rows.tolist(), columns, strict=True):
        due = claim(Application(filed["reason"], filed["component"], filed["amount_minor"], filed["count"]))
        if due is not None:
            day = local_date(int(log.at_s[row]), log.tz).isoformat()
            total = sums.setdefault((day, int(log.worker[row])), [0, 0, row + 1, row + 1])
            total[0] += due[0]
            total[1] += due[1]
            total[3] = row + 1
    numbers = np.array(list(sums.values()), np.int64).reshape(-1, 4)
    names = pa.array([log.worker_ids[worker] for _, worker in sums], pa.string())
    subject = Subject(names, None, pa.array([day for day, _ in sums], pa.string()), numbers[:, 2], numbers[:, 3])
    return write_lines(clause, "benefit", component, subject, numbers[:, 0], Rate(1, 1, "minor"), log.currency,
                       numbers[:, 1])
