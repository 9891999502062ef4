"""Hours of every worker's day by settlement's own counting, and the spells from which rings are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nuantu.explanation.record import Record
from nuantu.settle.facts import DayFacts, gather_facts
from nuantu.settle.log import DayLog, read_log
from nuantu.settle.worktime import (
    Counted,
    Intervals,
    count_engaged,
    count_online,
    count_worktime,
)

#: begin and end in UTC seconds
Spell = tuple[int, int]


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


@dataclass(frozen=True, slots=True)
class Duty:
    """Every worker's days, and the spells with orders in hand and online, by worker."""

    days: tuple[WorkerDay, ...]
    engaged: Mapping[str, Sequence[Spell]]
    online: Mapping[str, Sequence[Spell]]

    def engaged_until(self, worker_id: str, at_s: int) -> int:
        """Seconds with orders in hand up to a moment."""
        return sum(max(0, min(end, at_s) - begin) for begin, end in self.engaged.get(worker_id, ()))


def measure_duty(record: Record) -> Duty:
    """Count every worker's local days on which he was online or had an order."""
    log = read_log(record.out / "log")
    definitions = [clause for clause in record.versions
                   if clause.type.name == "worktime_definition" and clause.strength != "aim"]
    facts = gather_facts(log, definitions)
    days = [row for day, begin_s, end_s in log.days()
            for row in _measure_day(record, facts, day.isoformat(), (begin_s, end_s))]
    return Duty(tuple(days), _group_spells(log, facts.spells.engaged),
                _group_spells(log, facts.spells.online))


def _measure_day(record: Record, facts: DayFacts, period: str, window: Spell) -> list[WorkerDay]:
    log = facts.log
    online = _by_code(count_online(facts.spells, *window))
    engaged = _by_code(count_engaged(facts.spells, *window))
    worked = _by_code(count_worktime(facts.spells, facts.worktime_at(window[0]), *window))
    return [
        _describe(record, log.worker_ids[code], period, window,
                  (engaged.get(code, 0), online.get(code, 0),
                   worked.get(code, 0) if facts.worktime_at(window[0]).covers[code] else None))
        for code in sorted(online.keys() | engaged.keys())
    ]


def _describe(record: Record, worker_id: str, period: str, window: Spell,
              seconds: tuple[int, int, int | None]) -> WorkerDay:
    events = record.events_of_worker[worker_id]
    known = next((event for event in events if event.kind == "registered"), events[0])
    shown = [event.kind for event in events if window[0] <= event.at_s < window[1]]
    return WorkerDay(
        worker_id, period, *seconds, reminders=shown.count("reminder_shown"), stopped="forced_offline" in shown,
        worker_class=known.worker_class or "unknown", vehicle=known.vehicle or "unknown",
        tenure_days=known.tenure_days, place_code=known.place_code,
    )


def _by_code(counted: Counted) -> dict[int, int]:
    return dict(zip(counted.worker.tolist(), counted.seconds.tolist(), strict=True))


def _group_spells(log: DayLog, spells: Intervals) -> dict[str, list[Spell]]:
    found: dict[str, list[Spell]] = {}
    for code, begin_s, end_s in zip(spells.worker.tolist(), spells.begin_s.tolist(), spells.end_s.tolist(),
                                    strict=True):
        found.setdefault(log.worker_ids[code], []).append((begin_s, end_s))
    return found
