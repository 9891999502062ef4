"""What a clause type that pays must offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.weather import Alert

Offer = Callable[[int, int], tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Offerable:
    """What is known of a day's orders when one is offered: metres and district by row, alerts, all days' rows."""

    distance_m: NDArray[np.int64]
    districts: Sequence[str | None]
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Pay:
    """The pay hook of a clause type.

    ``stage``: ``order`` lines are written first, ``period`` lines see them in ``facts.settled``. ``settle`` turns a
    clause and the day's facts into ledger lines. ``offer`` (order clauses that pay the worker) prepares the same
    arithmetic for ``(order row, UTC second of the offer) -> parts (component, minor units)``, zero parts left out.
    """

    stage: Literal["order", "period"]
    settle: Callable[[Clause, DayFacts], pa.Table]
    offer: Callable[[Clause, Offerable], Offer] | None = None
