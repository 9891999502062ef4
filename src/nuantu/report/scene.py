"""What moves on the map: orders by time, a sample of riders with their tracks and spells, alerts; all whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nuantu.agreement.wording import say_word
from nuantu.core.times import format_clock
from nuantu.explanation.journey import Journey
from nuantu.explanation.record import Record
from nuantu.explanation.wording import say
from nuantu.report.hours import Duty
from nuantu.report.map import Frame, Ground

BIN_S = 600
MOST_RIDERS = 160
MOST_ORDERS = 20_000


def sample_evenly(values: Sequence[Any], most: int) -> list[Any]:
    """At most so many of the values, evenly spread, in their order."""
    if len(values) <= most:
        return list(values)
    return [values[place * len(values) // most] for place in range(most)]


def lay_scene(record: Record, duty: Duty, journeys: Sequence[Journey], frame: Frame,
              ground: Ground) -> dict[str, Any]:
    """The scene as JSON: times are seconds since ``t0``, places are map units.

    ``orders``: parallel lists id, placed, picked, delivered (-1: never), merchant index, door x and y.
    ``riders``: each [worker, engaged spells, online spells, track of t, x, y in turn].
    """
    times = [event.at_s for event in record.events] or [0]
    placed = [journey.placed_s for journey in journeys] or times
    t0 = min(placed) // BIN_S * BIN_S
    t1 = -(-max(max(placed) + 1, max(times, default=0)) // BIN_S) * BIN_S
    t1 = min(t1, t0 + 86_400 + 6 * 3600)
    counts = [0] * ((t1 - t0) // BIN_S)
    for at in placed:
        counts[min(len(counts) - 1, (at - t0) // BIN_S)] += 1
    shown = [journey for journey in sample_evenly(journeys, MOST_ORDERS) if journey.door_m and journey.shop_m]
    return {
        "t0": t0, "bin": BIN_S, "bins": counts, "clock0": format_clock(t0, record.tz),
        "unit": frame.unit_m, "size": [frame.width, frame.height],
        "orders": _list_orders(shown, frame, t0),
        "riders": _list_riders(record, duty, frame, t0),
        "alerts": _list_alerts(record, ground, t0),
        "stop": find_ring(record),
    }


def find_ring(record: Record) -> int:
    """Seconds of a full ring: the daily stop where one is agreed, else twelve hours."""
    stops = [clause.int_param("stop_after") for clause in record.clauses.values() if clause.type.name == "daily_stop"]
    return min(stops, default=12 * 3600)


def _list_orders(journeys: Sequence[Journey], frame: Frame, t0: int) -> dict[str, Any]:
    shops: dict[tuple[float, float], int] = {}
    columns: dict[str, list[int]] = {name: [] for name in ("p", "k", "d", "m", "x", "y")}
    for journey in journeys:
        assert journey.shop_m is not None
        assert journey.door_m is not None
        x, y = frame.place(*journey.door_m)
        picked = -1 if journey.picked_up_s is None else journey.picked_up_s - t0
        done = -1 if journey.delivered_s is None else journey.delivered_s - t0
        values = (journey.placed_s - t0, picked, done, shops.setdefault(journey.shop_m, len(shops)), x, y)
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    return {"id": [journey.order_id for journey in journeys], **columns,
            "shops": [number for shop in shops for number in frame.place(*shop)]}


def _list_riders(record: Record, duty: Duty, frame: Frame, t0: int) -> list[list[Any]]:
    seen = sorted(worker for worker, (moments, _) in record.places_of_worker.items() if len(moments) > 1)
    riders = []
    for worker in sample_evenly(seen, MOST_RIDERS):
        moments, places = record.places_of_worker[worker]
        track: list[int] = []
        for at, place in zip(moments, places, strict=True):
            point = [at - t0, *frame.place(*place)]
            if track[-2:] != point[1:] or track[-3] != point[0]:
                track += point
        spells = [[low - t0, high - t0] for low, high in duty.engaged.get(worker, ())]
        online = [[low - t0, high - t0] for low, high in duty.online.get(worker, ())]
        riders.append([worker, spells, online, track])
    return riders


def _list_alerts(record: Record, ground: Ground, t0: int) -> list[list[Any]]:
    """Alerts as [from, to, path of the area, words in Chinese, in English]; a successor ends the one it replaces."""
    ends = {event.ref_event_id: event.at_s for event in record.alerts if event.ref_event_id is not None}
    alerts = []
    for event in record.alerts:
        if event.from_s is None or event.to_s is None:
            continue
        end = min(event.to_s, ends.get(event.event_id, event.to_s))
        area = ground.districts.get(event.district_id or "", "")
        if end <= event.from_s:
            continue
        words = [say("alert", lang, kind=say_word(event.reason or "", lang), level=say_word(event.level or "", lang))
                 for lang in ("zh", "en")]
        alerts.append([event.from_s - t0, end - t0, area, *words])
    return alerts
