"""The journey of one order through the log: when each thing happened and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuantu.core.errors import InputError
from nuantu.explanation.record import Event, Record

#: what of an order's life is told, in the order of the log
TOLD = ("created", "eta_quoted", "declined", "accepted", "merchant_arrived", "merchant_ready", "eta_extended",
        "picked_up", "arrived_gate", "reassigned", "cancelled", "delivered")


@dataclass(frozen=True, slots=True)
class Journey:
    """Moments in UTC seconds, ``None`` where the log has none; places in metres.

    ``promised_s`` is the promise that stood at delivery (or stands at the end of the log).
    """

    order_id: str
    worker_id: str | None
    merchant_id: str | None
    placed_s: int
    ready_estimate_s: int | None
    ready_s: int | None
    accepted_s: int | None
    arrived_s: int | None
    picked_up_s: int | None
    delivered_s: int | None
    promised_s: int | None
    distance_m: int | None
    shop_m: tuple[float, float] | None
    door_m: tuple[float, float] | None
    told: tuple[Event, ...]


def follow_order(record: Record, order_id: str) -> Journey:
    """Gather the journey of an order; an order that the log does not know is refused by name."""
    events = record.events_of_order.get(order_id, [])
    created = _last(events, "created")
    if created is None:
        raise InputError(f"order {order_id} does not stand in the log", file=record.out / "log" / "events.parquet",
                         field="order_id", fix="name an order of this day")
    delivered = _last(events, "delivered")
    accepted = _last(events, "accepted")
    promises = [e for e in events if e.promised_s is not None and (delivered is None or e.at_s <= delivered.at_s)]
    return Journey(
        order_id=order_id,
        worker_id=delivered.worker_id if delivered else accepted.worker_id if accepted else None,
        merchant_id=created.merchant_id,
        placed_s=created.at_s,
        ready_estimate_s=created.ready_estimate_s,
        ready_s=_at(events, "merchant_ready"),
        accepted_s=accepted.at_s if accepted else None,
        arrived_s=_at(events, "merchant_arrived"),
        picked_up_s=_at(events, "picked_up"),
        delivered_s=delivered.at_s if delivered else None,
        promised_s=promises[-1].promised_s if promises else None,
        distance_m=created.distance_m,
        shop_m=_place(created.from_x_m, created.from_y_m),
        door_m=_place(created.x_m, created.y_m),
        told=tuple(e for e in events if e.kind in TOLD),
    )


def _last(events: Sequence[Event], kind: str) -> Event | None:
    for event in reversed(events):
        if event.kind == kind:
            return event
    return None


def _at(events: Sequence[Event], kind: str) -> int | None:
    event = _last(events, kind)
    return None if event is None else event.at_s


def _place(x_m: float | None, y_m: float | None) -> tuple[float, float] | None:
    return None if x_m is None or y_m is None else (x_m, y_m)
