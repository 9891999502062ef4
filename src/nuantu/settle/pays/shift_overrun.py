"""P24: so much time is paid when the last delivery ends after the shift."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import HOUR_S, read_rounding
from nuantu.settle.lines import Rate, write_lines
from nuantu.settle.pays.pay import Pay

Ints = NDArray[np.int64]


def find_overruns(facts: DayFacts) -> Ints:
    """Rows of deliveries that are the last of those in hand when their worker went offline, each once, in order.

    Within one second the order of the events decides.
    """
    done, log = facts.deliveries, facts.log
    ends = log.rows("offline") + 1
    if not len(ends) or not len(done.order):
        return np.zeros(0, np.int64)
    # Of each worker's orders by acceptance: which of those accepted so far is delivered last. Keys of a worker lie
    # above all keys of the workers before.
    span = log.events.num_rows + 2
    by_accept = np.lexsort((done.accepted_event, done.worker))
    keys = done.worker[by_accept] * span + done.accepted_event[by_accept]
    reach = np.maximum.accumulate(done.worker[by_accept] * span + done.delivered_event[by_accept])
    worker = log.worker[ends - 1]
    place = np.searchsorted(keys, worker * span + ends) - 1
    last = np.where(place >= 0, reach[np.maximum(place, 0)] - worker * span, 0)
    overrun = last[last > ends]
    return np.flatnonzero(np.isin(done.delivered_event, overrun))


def settle_overruns(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line for the last order of each shift that was overrun."""
    done = facts.deliveries
    rows = find_overruns(facts)
    rows = rows[facts.covers(clause, done.worker[rows], done.delivered_s[rows])]
    subject = done.subject(done.accepted_event, done.delivered_event).take(rows)
    return write_lines(clause, "worker_pay", "overrun", subject,
                       np.full(len(rows), clause.int_param("paid_time"), np.int64),
                       Rate(clause.int_param("rate"), HOUR_S, "second", read_rounding(clause)), facts.log.currency)


SHIFT_OVERRUN = Pay("supplement", settle_overruns)
