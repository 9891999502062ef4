"""Small valid days for tests: one as the published text files, one native day with every optional table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa

from nuantu.core.tables import find_table
from nuantu.core.times import local_midnight_s
from nuantu.replay.day import Day, DayInfo, TableName

MDRP_TEXTS = {
    "orders.txt": (
        "order\tx\ty\tplacement_time\trestaurant\tready_time\n"
        "o1\t100\t200\t10\tr1\t20\n"
        "o2\t-300.25\t400\t12\tr2\t12\n"
        "o3\t500\t600\t600\tr1\t655\n"
    ),
    "couriers.txt": "courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t0\t300\nc2\t50\t60\t290\t700\n",
    "restaurants.txt": "restaurant\tx\ty\nr1\t10\t20\nr2\t30\t40\n",
    "instance_parameters.txt": (
        "meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\t"
        "maximum click-to-door\tpay per order\tguaranteed pay per hour\n"
        "320\t4\t4\t40\t90\t10\t15\n"
    ),
}
DATE = dt.date(2026, 11, 20)
BEGIN_S = local_midnight_s(DATE)

INFO = DayInfo(name="small", date=DATE, tz="Asia/Shanghai", currency="CNY", rules="open", source="made for a test",
               speed_m_per_h=15_000, detour_pm=1300, travel_unit_s=1, pickup_service_s=60, dropoff_service_s=90)

ROWS: dict[TableName, list[dict[str, Any]]] = {
    "orders": [
        {"order_id": "A1", "merchant_id": "m1", "x_m": 10.5, "y_m": -20.25, "placed_s": BEGIN_S + 39_000,
         "ready_estimate_s": BEGIN_S + 39_900, "ready_s": BEGIN_S + 40_100, "district_id": "d1", "compound_id": "k1",
         "floor": 6, "weight_g": 700},
        {"order_id": "A2", "merchant_id": "m2", "x_m": 900.0, "y_m": 800.0, "placed_s": BEGIN_S + 39_010,
         "ready_estimate_s": BEGIN_S + 39_010, "ready_s": BEGIN_S + 39_010},
    ],
    "merchants": [
        {"merchant_id": "m1", "x_m": 0.0, "y_m": 0.0, "district_id": "d1", "name_zh": "面馆", "name_en": "Noodles"},
        {"merchant_id": "m2", "x_m": 100.0, "y_m": 100.0},
    ],
    "workers": [
        {"worker_id": "W1", "worker_class": "crowd", "vehicle": "ebike", "tenure_days": 12, "place_code": "110105"},
        {"worker_id": "W2", "worker_class": "dedicated", "vehicle": "car"},
    ],
    "shifts": [
        {"shift_id": "s1", "worker_id": "W1", "on_s": BEGIN_S + 36_000, "off_s": BEGIN_S + 45_000, "x_m": 1.0,
         "y_m": 2.0},
        {"shift_id": "s2", "worker_id": "W1", "on_s": BEGIN_S + 45_000, "off_s": BEGIN_S + 50_000, "x_m": 1.0,
         "y_m": 2.0},
        {"shift_id": "s3", "worker_id": "W2", "on_s": BEGIN_S + 36_000, "off_s": BEGIN_S + 90_000, "x_m": 1.0,
         "y_m": 2.0},
    ],
    "districts": [
        {"district_id": "d1", "name_zh": "东城", "name_en": "East", "place_code": "110105",
         "ring_m": [0.0, 0.0, 1000.0, 0.0, 1000.0, 1000.0, 0.0, 1000.0]},
    ],
    "alerts": [
        {"alert_id": "w1", "kind": "rain", "level": "yellow", "issued_by": "气象台", "issued_s": BEGIN_S + 30_000,
         "from_s": BEGIN_S + 36_000, "to_s": BEGIN_S + 50_000, "district_id": "d1"},
        {"alert_id": "w2", "kind": "rain", "level": "red", "issued_by": "气象台", "issued_s": BEGIN_S + 39_000,
         "from_s": BEGIN_S + 39_000, "to_s": BEGIN_S + 50_000, "supersedes": "w1"},
    ],
    "compounds": [
        {"compound_id": "k1", "district_id": "d1", "name_zh": "花园", "name_en": "Garden", "gate_x_m": 9.0,
         "gate_y_m": -20.0, "gate_delay_s": 180, "has_pass": False},
    ],
    "street_nodes": [{"node_id": 0, "x_m": 0.0, "y_m": 0.0}, {"node_id": 1, "x_m": 1000.0, "y_m": 0.0}],
    "street_edges": [
        {"edge_id": 0, "from_node": 0, "to_node": 1, "length_m": 1000.5, "class": "street", "oneway": True,
         "name_zh": "长街"},
    ],
    "features": [
        {"feature_id": "f1", "kind": "river", "ring_m": [0.0, 0.0, 10.0, 0.0, 10.0, 10.0], "name_zh": "河"},
        {"feature_id": "f2", "kind": "rail", "ring_m": [0.0, 0.0, 10.0, 0.0]},
    ],
}


def write_mdrp(folder: Path) -> Path:
    """Write the small published day into a new folder."""
    folder.mkdir(parents=True)
    for name, text in MDRP_TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def make_table(name: TableName, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as a table of the published schema; columns left out become null."""
    return pa.Table.from_pylist(rows, schema=find_table("day", name).to_arrow())


def make_day() -> Day:
    """The small native day, in memory."""
    return Day(INFO, **{name: make_table(name, rows) for name, rows in ROWS.items()})
