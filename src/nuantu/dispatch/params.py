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

    ``open_iterations_per_order``: ruin-and-recreate steps a round for each open order.
    ``open_iterations_max``: most steps in one round, so that a peak cannot stall the clock.
    ``open_horizon_s``: an order whose meal is ready only later than this is left for later rounds.
    ``near_workers``: workers that are looked at for one order.
    ``late_factor``: a second beyond the promise counts so many seconds more.
    ``unserved_s``: price of an order left for the next round.
    ``push_ahead_s``: an order is pushed so long before the worker must turn to it.
    """

    open_iterations_per_order: float = 3.0
    open_iterations_max: int = 200
    open_horizon_s: int = 480
    near_workers: int = 40
    late_factor: float = 2.0
    unserved_s: float = 3.0e4
    push_ahead_s: int = 90

    def __post_init__(self) -> None:
        _check_range(self, "open_iterations_per_order", 0, 1000)
        _check_range(self, "open_iterations_max", 0, 1_000_000)
        _check_range(self, "open_horizon_s", 0, 86_400)
        _check_range(self, "near_workers", 1, 500)
        _check_range(self, "late_factor", 0, 1000)
        _check_range(self, "unserved_s", 1, 1e9)
        _check_range(self, "push_ahead_s", 0, 7200)


@dataclass(frozen=True, slots=True)
class TripParams:
    """Search over routes of trips (mdrp conduct), chosen on a spread of the published days, one setting for all.

    ``iterations_per_order``: ruin-and-recreate steps a round for each open order.
    ``iterations_max``: most steps in one round.
    ``trip_orders``: most orders in one trip.
    ``unserved_min``: price, in minutes of excess, of an order that finds no place.
    ``slack_min``: rise of the price, in minutes, that a step may bring at the beginning of a round's search.
    ``rescue_steps``: steps of a second search where an order finds no place; 0 makes none.
    ``rescue_slack_min``: the same rise in that second search.
    ``ride_price``: seconds of excess that a second of riding to a merchant counts for.
    ``closing_s``: so long before the last shift of the day ends the next two prices hold; 0: never.
    ``closing_ride_price``: the price of riding then, when time on the road is what the last orders lack.
    ``closing_wait_s``: an order that has been ready for so long counts twice then, for three times that four times.
    ``pay_price_min``: price, in minutes, of one order's whole pay above the guarantee.
    ``pay_ramp``: share of the guaranteed orders over which that price rises from nothing to whole (0: at once).
    ``pay_pace``: share of the day's pace at which a worker is expected to go on until the end of the shift.
    ``covered_orders_per_h``: orders an hour that the guarantee already pays: 15 an hour over 10 an order.
    ``move_max_s``: longest ride to which an idle worker is sent ahead; 0 sends nobody.
    ``move_pays_s``: time over which a better place pays for the ride, at most to the end of the shift.
    ``move_prior``: orders that every merchant is credited with before any came.
    """

    iterations_per_order: float = 24.0
    iterations_max: int = 1500
    trip_orders: int = 5
    unserved_min: float = 1000.0
    slack_min: float = 0.0
    rescue_steps: int = 5000
    rescue_slack_min: float = 60.0
    ride_price: float = 0.1
    closing_s: int = 9000
    closing_ride_price: float = 0.3
    closing_wait_s: int = 1800
    pay_price_min: float = 0.5
    pay_ramp: float = 0.5
    pay_pace: float = 1.0
    covered_orders_per_h: float = 1.5
    move_max_s: int = 900
    move_pays_s: int = 1500
    move_prior: float = 0.2

    def __post_init__(self) -> None:
        _check_range(self, "iterations_per_order", 0, 1000)
        _check_range(self, "iterations_max", 0, 1_000_000)
        _check_range(self, "trip_orders", 1, 20)
        _check_range(self, "unserved_min", 1, 1e6)
        _check_range(self, "slack_min", 0, 1e4)
        _check_range(self, "rescue_steps", 0, 1_000_000)
        _check_range(self, "rescue_slack_min", 0, 1e4)
        _check_range(self, "ride_price", 0, 100)
        _check_range(self, "closing_s", 0, 86_400)
        _check_range(self, "closing_ride_price", 0, 100)
        _check_range(self, "closing_wait_s", 60, 86_400)
        _check_range(self, "pay_price_min", 0, 1e4)
        _check_range(self, "pay_ramp", 0, 10)
        _check_range(self, "pay_pace", 0, 10)
        _check_range(self, "covered_orders_per_h", 0, 100)
        _check_range(self, "move_max_s", 0, 7200)
        _check_range(self, "move_pays_s", 60, 86_400)
        _check_range(self, "move_prior", 0, 1e6)


@dataclass(frozen=True, slots=True)
class ReyesParams:
    """The published algorithm's figures; the last two are unpublished in the paper and ours.

    ``period_s`` seconds between optimisations (paper: 5 min). ``horizon_s`` look-ahead for orders and couriers (paper:
    10 min; ours 20, with which our reading of the rules comes nearer to the published row). ``target_s`` click-to-door
    target (paper: 40 min). ``service_weight`` seconds of riding that a second of waiting meal is worth when bundling.
    ``delay_weight`` orders a minute that a minute of late pick-up costs.
    """

    period_s: int = 300
    horizon_s: int = 1200
    target_s: int = 2400
    service_weight: float = 1.0
    delay_weight: float = 1.0

    def __post_init__(self) -> None:
        _check_range(self, "period_s", 60, 3600)
        _check_range(self, "horizon_s", 0, 7200)
        _check_range(self, "target_s", 0, 86400)
        _check_range(self, "service_weight", 0, 1000)
        _check_range(self, "delay_weight", 0, 1000)


def list_names(kind: type[OpenParams] | type[TripParams]) -> frozenset[str]:
    """Names of the parameters of one kind."""
    return frozenset(field.name for field in fields(kind))
