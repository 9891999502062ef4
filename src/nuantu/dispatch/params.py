"""Parameters of every policy: validated, with units and where the figure comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields

from nuantu.core.errors import InputError


def _check_range(owner: object, name: str, low: float, high: float) -> None:
    value = getattr(owner, name)
    if not low <= value <= high:
        raise InputError(f"{name} is {value}, outside {low} to {high}", field=name, fix="choose a value inside")


@dataclass(frozen=True, slots=True)
class OpenParams:
    """Search over routes of stops (open conduct). Figures without a source were chosen by us on generated days.

    ``iterations_per_order``: ruin-and-recreate steps a round for each open order.
    ``iterations_max``: most steps in one round, so that a peak cannot stall the clock.
    ``near_workers``: workers that are looked at for one order.
    ``late_factor``: a second beyond the promise counts so many seconds more.
    ``unserved_s``: price of an order left for the next round.
    ``push_ahead_s``: an order is pushed so long before the worker must turn to it.
    """

    iterations_per_order: float = 3.0
    iterations_max: int = 600
    near_workers: int = 20
    late_factor: float = 2.0
    unserved_s: float = 3.0e4
    push_ahead_s: int = 90

    def __post_init__(self) -> None:
        _check_range(self, "iterations_per_order", 0, 1000)
        _check_range(self, "iterations_max", 0, 1_000_000)
        _check_range(self, "near_workers", 1, 500)
        _check_range(self, "late_factor", 0, 1000)
        _check_range(self, "unserved_s", 1, 1e9)
        _check_range(self, "push_ahead_s", 0, 7200)


def read_params(kind: type, given: dict[str, object]) -> dict[str, object]:
    """Refuse, by name, a parameter that this policy does not have."""
    known = {field.name for field in fields(kind)}
    for name in given:
        if name not in known:
            raise InputError(f"the policy has no parameter {name}", field=name,
                             fix=f"choose from {', '.join(sorted(known))}")
    return given
