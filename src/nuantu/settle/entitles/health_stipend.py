"""C17: a share of a monthly amount for each quarter, by the accept time of its mean week."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.core.times import local_day_bounds_s, local_midnight_s
from nuantu.settle.contributions import find_proved
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import ROUNDINGS, Rate, Subject, join_lines, write_lines
from nuantu.settle.whole_spans import list_whole_spans
from nuantu.settle.worktime import count_engaged

MONTHS = 3
WEEK_DAYS = 7


def entitle(clause: Clause, facts: DayFacts) -> pa.Table:
    """Lines of ``health_stipend``, on the last day of each whole quarter."""
    log, parts = facts.log, []
    rounding = next(one for one in ROUNDINGS if one == clause.word_param("rounding"))
    for quarter in list_whole_spans(log, "quarter"):
        begin_s, end_s = local_midnight_s(quarter.first, log.tz), local_day_bounds_s(quarter.last, log.tz)[1]
        counted = count_engaged(facts.spells, begin_s, end_s)
        share_pm = np.zeros(len(counted.worker), np.int64)
        for from_s, reached_pm in clause.tiers_param("tiers"):
            share_pm[counted.seconds * WEEK_DAYS >= from_s * quarter.days] = reached_pm
        due = facts.covers(clause, counted.worker, np.full(len(counted.worker), end_s - 1, np.int64))
        if clause.params["proof"]:
            due &= find_proved(facts, "health", begin_s, end_s)[counted.worker]
        workers = pa.array(log.worker_ids, pa.string()).take(pa.array(counted.worker[due]))
        subject = Subject(workers, None, pa.repeat(pa.scalar(quarter.last.isoformat()), len(workers)),
                          counted.first_event[due], counted.last_event[due])
        whole = np.full(len(workers), MONTHS * clause.int_param("amount"), np.int64)
        parts.append(write_lines(clause, "benefit", "health_stipend", subject, whole,
                                 Rate(share_pm[due], 1000, "minor", rounding), log.currency))
    return join_lines(parts)
