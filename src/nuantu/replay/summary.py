"""What a replayed day comes to, from its log: deliveries, delays, lateness and how evenly work was spread."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.dispatch.problem import NEVER_S, Ints
from nuantu.replay.day import Day

#: Click-to-door target of the published instances, from which overage is counted.
TARGET_MIN = 40.0


def summarize_log(day: Day, events: pa.Table) -> dict[str, Any]:
    """The fields of the summary that follow from day and log alone; ``None`` where nothing can be said.

    Excess is click-to-door less the unavoidable: preparation, half of each service and the ride from merchant to
    customer by the day's travel model.
    """
    delivered_s = _last_times(day, events, "delivered")
    picked_s = _last_times(day, events, "picked_up")
    done = delivered_s >= 0
    placed_s, ready_s = day.ints("orders", "placed_s"), day.ints("orders", "ready_s")
    last_off_s = int(day.ints("shifts", "off_s").max(initial=-NEVER_S))
    found: dict[str, Any] = {
        "orders": len(placed_s),
        "delivered": int(done.sum()),
        "undeliverable": int(((ready_s > last_off_s) & ~done).sum()),
        "workers": day.workers.num_rows,
    }
    door_min = (delivered_s - placed_s)[done] / 60
    excess_min = (delivered_s - ready_s - _unavoidable_s(day))[done] / 60
    found |= {
        "ctd_mean_min": _mean(door_min),
        "ctd_p90_min": float(np.percentile(door_min, 90)) if done.any() else None,
        "excess_mean_min": _mean(excess_min),
        "rtp_mean_min": _mean((picked_s - ready_s)[done] / 60),
        "overage_mean_min": _mean(np.maximum(door_min - TARGET_MIN, 0)),
        "late_share": _late_share(day, events, delivered_s),
        "gini_orders_per_hour": _gini_per_hour(day, events),
    }
    return found


def _unavoidable_s(day: Day) -> Ints:
    """Seconds from readiness to delivery that no dispatcher can save (orders,)."""
    m = day.positions("orders", "merchant_id", "merchants")
    ride_m = day.travel.distance_m(day.floats("merchants", "x_m")[m], day.floats("merchants", "y_m")[m],
                                   day.floats("orders", "x_m"), day.floats("orders", "y_m"))
    half_pickup_s = day.info.pickup_service_s - day.info.pickup_service_s // 2
    return day.travel.travel_s(ride_m) + half_pickup_s + day.info.dropoff_service_s // 2


def _last_times(day: Day, events: pa.Table, kind: str) -> Ints:
    """When the last event of a kind happened to each order of the day, -1 for never."""
    own = events.filter(pc.equal(events["kind"], kind))
    row = pc.index_in(own["order_id"], value_set=day.orders["order_id"].combine_chunks()).to_numpy()
    times = np.full(day.orders.num_rows, -1, np.int64)
    np.maximum.at(times, row, own["at_s"].to_numpy())
    return times


def _late_share(day: Day, events: pa.Table, delivered_s: Ints) -> float | None:
    """Share of delivered orders with a promise that came after the promise then standing."""
    told = events.filter(pc.is_in(events["kind"], value_set=pa.array(["eta_quoted", "eta_extended"])))
    told = told.filter(pc.is_valid(told["promised_s"]))
    row = pc.index_in(told["order_id"], value_set=day.orders["order_id"].combine_chunks()).to_numpy()
    known = told["at_s"].to_numpy() <= delivered_s[row]
    promised_s = np.full(day.orders.num_rows, -1, np.int64)
    promised_s[row[known]] = told["promised_s"].to_numpy()[known]
    counted = (promised_s >= 0) & (delivered_s >= 0)
    return float((delivered_s > promised_s)[counted].mean()) if counted.any() else None


def _gini_per_hour(day: Day, events: pa.Table) -> float | None:
    """Gini of delivered orders per on-duty hour over the workers that were on duty at all."""
    workers = day.workers["worker_id"].combine_chunks()
    own = events.filter(pc.is_in(events["kind"], value_set=pa.array(["online", "offline", "delivered"])))
    row = pc.index_in(own["worker_id"], value_set=workers).to_numpy()
    kind, at_s = own["kind"].to_numpy(zero_copy_only=False), own["at_s"].to_numpy()
    duty_s = np.zeros(len(workers), np.int64)
    np.add.at(duty_s, row[kind == "offline"], at_s[kind == "offline"])
    np.subtract.at(duty_s, row[kind == "online"], at_s[kind == "online"])
    orders = np.bincount(row[kind == "delivered"], minlength=len(workers))
    on_duty = duty_s > 0
    return gini(orders[on_duty] * 3600.0 / duty_s[on_duty])


def gini(values: NDArray[np.float64]) -> float | None:
    """Gini coefficient of values that are not negative; ``None`` where there are none or all are zero."""
    if not len(values) or values.sum() == 0:
        return None
    ranked = np.sort(values)
    rank = np.arange(1, len(ranked) + 1)
    return float(2 * (rank * ranked).sum() / (len(ranked) * ranked.sum()) - (len(ranked) + 1) / len(ranked))


def _mean(values: NDArray[np.float64]) -> float | None:
    return float(values.mean()) if len(values) else None
