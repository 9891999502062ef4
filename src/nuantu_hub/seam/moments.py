"""The day in slices of ten minutes: where riders were, which orders were under way, which clauses acted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang
from nuantu.explanation.wording import say
from nuantu_hub.seam.scope import SLICE_S, Scope

#: An order that nobody delivered leaves the map after so long.
FORGET_S = 5400
LANGS: tuple[Lang, Lang] = ("zh", "en")


def cut_slices(scope: Scope) -> Iterator[tuple[str, dict[str, Any]]]:
    """One value for each ten minutes, numbered from the begin of the day.

    ``riders``: [id, worked seconds at begin, at end, online spells, track of t, x, y in turn, with the point before
    and the one after]; ``orders``: [id, placed, accepted, picked, delivered, rider, shop x, y, door x, y], -1 and ""
    for what never was; ``decisions``: [order, t, rider]; ``placed``: orders placed before the slice;
    ``acted``: how often each clause had acted by its begin.
    """
    acted = _count_acts(scope)
    placed = sorted(journey.placed_s - scope.t0 for journey in scope.journeys.values())
    riders = {worker: _trace_rider(scope, worker) for worker in sorted(scope.duty.online)}
    orders = _list_orders(scope)
    decided = sorted((row.at_s - scope.t0, row.order_id, row.worker_id)
                     for row in scope.record.candidates if row.rank == 0)
    for number in range(scope.slices):
        low, high = number * SLICE_S, (number + 1) * SLICE_S
        yield str(number), {
            "n": number, "from": low, "placed": bisect_left(placed, low),
            "riders": [_cut_rider(scope, worker, rider, number) for worker, rider in riders.items()
                       if any(begin < high and low < end for begin, end in rider[0])],
            "orders": [row for row in orders if row[1] < high and low < _left(row)],
            "decisions": [[order, at, worker] for at, order, worker
                          in decided[bisect_left(decided, (low,)):bisect_left(decided, (high,))]],
            "acted": acted[number],
        }


def list_flow(scope: Scope) -> dict[str, list[int]]:
    """For each slice the orders placed in it and the riders on duty at its begin."""
    placed, online = [0] * scope.slices, [0] * scope.slices
    for journey in scope.journeys.values():
        place = (journey.placed_s - scope.t0) // SLICE_S
        if 0 <= place < scope.slices:
            placed[place] += 1
    for spells in scope.duty.online.values():
        for begin, end in spells:
            for number in range(max(0, -(-(begin - scope.t0) // SLICE_S)), -(-(end - scope.t0) // SLICE_S)):
                if number < scope.slices:
                    online[number] += 1
    return {"placed": placed, "online": online}


def list_alerts(scope: Scope) -> list[dict[str, Any]]:
    """Alerts with from and to, area as a path (empty: everywhere), words; a successor ends the one it replaces."""
    ends = {event.ref_event_id: event.at_s for event in scope.record.alerts if event.ref_event_id is not None}
    alerts = []
    for event in scope.record.alerts:
        if event.from_s is None or event.to_s is None:
            continue
        end = min(event.to_s, ends.get(event.event_id, event.to_s))
        if end > event.from_s:
            kind, level = event.reason or "", event.level or ""
            words = [say("alert", lang, kind=say_word(kind, lang), level=say_word(level, lang)) for lang in LANGS]
            alerts.append({"event": event.event_id, "kind": event.reason, "level": event.level, "say": words,
                           "from": event.from_s - scope.t0, "to": end - scope.t0, "district": event.district_id,
                           "path": scope.ground.districts.get(event.district_id or "", "")})
    return alerts


def _list_orders(scope: Scope) -> list[list[Any]]:
    rows = []
    for one in scope.journeys.values():
        if one.shop_m is None or one.door_m is None:
            continue
        moments = [-1 if at_s is None else at_s - scope.t0
                   for at_s in (one.placed_s, one.accepted_s, one.picked_up_s, one.delivered_s)]
        rows.append([one.order_id, *moments, one.worker_id or "", *scope.frame.place(*one.shop_m),
                     *scope.frame.place(*one.door_m)])
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _left(row: Sequence[Any]) -> int:
    return int(row[4]) if row[4] >= 0 else int(row[1]) + FORGET_S


def _trace_rider(scope: Scope, worker: str) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Online spells, and the track as points (t, x, y)."""
    moments, places = scope.record.places_of_worker.get(worker, ([], []))
    track: list[tuple[int, int, int]] = []
    for at_s, place in zip(moments, places, strict=True):
        point = (at_s - scope.t0, *scope.frame.place(*place))
        if track and track[-1][0] == point[0]:
            track[-1] = point
        else:
            track.append(point)
    return [(low - scope.t0, high - scope.t0) for low, high in scope.duty.online[worker]], track


def _cut_rider(scope: Scope, worker: str, rider: tuple[list[tuple[int, int]], list[tuple[int, int, int]]],
               number: int) -> list[Any]:
    low, high = number * SLICE_S, (number + 1) * SLICE_S
    spells, track = rider
    first = max(0, bisect_right(track, (low, 1 << 40, 0)) - 1)
    last = min(len(track), bisect_left(track, (high,)) + 1)
    worked = scope.worked_at[worker]
    inside = [[begin, end] for begin, end in spells if begin < high and low < end]
    return [worker, worked[number], worked[number + 1], inside,
            [number for point in track[first:last] for number in point]]


def _count_acts(scope: Scope) -> list[dict[str, int]]:
    """How often each clause acted before the begin of each slice, and before the end of the last.

    It acts where an event or a ledger line names it, and where it keeps a worker from an order.
    """
    moments: list[tuple[int, str]] = [(event.at_s, event.clause_id) for event in scope.record.events
                                      if event.clause_id is not None and event.kind != "priced"]
    moments += [(row.at_s, row.clause_id) for row in scope.record.candidates
                if row.status == "blocked" and row.clause_id is not None]
    for line in scope.record.lines:
        if line.clause_id is not None and 0 < line.last_event_id <= len(scope.record.events):
            moments.append((scope.record.events[line.last_event_id - 1].at_s, line.clause_id))
    moments.sort()
    counted: Counter[str] = Counter()
    found: list[dict[str, int]] = []
    place = 0
    for number in range(scope.slices + 1):
        while place < len(moments) and moments[place][0] < scope.t0 + number * SLICE_S:
            counted[moments[place][1]] += 1
            place += 1
        found.append(dict(counted))
    return found


def count_acts_by_hour(scope: Scope) -> Mapping[str, list[int]]:
    """How often each clause acted in each hour of the day."""
    found: dict[str, list[int]] = {}
    acts = _count_acts(scope)
    before: dict[str, int] = {}
    for hour in range(24):
        after = acts[min((hour + 1) * 3600 // SLICE_S, scope.slices)]
        for clause, count in after.items():
            found.setdefault(clause, [0] * 24)[hour] = count - before.get(clause, 0)
        before = after
    return found
