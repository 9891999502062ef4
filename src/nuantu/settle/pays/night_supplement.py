"""P10: an amount, or a share of an order's pay, on top for orders of the night."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.money import divide_rounded
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import read_rounding
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.local_time import find_clocks
from nuantu.settle.pays.pay import Pay, Supplement
from nuantu.settle.rounding import round_quotients

Ints = NDArray[np.int64]


def lies_in_window(clock: Ints, begin: int, end: int) -> NDArray[np.bool_]:
    """Which clocks lie from begin (inclusive) to end (exclusive), over midnight where begin is not the earlier."""
    after, before = clock >= begin, clock < end
    inside: NDArray[np.bool_] = after & before if begin < end else after | before
    return inside


def settle_night(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order of the night: the share of its pay or the amount, whichever is more."""
    done = facts.deliveries
    at_s = done.accepted_s if clause.word_param("at") == "accepted" else done.delivered_s
    night = lies_in_window(find_clocks(facts.log, at_s), clause.int_param("begin"), clause.int_param("end"))
    paid = np.flatnonzero(facts.covers(clause, done.worker, done.delivered_s) & night)
    normal = facts.earned.sum_by_order(clause.words_param("of"))[done.order[paid]]
    share, amount = (clause.optional_int(name) or 0 for name in ("share", "amount"))
    rounding = read_rounding(clause)
    by_amount = amount > round_quotients(normal * share, 1000, rounding)
    subject = done.subject(done.accepted_event, done.delivered_event)
    shares = write_lines(clause, "worker_pay", "night", subject.take(paid[~by_amount]), normal[~by_amount],
                         Rate(share, 1000, "minor", rounding), facts.log.currency)
    amounts = write_lines(clause, "worker_pay", "night", subject.take(paid[by_amount]),
                          np.ones(int(by_amount.sum()), np.int64), Rate(amount, 1, "order"), facts.log.currency)
    return join_lines((shares, amounts))


def offer_night(clause: Clause, tz: str) -> Supplement | None:
    """The same amount before acceptance, where the moment of acceptance decides."""
    if clause.word_param("at") != "accepted":
        return None
    begin, end = clause.int_param("begin"), clause.int_param("end")
    share, amount = (clause.optional_int(name) or 0 for name in ("share", "amount"))
    rounding, zone = read_rounding(clause), ZoneInfo(tz)

    def supplement(normal_minor: int, at_s: int) -> int:
        now = datetime.fromtimestamp(at_s, zone)
        clock = np.array([now.hour * 3600 + now.minute * 60 + now.second])
        if not lies_in_window(clock, begin, end)[0]:
            return 0
        return max(divide_rounded(normal_minor * share, 1000, rounding), amount)

    return supplement


NIGHT_SUPPLEMENT = Pay("supplement", settle_night, supplement=offer_night, component="night")
