"""P09: orders of a holiday are paid a share of their normal pay on top, where the parties set one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.core.money import divide_rounded
from nuantu.core.times import local_date
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import read_rounding
from nuantu.settle.lines import SCHEMA, Rate, write_lines
from nuantu.settle.local_time import find_dates
from nuantu.settle.pays.pay import Pay, Supplement


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


def offer_holiday(clause: Clause, tz: str) -> Supplement | None:
    """The same amount before acceptance, where the day of acceptance decides."""
    if clause.word_param("at") != "accepted":
        return None
    more_pm = (clause.optional_int("ratio") or 1000) - 1000
    holidays, rounding = clause.words_param("dates"), read_rounding(clause)

    def supplement(normal_minor: int, at_s: int) -> int:
        free = local_date(at_s, tz).isoformat() in holidays
        return divide_rounded(normal_minor * more_pm, 1000, rounding) if free else 0

    return supplement


HOLIDAY_PREMIUM = Pay("supplement", settle_holiday, supplement=offer_holiday, component="holiday")
