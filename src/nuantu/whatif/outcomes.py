"""What a lived day came to for those who rode it: one number an outcome, for all and by constituency."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.core.money import MINOR_PER_MAJOR
from nuantu.replay.summary import gini
from nuantu.settle.log import DayLog

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: One number by outcome; ``None`` where the day has nothing to count it from.
Outcomes = Mapping[str, float | None]

#: Outcomes in the order in which they are told, each with its unit; {} is the currency.
UNITS: Mapping[str, str] = {
    "pay_per_hour": "{}/h", "pay_lowest_tenth": "{}/h", "pay_gini": "0-1", "hours": "h", "waiting_min": "min",
    "gate_min": "min", "late_share": "0-1", "required_speed_kmh": "km/h", "delivered_share": "0-1",
    "cost_per_order": "{}/order",
}
#: A promise that is past, or all but past, when the order is picked up asks for no speed that anybody rides.
MOST_SPEED_KMH = 60.0
#: Share of deliveries whose required speed lies at or below the one that is told.
SPEED_RANK = 0.9
EVERYONE = ""


@dataclass(frozen=True)
class _Riders:
    """By worker code: seconds on duty, pay in minor units, everything that the worker's lines cost."""

    duty_s: Ints
    pay_minor: Ints
    cost_minor: Ints


@dataclass(frozen=True)
class _Orders:
    """By order code: who delivered it (-1 nobody), and NaN in a column of what is not known of it."""

    rider: Ints
    wait_min: Floats
    gate_min: Floats
    late: Floats
    speed_kmh: Floats


def measure_outcomes(log: DayLog, ledger: pa.Table) -> dict[str, Outcomes]:
    """Outcomes by constituency of a log and its ledger; ``EVERYONE`` first.

    Constituencies are ``province:11`` by the first two digits of the work place and ``class:crowd`` by worker class, as
    the log registers them. Orders count for the constituency of whoever delivered them, and for everyone in any case.
    """
    riders, orders = _gather_riders(log, ledger), _gather_orders(log)
    per_major = MINOR_PER_MAJOR[log.currency]
    found = {}
    for name, members in _list_constituencies(log).items():
        found[name] = _sum_up(riders, orders, members, per_major, everyone=name == EVERYONE)
    return found


def _list_constituencies(log: DayLog) -> dict[str, Bools]:
    """Members of each constituency by worker code, shape (workers,)."""
    count = len(log.worker_ids)
    found = {EVERYONE: np.ones(count, bool)}
    rows = log.rows("registered")
    for kind, column, width in (("province", "place_code", 2), ("class", "worker_class", None)):
        codes, words = log.words(column, rows)
        labels = [word[:width] for word in words]
        for label in sorted(set(labels)):
            chosen = np.array([one == label for one in labels], bool)
            members = np.zeros(count, bool)
            members[log.worker[rows[(codes >= 0) & chosen[codes]]]] = True
            found[f"{kind}:{label}"] = members
    return found


def _gather_riders(log: DayLog, ledger: pa.Table) -> _Riders:
    count = len(log.worker_ids)
    duty_s, open_count = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for kind, sign in (("online", -1), ("offline", 1)):
        rows = log.rows(kind)
        np.add.at(duty_s, log.worker[rows], sign * log.at_s[rows])
        np.add.at(open_count, log.worker[rows], -sign)
    duty_s += open_count * log.end_s  # whoever is still on duty when the log ends was so until then
    worker = pc.index_in(ledger["worker_id"], value_set=pa.array(log.worker_ids)).to_numpy()
    amount, known = ledger["amount_minor"].to_numpy(), worker >= 0
    paid = known & pc.equal(ledger["account"], "worker_pay").to_numpy()
    sums = []
    for chosen in (paid, known):
        sums.append(np.zeros(count, np.int64))
        np.add.at(sums[-1], worker[chosen], amount[chosen])
    return _Riders(duty_s, *sums)


def _gather_orders(log: DayLog) -> _Orders:
    picked_s, delivered_s, created_s = (_last_s(log, kind) for kind in ("picked_up", "delivered", "created"))
    done = (delivered_s >= 0) & (created_s >= 0)
    carried = done & (picked_s >= 0)
    rider = np.full(len(log.order_ids), -1, np.int64)
    rows = log.rows("delivered")
    rider[log.order[rows]] = log.worker[rows]
    rider[~done] = -1
    distance_m = np.full(len(rider), -1, np.int64)
    rows = log.rows("created")
    distance_m[log.order[rows]] = log.ints("distance_m", rows)
    at_pickup_s, at_door_s = _promised_s(log, picked_s), _promised_s(log, delivered_s)
    left_s = np.maximum(at_pickup_s - picked_s, 1)
    speed = np.minimum(distance_m / left_s * 3.6, MOST_SPEED_KMH)
    gate_s, arrived_s = _last_s(log, "arrived_gate"), _last_s(log, "merchant_arrived")
    return _Orders(
        rider=rider,
        wait_min=np.where(carried & (arrived_s >= 0), (picked_s - arrived_s) / 60, np.nan),
        gate_min=np.where(done & (gate_s >= 0), (delivered_s - gate_s) / 60, np.nan),
        late=np.where(done & (at_door_s >= 0), delivered_s > at_door_s, np.nan),
        speed_kmh=np.where(carried & (at_pickup_s >= 0) & (distance_m >= 0), speed, np.nan),
    )


def _last_s(log: DayLog, kind: str) -> Ints:
    """UTC seconds of the last event of a kind by order code, -1 for none; orders of no code are left aside."""
    found = np.full(len(log.order_ids), -1, np.int64)
    rows = log.rows(kind)
    rows = rows[log.order[rows] >= 0]
    found[log.order[rows]] = log.at_s[rows]
    return found


def _promised_s(log: DayLog, by_s: Ints) -> Ints:
    """The promise that stood for each order at a second of its own, -1 where none did."""
    rows = log.rows("eta_quoted", "eta_extended")
    promised_s = log.ints("promised_s", rows)
    kept = (promised_s >= 0) & (log.order[rows] >= 0)
    rows, promised_s = rows[kept], promised_s[kept]
    known = log.at_s[rows] <= by_s[log.order[rows]]
    found = np.full(len(by_s), -1, np.int64)
    found[log.order[rows[known]]] = promised_s[known]
    return found


def _sum_up(riders: _Riders, orders: _Orders, members: Bools, per_major: int, *, everyone: bool) -> Outcomes:
    on_duty = members & (riders.duty_s > 0)
    hours = riders.duty_s[on_duty] / 3600
    hourly = np.sort(riders.pay_minor[on_duty] / per_major / hours)
    carried = (orders.rider >= 0) & members[orders.rider]
    delivered = int(carried.sum())
    speeds = np.sort(_known(orders.speed_kmh, carried))
    cost = riders.cost_minor[members].sum() / per_major
    return {
        "pay_per_hour": _mean(hourly),
        "pay_lowest_tenth": _mean(hourly[:math.ceil(len(hourly) / 10)]),
        "pay_gini": gini(hourly),
        "hours": _mean(hours),
        "waiting_min": _mean(_known(orders.wait_min, carried)),
        "gate_min": _mean(_known(orders.gate_min, carried)),
        "late_share": _mean(_known(orders.late, carried)),
        "required_speed_kmh": float(speeds[math.ceil(SPEED_RANK * len(speeds)) - 1]) if len(speeds) else None,
        "delivered_share": delivered / len(orders.rider) if everyone and len(orders.rider) else None,
        "cost_per_order": float(cost / delivered) if delivered else None,
    }


def _known(values: Floats, chosen: Bools) -> Floats:
    found: Floats = values[chosen & ~np.isnan(values)]
    return found


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None
