"""What preparing a run works from: its record, counted hours, settlement's facts, the map's frame and the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from nuantu.agreement.clause import Clause
from nuantu.core.tables import find_table
from nuantu.core.times import format_clock, local_midnight_s
from nuantu.explanation.journey import Journey, follow_order
from nuantu.explanation.record import Record, read_json, read_record
from nuantu.explanation.worker import gather_worker_facts
from nuantu.report.earnings import choose_floor
from nuantu.report.hours import Duty, measure_duty
from nuantu.report.map import Frame, Ground, draw_ground, frame_points
from nuantu.settle.facts import DayFacts
from nuantu.settle.worktime import count_worktime
from nuantu_hub.seam.run_folder import RunFolder

SLICE_S = 600
#: A text in Chinese and in English.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Scope:
    """One run, read once. Times inside prepared values are seconds since ``t0``, the local midnight of the day."""

    folder: RunFolder
    record: Record
    facts: DayFacts
    duty: Duty
    journeys: Mapping[str, Journey]
    frame: Frame
    ground: Ground
    verdicts: Sequence[Mapping[str, Any]]
    t0: int
    slices: int
    merchants: Mapping[str, Pair] = field(default_factory=dict)
    compounds: Mapping[str, Pair] = field(default_factory=dict)

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Clauses in force by id."""
        return self.record.clauses

    def since(self, at_s: int | None) -> int | None:
        """Seconds since the day began."""
        return None if at_s is None else at_s - self.t0

    def clock(self, at_s: int) -> str:
        """``14:05`` in the day's time zone."""
        return format_clock(at_s, self.record.tz)

    def place(self, point_m: tuple[float, float] | None) -> tuple[int, int] | None:
        """A place in map units."""
        return None if point_m is None else self.frame.place(*point_m)

    @cached_property
    def worked_at(self) -> Mapping[str, list[int]]:
        """Working time of each worker at the begin of every slice and at the end, by the settlement's own counting."""
        log = self.facts.log
        moments = [self.t0 + number * SLICE_S for number in range(self.slices + 1)]
        grid = {worker: [0] * len(moments) for worker in log.worker_ids}
        for _, begin_s, end_s in log.days():
            done = {worker: row[-1] for worker, row in grid.items()}
            for number, moment in enumerate(moments):
                if moment <= begin_s:
                    continue
                for worker, seconds in self._count_worked(begin_s, min(moment, end_s)).items():
                    grid[worker][number] = done[worker] + seconds
        return grid

    def _count_worked(self, begin_s: int, end_s: int) -> dict[str, int]:
        counted = count_worktime(self.facts.spells, self.facts.worktime_at(begin_s), begin_s, end_s)
        return {self.facts.log.worker_ids[code]: seconds
                for code, seconds in zip(counted.worker.tolist(), counted.seconds.tolist(), strict=True)}

    @cached_property
    def floor_components(self) -> frozenset[str] | None:
        """Which components of pay count towards the floor; ``None``: all of them."""
        clause = choose_floor(self.record)
        include = clause.params.get("include") if clause else None
        return include if isinstance(include, frozenset) else None

    @cached_property
    def orders_of_worker(self) -> Mapping[str, list[Journey]]:
        """Journeys that ended in each worker's hands, in order of acceptance."""
        found: dict[str, list[Journey]] = defaultdict(list)
        for journey in self.journeys.values():
            if journey.worker_id is not None:
                found[journey.worker_id].append(journey)
        for journeys in found.values():
            journeys.sort(key=lambda journey: (journey.accepted_s or journey.placed_s, journey.order_id))
        return found


def gather_scope(folder: RunFolder) -> Scope:
    """Read everything that the pages of a run are prepared from."""
    record = read_record(folder.path)
    journeys = {order: follow_order(record, order) for order, events in sorted(record.events_of_order.items())
                if any(event.kind == "created" for event in events)}
    frame = frame_points([place for one in journeys.values() for place in (one.shop_m, one.door_m) if place])
    ground = Ground() if folder.day is None else draw_ground(folder.day, frame)
    t0 = local_midnight_s(folder.date, record.tz)
    last = max((event.at_s for event in record.events), default=t0 + 86_400)
    return Scope(
        folder=folder, record=record, facts=gather_worker_facts(record), duty=measure_duty(record), journeys=journeys,
        frame=frame, ground=ground, verdicts=_read_verdicts(folder.path), t0=t0,
        slices=int(np.ceil((last + 1 - t0) / SLICE_S)),
        merchants=_read_names(folder.day, "merchants", "merchant_id"),
        compounds=_read_names(folder.day, "compounds", "compound_id"),
    )


def _read_verdicts(path: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = read_json(path / "verdicts.json")
    return found


def _read_names(day: Path | None, table: str, key: str) -> dict[str, Pair]:
    """Names of shops or compounds; none where the day is not at hand or names none."""
    if day is None or not (day / f"{table}.parquet").is_file():
        return {}
    rows = find_table("day", table).read(day / f"{table}.parquet").select([key, "name_zh", "name_en"]).to_pylist()
    return {row[key]: (row["name_zh"], row["name_en"]) for row in rows if row["name_zh"] and row["name_en"]}
