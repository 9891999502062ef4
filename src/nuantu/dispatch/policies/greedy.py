"""greedy: each order, oldest first, goes at once to the worker for whom it costs least."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nuantu.dispatch.params import OpenParams, TripParams
from nuantu.dispatch.policies.open_rounds import decide_open
from nuantu.dispatch.policies.trip_rounds import decide_trips
from nuantu.dispatch.problem import Plan, Snapshot


@dataclass(slots=True)
class Greedy:
    """Cheapest insertion without search or thought of pay; workers set out at once and nobody is sent ahead."""

    seed: int
    open_params: OpenParams = field(default_factory=OpenParams)
    trip_params: TripParams = field(default_factory=TripParams)
    name: str = "greedy"

    def decide(self, snapshot: Snapshot) -> Plan:
        """Insert every order that has no place yet and push it."""
        if snapshot.conduct.one_merchant_trips:
            trips = replace(self.trip_params, iterations_per_order=0.0, move_max_s=0, pay_price_min=0.0,
                            closing_s=0)
            return decide_trips(snapshot, trips, self.seed, warm=True, lazy=False)
        stops = replace(self.open_params, open_iterations_per_order=0.0)
        return decide_open(snapshot, stops, self.seed, warm=False, lazy=False)
