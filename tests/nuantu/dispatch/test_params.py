"""Parameters are refused by name outside their bounds."""

from __future__ import annotations

import pytest

from nuantu.core.errors import InputError
from nuantu.dispatch.params import OpenParams, ReyesParams, TripParams, list_names


@pytest.mark.parametrize(("kind", "name", "value"), [
    (OpenParams, "near_workers", 0), (OpenParams, "late_factor", -1.0), (TripParams, "trip_orders", 0),
    (TripParams, "iterations_per_order", -1.0), (TripParams, "move_max_s", 10_000), (ReyesParams, "period_s", 0)])
def test_a_value_outside_its_bounds_is_refused_by_name(kind: type, name: str, value: float) -> None:
    """The sentence names parameter, value and bounds."""
    with pytest.raises(InputError, match=rf"{name} is {value}"):
        kind(**{name: value})


def test_no_name_is_shared_by_the_two_conducts() -> None:
    """Parameters of both may be given together."""
    assert not list_names(OpenParams) & list_names(TripParams)
