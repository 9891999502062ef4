"""greedy: each order, oldest first, goes at once to the worker for whom it costs least, and stays there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nuantu.dispatch.params import OpenParams
from nuantu.dispatch.policies.open_rounds import decide_open
from nuantu.dispatch.problem import Plan, Snapshot


@dataclass(slots=True)
class Greedy:
    """Cheapest insertion without search, pushed as soon as it is found."""

    seed: int
    params: OpenParams = field(default_factory=OpenParams)
    name: str = "greedy"

    def decide(self, snapshot: Snapshot) -> Plan:
        """Insert every open order once and push it."""
        params = replace(self.params, iterations_per_order=0.0)
        return decide_open(snapshot, params, self.seed, warm=False, lazy=False)
