"""Hours of every worker's day, read from the log: engaged, online and counted working time.

The definitions are those of the agreement's working-time clause (R01): engaged time runs from accepting an order to
delivering it, overlapping orders count once, rests of a stated length inside are taken out, the allowance is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nuantu.agreement.clause import Clause
from nuantu.core.times import local_date, local_day_bounds_s
from nuantu.explanation.record import Event, Record

Spell = tuple[int, int]
_ENDS = frozenset({"delivered", "cancelled", "reassigned"})


@dataclass(frozen=True, slots=True)
class WorkerDay:
    """One worker on one local day; seconds. ``worked_s`` is ``None`` where no clause says what working time is."""

    worker_id: str
    period: str
    engaged_s: int
    online_s: int
    worked_s: int | None
    reminders: int
    stopped: bool
    worker_class: str
    vehicle: str
    tenure_days: int | None
    place_code: str | None

    def counted_s(self, base: str) -> int:
        """Seconds on the given basis: engaged, online or worktime."""
        if base == "online":
            return self.online_s
        if base == "engaged" or self.worked_s is None:
            return self.engaged_s
        return self.worked_s


def merge_spells(spells: Iterable[Spell]) -> list[Spell]:
    """The union of intervals; touching ones become one."""
    merged: list[Spell] = []
    for start, end in sorted(spells):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif end > start:
            merged.append((start, end))
    return merged


def cut_spells(spells: Iterable[Spell], window: Spell) -> list[Spell]:
    """The parts of intervals that lie inside a window."""
    low, high = window
    return [(max(start, low), min(end, high)) for start, end in spells if end > low and start < high]


def sum_spells(spells: Iterable[Spell]) -> int:
    """Total length of disjoint intervals."""
    return sum(end - start for start, end in spells)


def find_engaged(events: Sequence[Event]) -> list[Spell]:
    """Working spells of one worker: the union of accepted..delivered over his orders."""
    began: dict[str, int] = {}
    spells: list[Spell] = []
    for event in events:
        if event.order_id is None:
            continue
        if event.kind == "accepted":
            began[event.order_id] = event.at_s
        elif event.kind in _ENDS and event.order_id in began:
            spells.append((began.pop(event.order_id), event.at_s))
    return merge_spells(spells)


def find_between(events: Sequence[Event], first: str, last: str) -> list[Spell]:
    """Intervals from each event of one kind to the next of another: online..offline, rest_start..rest_end."""
    spells: list[Spell] = []
    began: int | None = None
    for event in events:
        if event.kind == first and began is None:
            began = event.at_s
        elif event.kind == last and began is not None:
            spells.append((began, event.at_s))
            began = None
    return merge_spells(spells)


def measure_days(record: Record) -> list[WorkerDay]:
    """Every worker's local days on which he was online or engaged."""
    days: list[WorkerDay] = []
    for worker_id, events in record.events_of_worker.items():
        days += _measure_worker(record, worker_id, events)
    return sorted(days, key=lambda day: (day.period, day.worker_id))


def choose_clause(record: Record, type_name: str, day_of: Event) -> Clause | None:
    """The clause of a type that covers a worker (his ``registered`` event), the most particular layer first."""
    found = None
    for clause in record.clauses.values():
        if clause.type.name == type_name and clause.selector.covers_worker(
            day_of.worker_class or "", day_of.vehicle or "", day_of.tenure_days, day_of.place_code
        ):
            found = clause
    return found


def _measure_worker(record: Record, worker_id: str, events: Sequence[Event]) -> list[WorkerDay]:
    registered = next((event for event in events if event.kind == "registered"), events[0])
    definition = choose_clause(record, "worktime_definition", registered)
    engaged, online = find_engaged(events), find_between(events, "online", "offline")
    rests = find_between(events, "rest_start", "rest_end")
    days = []
    for window, period in _windows(engaged + online, record.tz):
        inside = cut_spells(engaged, window)
        shown = [event for event in events if window[0] <= event.at_s < window[1]]
        days.append(WorkerDay(
            worker_id=worker_id, period=period, engaged_s=sum_spells(inside),
            online_s=sum_spells(cut_spells(online, window)),
            worked_s=None if definition is None else count_worktime(inside, rests, definition),
            reminders=sum(event.kind == "reminder_shown" for event in shown),
            stopped=any(event.kind == "forced_offline" for event in shown),
            worker_class=registered.worker_class or "unknown", vehicle=registered.vehicle or "unknown",
            tenure_days=registered.tenure_days, place_code=registered.place_code,
        ))
    return days


def count_worktime(spells: Sequence[Spell], rests: Sequence[Spell], definition: Clause) -> int:
    """Working seconds of spells by a working-time clause, floored to whole seconds."""
    total = sum_spells(spells)
    least = definition.params.get("exclude_rest")
    if isinstance(least, int):
        for rest in rests:
            if rest[1] - rest[0] >= least:
                total -= sum_spells(cut_spells(spells, rest))
    allowance = definition.params.get("allowance_pm")
    return total * (1000 + (allowance if isinstance(allowance, int) else 0)) // 1000


def _windows(spells: Sequence[Spell], tz: str) -> list[tuple[Spell, str]]:
    found: dict[str, Spell] = {}
    for start, end in spells:
        at = start
        while at < end:
            day = local_date(at, tz)
            found[day.isoformat()] = bounds = local_day_bounds_s(day, tz)
            at = bounds[1]
    return [(window, period) for period, window in sorted(found.items())]
