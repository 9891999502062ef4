"""Pay of every worker's day per counted hour, before and after the top-up to the floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nuantu.agreement.clause import Clause
from nuantu.explanation.record import Record
from nuantu.report.hours import WorkerDay

TOPUP = "floor_topup"


@dataclass(frozen=True, slots=True)
class Earning:
    """One worker's day: counted seconds, pay that counts, top-up, and the floor that held for him (minor units).

    ``hourly_minor`` is the counted pay of an hour before the top-up, rounded down; ``after_minor`` with it.
    """

    worker_id: str
    counted_s: int
    paid_minor: int
    topup_minor: int
    floor_minor: int | None

    @property
    def hourly_minor(self) -> int:
        """Counted pay for each counted hour before the top-up."""
        return self.paid_minor * 3600 // self.counted_s

    @property
    def below(self) -> bool:
        """Whether pay and top-up together stay under the floor by a whole minor unit or more."""
        if self.floor_minor is None:
            return False
        return self.paid_minor + self.topup_minor < self.counted_s * self.floor_minor // 3600


def choose_floor(record: Record) -> Clause | None:
    """The clause of an hourly floor that the page draws: the one that paid most top-ups, else the last in the book."""
    floors = [clause for clause in record.clauses.values() if clause.type.name == "hourly_floor"]
    if not floors:
        return None
    paid = [line.clause_id for line in record.lines if line.component == TOPUP]
    return max(floors, key=lambda clause: (paid.count(clause.id), floors.index(clause)))


def measure_earnings(record: Record, days: Sequence[WorkerDay]) -> list[Earning]:
    """Earnings of all days on which any time counted, in the order of the days, by the floor that held on each."""
    chosen = choose_floor(record)
    periods = {line.period for line in record.lines} | {day.period for day in days}
    floors = {period: chosen and record.clause_on(chosen.id, date.fromisoformat(period)) for period in periods}
    paid: dict[tuple[str, str], int] = defaultdict(int)
    topped: dict[tuple[str, str], int] = defaultdict(int)
    for line in record.lines:
        if line.account != "worker_pay":
            continue
        if line.component == TOPUP:
            topped[line.worker_id, line.period] += line.amount_minor
        elif _counts(floors[line.period], line.component):
            paid[line.worker_id, line.period] += line.amount_minor
    return [
        Earning(day.worker_id, counted_s, paid[day.worker_id, day.period],
                topped[day.worker_id, day.period], find_floor(floors[day.period], day))
        for day in days if (counted_s := _count_seconds(floors[day.period], day)) > 0
    ]


def _counts(floor: Clause | None, component: str) -> bool:
    include = floor.params.get("include") if floor else None
    return not isinstance(include, frozenset) or component in include


def _count_seconds(floor: Clause | None, day: WorkerDay) -> int:
    return day.counted_s(floor.word_param("base") if floor else "online")


def find_floor(clause: Clause | None, day: WorkerDay) -> int | None:
    """The floor of a clause for a worker: one amount, or by the longest place code that begins his."""
    if clause is None or not clause.selector.covers_worker(day.worker_class, day.vehicle, day.tenure_days,
                                                           day.place_code):
        return None
    if clause.params["place"] == "order":
        # Each second has the floor of its own place; no single one holds for the day.
        return None
    floor = clause.params["floor"]
    if isinstance(floor, int):
        return floor
    if isinstance(floor, Mapping):
        fitting = [code for code in floor if (day.place_code or "").startswith(code)]
        return int(floor[max(fitting, key=len)]) if fitting else None
    return None
