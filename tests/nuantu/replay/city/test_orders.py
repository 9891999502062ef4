"""Orders of a day."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from nuantu.core.tables import find_table
from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.orders import HOUR_PM, OrderBook, number_ids, weigh_minutes
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.world import World


def _book(world: World, orders: int, seed: int) -> OrderBook:
    options = CityOptions(orders, seed)
    ground = world.plan.ground
    return OrderBook(options, Streams(seed), world.merchants, world.addresses, world.districts,
                     (ground.width_m, ground.height_m))


@pytest.fixture(scope="module")
def orders(world: World) -> pa.Table:
    """Four thousand orders in the small city."""
    return pa.concat_tables(_book(world, 4000, 3).write_batches())


def test_hours_add_up_to_a_thousand_and_minutes_keep_their_hours() -> None:
    """The share of each hour is exact, however minutes bend within it."""
    minutes = weigh_minutes()

    assert sum(HOUR_PM) == 1000
    assert minutes.reshape(24, 60).sum(axis=1) * 1000 == pytest.approx(np.array(HOUR_PM, dtype=float))
    assert minutes.min() > 0


def test_orders_come_in_order_of_time_with_ids_in_that_order(orders: pa.Table) -> None:
    """Ids ascend with placed_s, from one, without gaps."""
    assert orders["order_id"].to_pylist() == [f"O{k:05d}" for k in range(1, 4001)]
    assert (np.diff(orders["placed_s"].to_numpy()) >= 0).all()
    assert orders.schema.equals(find_table("day", "orders").to_arrow())


def test_all_orders_fall_on_the_day(orders: pa.Table) -> None:
    """From midnight to midnight, ready at least three minutes after they were placed."""
    placed, begin = orders["placed_s"].to_numpy(), CityOptions(1, 0).begin_s

    assert begin <= placed.min() <= placed.max() < begin + 86_400
    assert (orders["ready_s"].to_numpy() - placed).min() >= 180
    assert (orders["ready_estimate_s"].to_numpy() - placed).min() >= 240


def test_lunch_and_dinner_stand_out(orders: pa.Table) -> None:
    """Eleven o'clock is the busiest hour, seventeen the busiest of the evening."""
    hours = np.bincount((orders["placed_s"].to_numpy() - CityOptions(1, 0).begin_s) // 3600, minlength=24)

    assert int(hours.argmax()) == 11
    assert int(hours[14:].argmax()) + 14 == 17


def test_places_are_doors_and_compounds_those_of_the_doors(orders: pa.Table, world: World) -> None:
    """Every customer stands at an address, behind its gate if it has one, on one of its storeys."""
    known = {(round(x, 1), round(y, 1)): (compound, storeys) for (x, y), compound, storeys in zip(
        world.addresses.xy.tolist(), world.addresses.compound.tolist(), world.addresses.storeys.tolist(), strict=True)}
    for row in orders.slice(0, 300).to_pylist():
        compound, storeys = known[row["x_m"], row["y_m"]]

        assert row["compound_id"] == (None if compound < 0 else f"C{compound + 1:05d}")
        assert 1 <= row["floor"] <= storeys


def test_noon_goes_to_work_and_evening_home(orders: pa.Table, world: World) -> None:
    """The share of doors that are mostly work places is far larger at noon."""
    work = {(round(x, 1), round(y, 1)) for (x, y), w, h in zip(
        world.addresses.xy.tolist(), world.addresses.work, world.addresses.home, strict=True) if w > h}
    hours = (orders["placed_s"].to_numpy() - CityOptions(1, 0).begin_s) // 3600
    at_work = np.array([place in work for place in zip(orders["x_m"].to_pylist(), orders["y_m"].to_pylist(),
                                                       strict=True)])

    assert at_work[hours == 11].mean() > at_work[hours >= 19].mean() + 0.12


def test_estimates_are_whole_minutes_and_some_kitchens_are_late(orders: pa.Table) -> None:
    """The wait is told in whole minutes; between one and three in ten orders come a minute later or more."""
    told = orders["ready_estimate_s"].to_numpy() - orders["placed_s"].to_numpy()
    late = orders["ready_s"].to_numpy() - orders["ready_estimate_s"].to_numpy()

    assert (told % 60 == 0).all()
    assert 0.1 < float((late >= 60).mean()) < 0.3


def test_the_same_seed_gives_the_same_orders_and_another_gives_others(world: World) -> None:
    """Whole tables are compared."""
    first, again, other = (pa.concat_tables(_book(world, 300, seed).write_batches()) for seed in (3, 3, 4))

    assert first.equals(again)
    assert not first.equals(other)


def test_a_single_order_is_a_day_too(world: World) -> None:
    """One batch of one row."""
    assert [batch.num_rows for batch in _book(world, 1, 0).write_batches()] == [1]


def test_ids_are_as_wide_as_the_largest_needs() -> None:
    """Five digits, more where more are needed."""
    assert number_ids("O", np.array([7, 42]), 9).tolist() == ["O00007", "O00042"]
    assert number_ids("O", np.array([7]), 1_000_000).tolist() == ["O0000007"]
