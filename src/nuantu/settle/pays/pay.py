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

#: ``order`` lines are written first, then ``supplement`` (what is added to an order or a day), ``period`` (floors of
#: local days), ``month`` (longer periods), ``group`` (sums over many workers); each stage sees the lines of those
#: before it in ``facts.settled``.
Stage = Literal["order", "supplement", "period", "month", "group"]
Offer = Callable[[int, int], tuple[tuple[str, int], ...]]
#: From the order pay that counts (minor units) and the UTC second of the offer to what is added, 0 for nothing.
Supplement = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Offerable:
    """What is known of a day's orders when one is offered: metres, district, grams and storey by row (-1 unknown),
    the alerts, the time zone."""

    distance_m: NDArray[np.int64]
    districts: Sequence[str | None]
    alerts: tuple[Alert, ...]
    tz: str
    weight_g: NDArray[np.int64]
    floor: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pay:
    """The pay hook of a clause type.

    ``stage`` says when its lines are written. ``settle`` turns a
    clause and the day's facts into ledger lines. ``offer`` (order clauses that pay the worker) prepares the same
    arithmetic for ``(order row, UTC second of the offer) -> parts (component, minor units)``, zero parts left out.
    ``supplement`` does so for what is added to an order's pay as ``component``: it is handed the time zone and gives
    ``None`` where only the moment of delivery decides.
    """

    stage: Stage
    settle: Callable[[Clause, DayFacts], pa.Table]
    offer: Callable[[Clause, Offerable], Offer] | None = None
    supplement: Callable[[Clause, str], Supplement | None] | None = None
    component: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether what it pays for an order can be shown before acceptance."""
        return self.offer is not None or self.supplement is not None
