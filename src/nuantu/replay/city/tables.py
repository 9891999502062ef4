"""The standing world as published day tables."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.replay.city.geometry import flatten_ring
from nuantu.replay.city.names import Name
from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.orders import number_ids
from nuantu.replay.city.streets import CLASSES
from nuantu.replay.city.weather import ISSUER
from nuantu.replay.city.world import World
from nuantu.replay.day import TableName

RIVER = Name("暖河", "Nuan River")


def list_tables(world: World, options: CityOptions) -> dict[TableName, pa.Table]:
    """Every table of the day but its orders; identical worlds give identical tables."""
    return {
        "merchants": _list_merchants(world),
        "workers": _list_workers(world, options),
        "shifts": _list_shifts(world, options),
        "districts": _list_districts(world, options),
        "alerts": _list_alerts(world, options),
        "compounds": _list_compounds(world),
        "preferences": _list_preferences(world, options),
        "street_nodes": _list_nodes(world),
        "street_edges": _list_edges(world),
        "features": _list_features(world),
    }


def _list_merchants(world: World) -> pa.Table:
    merchants = world.merchants
    count = len(merchants.xy)
    ids = np.array([district.district_id for district in world.districts], dtype=object)
    return pa.table({
        "merchant_id": number_ids("M", np.arange(1, count + 1), count),
        "x_m": merchants.xy[:, 0].round(1), "y_m": merchants.xy[:, 1].round(1),
        "district_id": ids[merchants.district],
        "name_zh": [name.zh for name in merchants.names], "name_en": [name.en for name in merchants.names],
    })


def _list_workers(world: World, options: CityOptions) -> pa.Table:
    riders = world.riders
    count = len(riders.worker_class)
    return pa.table({
        "worker_id": number_ids("R", np.arange(1, count + 1), count),
        "worker_class": riders.worker_class,
        "vehicle": ["ebike"] * count,
        "tenure_days": riders.tenure_days,
        "place_code": [options.place_code] * count,
    })


def _list_shifts(world: World, options: CityOptions) -> pa.Table:
    riders = world.riders
    count = len(riders.on_s)
    return pa.table({
        "shift_id": number_ids("S", np.arange(1, count + 1), count),
        "worker_id": number_ids("R", riders.shift_rider + 1, len(riders.worker_class)),
        "on_s": options.begin_s + riders.on_s, "off_s": options.begin_s + riders.off_s,
        "x_m": riders.start[:, 0].round(1), "y_m": riders.start[:, 1].round(1),
    })


def _list_districts(world: World, options: CityOptions) -> pa.Table:
    return pa.table({
        "district_id": [district.district_id for district in world.districts],
        "name_zh": [district.name.zh for district in world.districts],
        "name_en": [district.name.en for district in world.districts],
        "place_code": [options.place_code] * len(world.districts),
        "ring_m": [flatten_ring(district.ring, closed=True) for district in world.districts],
    })


def _list_alerts(world: World, options: CityOptions) -> pa.Table:
    alerts, begin = world.alerts, options.begin_s
    return pa.table({
        "alert_id": [alert.alert_id for alert in alerts],
        "kind": [alert.kind for alert in alerts],
        "level": [alert.level for alert in alerts],
        "issued_by": [ISSUER] * len(alerts),
        "issued_s": [begin + alert.issued_s for alert in alerts],
        "from_s": [begin + alert.from_s for alert in alerts],
        "to_s": [begin + alert.to_s for alert in alerts],
        "district_id": pa.array([alert.district_id for alert in alerts], pa.string()),
        "supersedes": pa.array([alert.supersedes for alert in alerts], pa.string()),
    })


def _list_compounds(world: World) -> pa.Table:
    compounds = world.compounds
    count = len(compounds.gate)
    ids = np.array([district.district_id for district in world.districts], dtype=object)
    return pa.table({
        "compound_id": number_ids("C", np.arange(1, count + 1), world.addresses.compound_count),
        "district_id": ids[compounds.district],
        "name_zh": [name.zh for name in compounds.names], "name_en": [name.en for name in compounds.names],
        "gate_x_m": compounds.gate[:, 0].round(1), "gate_y_m": compounds.gate[:, 1].round(1),
        "gate_delay_s": compounds.delay_s, "has_pass": compounds.has_pass,
    })


def _list_preferences(world: World, options: CityOptions) -> pa.Table:
    wishes, begin = world.preferences, options.begin_s
    count = len(wishes)
    return pa.table({
        "preference_id": number_ids("P", np.arange(1, count + 1), count),
        "worker_id": number_ids("R", np.array([wish.rider + 1 for wish in wishes], np.int64),
                                len(world.riders.worker_class)),
        "component": pa.array([wish.component for wish in wishes], pa.string()),
        "from_s": pa.array([None if wish.from_s is None else begin + wish.from_s for wish in wishes], pa.int64()),
        "to_s": pa.array([None if wish.to_s is None else begin + wish.to_s for wish in wishes], pa.int64()),
        "distance_m": pa.array([wish.distance_m for wish in wishes], pa.int64()),
    })


def _list_nodes(world: World) -> pa.Table:
    nodes = world.plan.streets.nodes
    return pa.table({"node_id": np.arange(len(nodes)), "x_m": nodes[:, 0].round(1), "y_m": nodes[:, 1].round(1)})


def _list_edges(world: World) -> pa.Table:
    streets = world.plan.streets
    names = [world.road_names[number] for number in streets.name.tolist()]
    return pa.table({
        "edge_id": np.arange(len(streets.ends)),
        "from_node": streets.ends[:, 0], "to_node": streets.ends[:, 1],
        "length_m": streets.length_m.round(1),
        "class": [CLASSES[rank] for rank in streets.rank.tolist()],
        "oneway": [False] * len(streets.ends),
        "name_zh": pa.array([None if name is None else name.zh for name in names], pa.string()),
        "name_en": pa.array([None if name is None else name.en for name in names], pa.string()),
    })


def _list_features(world: World) -> pa.Table:
    plan = world.plan
    rows: list[tuple[str, list[float], Name | None]] = [
        ("river", flatten_ring(plan.river.ring, closed=True), RIVER),
        *[("park", flatten_ring(ring, closed=True), None) for ring in plan.parks],
        *[("lake", flatten_ring(ring, closed=True), None) for ring in plan.lakes],
        ("rail", flatten_ring(plan.rail, closed=False), None),
    ]
    return pa.table({
        "feature_id": [f"F{number:03d}" for number in range(1, len(rows) + 1)],
        "kind": [kind for kind, _, _ in rows],
        "ring_m": [ring for _, ring, _ in rows],
        "name_zh": pa.array([None if name is None else name.zh for _, _, name in rows], pa.string()),
        "name_en": pa.array([None if name is None else name.en for _, _, name in rows], pa.string()),
    })
