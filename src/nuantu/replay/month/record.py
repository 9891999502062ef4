"""From drawn shifts and trips to the events of a bucket, in the published schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.core.tables import EVENTS
from nuantu.replay.month.marks import Mark, Shown, find_shown
from nuantu.replay.month.plan import MonthPlan
from nuantu.replay.month.shifts import Shifts, draw_shifts
from nuantu.replay.month.trips import Trips, draw_trips

Ints = NDArray[np.int64]
#: Of a log without prices the parts that are shown for each order: order_id, component, amount_minor.
Price = Callable[[pa.Table], pa.Table]

#: Events of one second stand in this order.
STAGES = ("registered", "alert", "online", "created", "eta_quoted", "reminder_shown", "continue_confirmed", "pushed",
          "priced", "accepted", "eta_extended", "merchant_arrived", "merchant_ready", "picked_up", "delivered",
          "offline")
#: What prices follow from.
PRICED_BY = ("registered", "alert", "created", "accepted", "delivered")
SPEED_M_PER_H = 15_000
SLACK_S = 900
PLACES = ("110105", "110108", "320102", "330106")
DISTRICTS = 6
MERCHANTS = 400
#: Shares of dedicated riders and of riders in their first 30 days.
DEDICATED = 0.3
FRESH = 0.08


@dataclass(frozen=True, slots=True)
class Extension:
    """What a clause adds to the promise of each order that is accepted under an alert, in seconds."""

    clause_id: str
    added_s: int


@dataclass
class Columns:
    """Event columns gathered part by part: whole numbers, and texts by name; what a part lacks is null."""

    parts: list[Mapping[str, pa.Array]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def add(self, kind: str, at_s: Ints, **columns: pa.Array | Ints) -> None:
        """One kind of event, a row each."""
        if len(at_s):
            whole = {name: value if isinstance(value, pa.Array) else pa.array(value, pa.int64())
                     for name, value in columns.items()}
            self.parts.append({"at_s": pa.array(at_s), "kind": pa.repeat(pa.scalar(kind), len(at_s)), **whole})
            self.sizes.append(len(at_s))

    def build(self, kinds: Sequence[str] = STAGES) -> pa.Table:
        """The parts of these kinds as one table in the order of time and stage, with event ids from 1."""
        schema = EVENTS.to_arrow()
        parts = [(part, size) for part, size in zip(self.parts, self.sizes, strict=True)
                 if part["kind"][0].as_py() in kinds]
        arrays = []
        for name in schema.names:
            kind = schema.field(name).type
            arrays.append(pa.chunked_array([part[name].cast(kind) if name in part else pa.nulls(size, kind)
                                            for part, size in parts], kind))
        table = pa.Table.from_arrays(arrays, names=schema.names)
        stage = pc.index_in(table["kind"], pa.array(STAGES)).to_numpy()
        order = np.lexsort((np.arange(table.num_rows), stage, table["at_s"].to_numpy()))
        table = table.take(pa.array(order))
        ids = pa.array(np.arange(1, table.num_rows + 1))
        return table.set_column(0, "event_id", ids).cast(schema)


def draw_bucket(plan: MonthPlan, bucket: int, marks: Sequence[Mark] = (), price: Price | None = None,
                extension: Extension | None = None) -> pa.Table:
    """The events of one bucket; ``price`` adds what the riders are shown before they accept, ``extension`` what an
    alert adds to promises."""
    chance = np.random.default_rng([plan.seed, bucket])
    shifts = draw_shifts(plan, bucket, chance)
    midnights_s = np.array(plan.midnights_s(), np.int64)
    trips = draw_trips(shifts, midnights_s, chance)
    riders = name_all("R", np.array(plan.riders_of(bucket)))
    columns = Columns()
    _add_riders(columns, riders, int(midnights_s[0]), chance)
    alerts_s = _add_alerts(columns, plan, midnights_s)
    _add_shifts(columns, riders, shifts, trips)
    orders = name_all("O", np.array(plan.orders_of(bucket)))
    who = riders.take(pa.array(shifts.rider[trips.shift]))
    _add_orders(columns, orders, who, trips, chance)
    _add_shown(columns, riders, shifts, marks, find_shown(tuple(marks), trips))
    if extension is not None:
        _add_extensions(columns, orders, who, trips, alerts_s, extension)
    if price is not None:
        _add_prices(columns, orders, who, trips, price(columns.build(PRICED_BY)))
    return _refer(columns.build())


def _refer(events: pa.Table) -> pa.Table:
    """The events, each extension with the acceptance from which it follows."""
    extended = pc.equal(events["kind"], "eta_extended")
    if not pc.any(extended).as_py():
        return events
    taken = events.filter(pc.equal(events["kind"], "accepted"))
    own = taken["event_id"].take(pc.index_in(events["order_id"], taken["order_id"].combine_chunks()))
    place = events.schema.get_field_index("ref_event_id")
    return events.set_column(place, events.schema.field(place), pc.if_else(extended, own, events["ref_event_id"]))


def name_all(letter: str, numbers: NDArray[np.int64]) -> pa.Array:
    """Ids such as R00000017."""
    digits = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 9, "0")
    return pc.binary_join_element_wise(letter, digits, "")


def _add_riders(columns: Columns, riders: pa.Array, at_s: int, chance: np.random.Generator) -> None:
    count = len(riders)
    places = pa.array(PLACES).take(pa.array(chance.integers(0, len(PLACES), count)))
    classes = pa.array(("crowd", "dedicated")).take(pa.array((chance.random(count) < DEDICATED).astype(np.int64)))
    tenure = np.where(chance.random(count) < FRESH, chance.integers(1, 30, count), chance.integers(31, 1500, count))
    columns.add("registered", np.full(count, at_s), worker_id=riders, place_code=places, worker_class=classes,
                vehicle=pa.repeat(pa.scalar("ebike"), count), tenure_days=tenure)


def _add_alerts(columns: Columns, plan: MonthPlan, midnights_s: Ints) -> Ints:
    """Rain in the afternoon of about every fifth day, the same in every bucket: begin and end of each, a row each."""
    chance = np.random.default_rng([plan.seed, plan.buckets, 1])
    days = np.flatnonzero(chance.random(plan.days) < 0.2)
    count = len(days)
    begin = midnights_s[days] + chance.integers(12, 17, count) * 3600
    levels = pa.array(("blue", "yellow", "orange")).take(pa.array(chance.integers(0, 3, count)))
    end = begin + chance.integers(2, 5, count) * 3600
    columns.add("alert", begin - 1800, from_s=begin, to_s=end, reason=pa.repeat(pa.scalar("rain"), count), level=levels,
                issued_by=pa.repeat(pa.scalar("气象台"), count))
    return np.stack([begin, end], axis=1)


def _add_shifts(columns: Columns, riders: pa.Array, shifts: Shifts, trips: Trips) -> None:
    """On duty a while before the first push, off duty a while after the last delivery."""
    if not len(trips.shift):
        return
    begins = np.flatnonzero(np.r_[True, trips.shift[1:] != trips.shift[:-1]])
    ends = np.r_[begins[1:], len(trips.shift)] - 1
    who = riders.take(pa.array(shifts.rider[trips.shift[begins]]))
    columns.add("online", trips.placed_s[begins] - 60, worker_id=who)
    columns.add("offline", trips.delivered_s[ends] + 300, worker_id=who,
                reason=pa.repeat(pa.scalar("shift_end"), len(begins)))


def _add_orders(columns: Columns, orders: pa.Array, who: pa.Array, trips: Trips, chance: np.random.Generator) -> None:
    count = len(orders)
    merchants = name_all("M", chance.integers(0, MERCHANTS, count))
    numbers = pa.array(chance.integers(1, DISTRICTS + 1, count)).cast(pa.string())
    districts = pc.binary_join_element_wise("D", numbers, "")
    riding = _ride(trips)
    columns.add("created", trips.placed_s, order_id=orders, merchant_id=merchants, district_id=districts,
                distance_m=trips.distance_m, ready_estimate_s=trips.ready_estimate_s)
    columns.add("eta_quoted", trips.placed_s, order_id=orders, riding_s=riding,
                promised_s=_promise(trips))
    columns.add("pushed", trips.pushed_s, worker_id=who, order_id=orders)
    columns.add("accepted", trips.accepted_s, worker_id=who, order_id=orders)
    columns.add("merchant_arrived", trips.arrived_s, worker_id=who, order_id=orders, merchant_id=merchants)
    columns.add("merchant_ready", trips.ready_s, order_id=orders, merchant_id=merchants)
    columns.add("picked_up", trips.picked_s, worker_id=who, order_id=orders, merchant_id=merchants)
    columns.add("delivered", trips.delivered_s, worker_id=who, order_id=orders)


def _ride(trips: Trips) -> Ints:
    """Riding time of each order in seconds."""
    riding: Ints = -(-trips.distance_m * 3600 // SPEED_M_PER_H)
    return riding


def _promise(trips: Trips) -> Ints:
    """UTC second of each promise."""
    return trips.ready_estimate_s + _ride(trips) + SLACK_S


def _add_extensions(columns: Columns, orders: pa.Array, who: pa.Array, trips: Trips, alerts_s: Ints,
                    extension: Extension) -> None:
    """At the acceptance of each order under an alert its promise is prolonged."""
    taken_s = trips.accepted_s
    held = np.zeros(len(taken_s), bool)
    for begin_s, end_s in alerts_s:
        held |= (taken_s >= begin_s) & (taken_s < end_s)
    rows = np.flatnonzero(held)
    columns.add("eta_extended", taken_s[rows], worker_id=who.take(pa.array(rows)), order_id=orders.take(pa.array(rows)),
                promised_s=_promise(trips)[rows] + extension.added_s, added_s=np.full(len(rows), extension.added_s),
                reason=pa.repeat(pa.scalar("weather"), len(rows)),
                clause_id=pa.repeat(pa.scalar(extension.clause_id), len(rows)))


def _add_shown(columns: Columns, riders: pa.Array, shifts: Shifts, marks: Sequence[Mark], shown: Shown) -> None:
    for number, mark in enumerate(marks):
        rows = np.flatnonzero(shown.mark == number)
        who = riders.take(pa.array(shifts.rider[shown.shift[rows]]))
        columns.add(mark.kind, shown.at_s[rows], worker_id=who, worked_s=shown.worked_s[rows],
                    clause_id=pa.repeat(pa.scalar(mark.clause_id), len(rows)))


def _add_prices(columns: Columns, orders: pa.Array, who: pa.Array, trips: Trips, parts: pa.Table) -> None:
    row = pc.index_in(parts["order_id"].combine_chunks(), orders)
    at = row.to_numpy(zero_copy_only=False).astype(np.int64)
    columns.add("priced", trips.accepted_s[at], worker_id=who.take(row), order_id=parts["order_id"].combine_chunks(),
                component=parts["component"].combine_chunks(), amount_minor=parts["amount_minor"].combine_chunks())
