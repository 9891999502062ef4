"""P22: counted hours of winter days pay more."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.times import falls_in_season
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import settle_hours
from nuantu.settle.pays.pay import Pay


def settle_winter(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line a worker and local day of the season."""
    amount = np.full(len(facts.log.worker_ids), clause.int_param("amount"), np.int64)
    first, last = clause.int_param("first_day"), clause.int_param("last_day")

    def find_rates(day: date) -> NDArray[np.int64]:
        return amount if falls_in_season(day, first, last) else np.zeros_like(amount)

    return settle_hours(clause, facts, "winter", find_rates)


WINTER_SUPPLEMENT = Pay("supplement", settle_winter)
