"""Since when each worker has been in the work."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nuantu.settle.local_time import find_dates
from nuantu.settle.log import DayLog

Ints = NDArray[np.int64]

UNKNOWN = 0


def find_hired(log: DayLog) -> Ints:
    """Proleptic ordinal of the day of hire of each worker code; ``UNKNOWN`` where nothing says.

    It follows from the last correction of the tenure (``tenure_change``), else from ``registered``.
    """
    hired = np.full(len(log.worker_ids), UNKNOWN, np.int64)
    for kind in ("registered", "tenure_change"):
        rows = log.rows(kind)
        tenure = log.ints("tenure_days", rows)
        rows, tenure = rows[tenure >= 0], tenure[tenure >= 0]
        hired[log.worker[rows]] = find_dates(log, log.at_s[rows]) - tenure
    return hired
