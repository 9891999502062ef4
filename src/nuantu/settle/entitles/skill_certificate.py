"""V05: an amount for each level of skill that a worker gains."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.core.times import local_date
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, Subject, write_lines


def entitle(clause: Clause, facts: DayFacts) -> pa.Table:
    """Lines of ``certificate``, one a worker and day."""
    log, rows = facts.log, facts.log.rows("certified")
    rows = rows[facts.covers(clause, log.worker[rows], log.at_s[rows])]
    amounts = clause.map_param("amounts")
    levels = log.events["level"].take(pa.array(rows)).to_pylist()
    sums: dict[tuple[str, int], list[int]] = {}
    for row, level in zip(rows.tolist(), levels, strict=True):
        if level in amounts:
            day = local_date(int(log.at_s[row]), log.tz).isoformat()
            total = sums.setdefault((day, int(log.worker[row])), [0, row + 1, row + 1])
            total[0] += amounts[level]
            total[2] = row + 1
    numbers = np.array(list(sums.values()), np.int64).reshape(-1, 3)
    subject = Subject(pa.array([log.worker_ids[worker] for _, worker in sums], pa.string()), None,
                      pa.array([day for day, _ in sums], pa.string()), numbers[:, 1], numbers[:, 2])
    return write_lines(clause, "benefit", "certificate", subject, numbers[:, 0], Rate(1, 1, "minor"), log.currency)
