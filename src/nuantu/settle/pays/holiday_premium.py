"""P09: orders of a holiday are paid a share of their normal pay on top, where the parties set one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import read_rounding
from nuantu.settle.lines import SCHEMA, Rate, write_lines
from nuantu.settle.local_time import find_dates
from nuantu.settle.pays.pay import Pay


def settle_holiday(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order of a holiday; without a ratio there is nothing that could be computed, and no line."""
    ratio_pm = clause.optional_int("ratio")
    if ratio_pm is None:
        return SCHEMA.empty_table()
    done = facts.deliveries
    at_s = done.accepted_s if clause.word_param("at") == "accepted" else done.delivered_s
    holidays = [date.fromisoformat(day).toordinal() for day in clause.words_param("dates")]
    free = np.isin(find_dates(facts.log, at_s), holidays)
    paid = np.flatnonzero(facts.covers(clause, done.worker, done.delivered_s) & free)
    normal = facts.earned.sum_by_order(clause.words_param("of"))[done.order[paid]]
    subject = done.subject(done.accepted_event, done.delivered_event).take(paid)
    return write_lines(clause, "worker_pay", "holiday", subject, normal,
                       Rate(ratio_pm - 1000, 1000, "minor", read_rounding(clause)), facts.log.currency)


HOLIDAY_PREMIUM = Pay("supplement", settle_holiday)
