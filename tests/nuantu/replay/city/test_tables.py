"""The world as published tables."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nuantu.replay.city.addresses import make_addresses
from nuantu.replay.city.compounds import make_compounds
from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.orders import OrderBook
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.tables import list_tables
from nuantu.replay.city.world import World


def test_every_table_but_orders_is_there(world: World, options: CityOptions) -> None:
    """Ten tables, none of them empty."""
    tables = list_tables(world, options)

    assert set(tables) == {"merchants", "workers", "shifts", "districts", "alerts", "compounds", "preferences",
                           "street_nodes", "street_edges", "features"}
    assert all(table.num_rows > 0 for table in tables.values())


def test_rings_are_closed_and_rails_are_lines(world: World, options: CityOptions) -> None:
    """Areas end with their first point."""
    tables = list_tables(world, options)
    rings = tables["districts"]["ring_m"].to_pylist() + [
        row["ring_m"] for row in tables["features"].to_pylist() if row["kind"] != "rail"]

    assert all(ring[:2] == ring[-2:] and len(ring) >= 8 for ring in rings)
    assert {row["kind"] for row in tables["features"].to_pylist()} == {"river", "park", "lake", "rail"}


def test_lengths_of_edges_are_distances_of_their_nodes(world: World, options: CityOptions) -> None:
    """To a decimetre or two, as both are rounded."""
    tables = list_tables(world, options)
    nodes = np.column_stack([tables["street_nodes"][name].to_numpy() for name in ("x_m", "y_m")])
    ends = np.column_stack([tables["street_edges"][name].to_numpy() for name in ("from_node", "to_node")])
    far = np.hypot(*(nodes[ends[:, 1]] - nodes[ends[:, 0]]).T)

    assert np.abs(far - tables["street_edges"]["length_m"].to_numpy()).max() < 0.3


def test_workers_work_where_minimum_wages_are_known(world: World, options: CityOptions) -> None:
    """The place code of riders and districts is that of a district of Beijing, and everyone rides an e-bike."""
    workers = list_tables(world, options)["workers"]

    assert set(workers["place_code"].to_pylist()) == {"110105"}
    assert set(workers["vehicle"].to_pylist()) == {"ebike"}
    assert workers["worker_id"].to_pylist()[:2] == ["R00001", "R00002"]


def test_orders_name_compounds_that_stand_in_their_table_in_the_largest_cities_too(world: World) -> None:
    """With more than a hundred thousand doors the ids of both tables still agree."""
    rng = np.random.default_rng(1)
    doors = make_addresses(world.plan, world.districts, 500_000, rng)
    compounds, addresses = make_compounds(doors, world.districts, rng)
    large, options = replace(world, addresses=addresses, compounds=compounds), CityOptions(400, 1)
    book = OrderBook(options, Streams(1), world.merchants, addresses, world.districts, (1e5, 1e5))
    named = {name for batch in book.write_batches() for name in batch["compound_id"].to_pylist()} - {None}

    assert len(addresses.xy) > 100_000
    assert addresses.compound_count == len(compounds.gate)
    assert named
    assert named <= set(list_tables(large, options)["compounds"]["compound_id"].to_pylist())
