"""P17: counted hours pay more with every whole step of tenure, up to a cap."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import settle_hours
from nuantu.settle.pays.pay import Pay
from nuantu.settle.tenure import UNKNOWN, find_hired


def settle_seniority(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line a worker and local day; whose tenure is unknown gets none."""
    hired = find_hired(facts.log)
    amount, every, cap = clause.int_param("amount"), clause.int_param("every"), clause.optional_int("cap")

    def find_rates(day: date) -> NDArray[np.int64]:
        steps = np.where(hired == UNKNOWN, 0, np.maximum(day.toordinal() - hired, 0) // every)
        rates: NDArray[np.int64] = steps * amount
        return rates if cap is None else np.minimum(rates, cap)

    return settle_hours(clause, facts, "seniority", find_rates)


SENIORITY_BONUS = Pay("supplement", settle_seniority)
