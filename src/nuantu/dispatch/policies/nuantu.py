"""nuantu: all routes are searched anew every round, and an order is pushed as late as does no harm."""

from __future__ import annotations

from dataclasses import dataclass, field

from nuantu.dispatch.params import OpenParams, TripParams
from nuantu.dispatch.policies.open_rounds import decide_open
from nuantu.dispatch.policies.trip_rounds import decide_trips
from nuantu.dispatch.problem import Plan, Snapshot


@dataclass(slots=True)
class Nuantu:
    """Ruin and recreate over the whole fleet with late pushes."""

    seed: int
    open_params: OpenParams = field(default_factory=OpenParams)
    trip_params: TripParams = field(default_factory=TripParams)
    name: str = "nuantu"

    def decide(self, snapshot: Snapshot) -> Plan:
        """Search from the last plan and push what is due."""
        seed = (self.seed * 1_000_003 + snapshot.now_s) % 2**31
        if snapshot.conduct.one_merchant_trips:
            return decide_trips(snapshot, self.trip_params, seed, warm=True, lazy=True)
        return decide_open(snapshot, self.open_params, seed, warm=True, lazy=True)
