"""What was delivered: one row an order, with who, when, how far and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.core.errors import InputError
from nuantu.settle.lines import Subject, write_periods
from nuantu.settle.log import DayLog
from nuantu.settle.worktime import Holdings, find_holdings

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Deliveries:
    """Delivered orders in order of delivery.

    ``order`` and ``worker`` are codes of the log; ``*_event`` event ids; ``*_s`` UTC seconds; ``distance_m`` whole
    metres from merchant to customer, -1 where the log does not say; ``district`` codes into ``districts``, -1
    unknown; ``day`` the place in ``log.days()`` of the local day of delivery.
    """

    log: DayLog
    order: Ints
    worker: Ints
    created_event: Ints
    accepted_event: Ints
    delivered_event: Ints
    accepted_s: Ints
    delivered_s: Ints
    distance_m: Ints
    district: Ints
    districts: tuple[str, ...]
    day: Ints

    def is_in(self, district: str) -> NDArray[np.bool_]:
        """Which orders go to this district."""
        if district not in self.districts:
            return np.zeros(len(self.order), bool)
        inside: NDArray[np.bool_] = self.district == self.districts.index(district)
        return inside

    def subject(self, first_event: Ints, last_event: Ints) -> Subject:
        """All of them as subjects of ledger lines, with the events from which the lines follow."""
        log = self.log
        return Subject(pa.array(log.worker_ids, pa.string()).take(pa.array(self.worker)),
                       pa.array(log.order_ids, pa.string()).take(pa.array(self.order)),
                       write_periods([day for day, _, _ in log.days()], self.day), first_event, last_event)


def read_deliveries(log: DayLog, held: Holdings | None = None) -> Deliveries:
    """Gather what was delivered from a log.

    ``held`` spares finding what was in hand once more.
    Raises InputError for an order that was delivered without having been created, or before the log's date.
    """
    held = held or find_holdings(log)
    done = np.flatnonzero(held.delivered)
    done = done[np.argsort(held.end_row[done])]
    order, accept, end = held.order[done], held.accept_row[done], held.end_row[done]
    created = _find_created(log, order, end)
    district, districts = log.words("district_id", created)
    begins = np.array([begin for _, begin, _ in log.days()])
    day = np.searchsorted(begins, log.at_s[end], side="right") - 1
    early = np.flatnonzero(day < 0)
    if len(early):
        raise InputError(f"the delivery lies before the log's date {log.date}", file="events.parquet",
                         line=int(end[early[0]]) + 1, field="at_s", fix="write the log again by replaying the day")
    return Deliveries(log, order, held.worker[done], created + 1, accept + 1, end + 1, log.at_s[accept],
                      log.at_s[end], log.ints("distance_m", created), district, districts, day)


def _find_created(log: DayLog, order: Ints, end: Ints) -> Ints:
    """Row of the ``created`` event of each order."""
    rows = log.rows("created")
    row_of = np.full(len(log.order_ids), -1, np.int64)
    row_of[log.order[rows]] = rows
    found: Ints = row_of[order]
    missing = np.flatnonzero(found < 0)
    if len(missing):
        raise InputError(f"order {log.order_ids[int(order[missing[0]])]} is delivered but was never created",
                         file="events.parquet", line=int(end[missing[0]]) + 1, field="order_id",
                         fix="write the log again by replaying the day")
    return found
