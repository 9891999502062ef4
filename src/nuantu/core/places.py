"""Places are points of a local plane in metres; travel between them follows one stated model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LineTravel:
    """Straight line times a detour factor at one speed, rounded up to whole units.

    ``speed_m_per_h`` metres an hour, ``detour_pm`` per mille of the straight line (1300 = 30 % longer),
    ``unit_s`` the unit to which a travel time is rounded up (60 on mdrp days, 1 elsewhere).
    """

    speed_m_per_h: int
    detour_pm: int = 1000
    unit_s: int = 1
    kind: Literal["line"] = "line"

    def distance_m(
        self, from_x_m: NDArray[np.float64], from_y_m: NDArray[np.float64],
        x_m: NDArray[np.float64], y_m: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Distance travelled in metres, elementwise."""
        line: NDArray[np.float64] = np.hypot(x_m - from_x_m, y_m - from_y_m)
        return line * (self.detour_pm / 1000)

    def travel_s(self, distance_m: NDArray[np.float64]) -> NDArray[np.int64]:
        """Seconds for these distances, each rounded up to ``unit_s``."""
        units = distance_m * 3600 / self.speed_m_per_h / self.unit_s
        return (np.ceil(units - 1e-9) * self.unit_s).astype(np.int64)
