"""Who the workers are: class, vehicle, tenure and work place, against which a clause's selector is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.settle.log import DayLog

Ints = NDArray[np.int64]

TRAITS = ("worker_class", "vehicle", "tenure_days", "place_code")
Trait = tuple[str, str, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Roster:
    """Traits of every worker by code: ``traits[of_worker[code]]``; few distinct combinations, many workers."""

    worker_ids: tuple[str, ...]
    of_worker: Ints
    traits: tuple[Trait, ...]

    def covered_by(self, clause: Clause) -> NDArray[np.bool_]:
        """Which workers the clause concerns."""
        answers = np.array([clause.selector.covers_worker(*trait) for trait in self.traits], bool)
        covered: NDArray[np.bool_] = answers[self.of_worker]
        return covered

    def place_of(self, code: int) -> str | None:
        """Work place of one worker; None where it is unknown."""
        return self.traits[int(self.of_worker[code])][3]


def read_roster(log: DayLog) -> Roster:
    """Traits from each worker's last ``registered`` event.

    Raises InputError for a worker of the log who never registered: nobody could say which clauses concern him.
    """
    rows = log.rows("registered")
    row_of = np.full(len(log.worker_ids), -1, np.int64)
    row_of[log.worker[rows]] = rows
    unknown = np.flatnonzero(row_of < 0)
    if len(unknown):
        who = log.worker_ids[int(unknown[0])]
        line = int(np.flatnonzero(log.worker == unknown[0])[0]) + 1
        raise InputError(f"worker {who} never registered", file="events.parquet", line=line, field="worker_id",
                         fix="begin the log with a registered event for each worker")
    return make_roster(log.events.select(TRAITS).take(pa.array(row_of)), log.worker_ids)


def make_roster(table: pa.Table, worker_ids: Sequence[str]) -> Roster:
    """A roster of a table with the columns of `TRAITS`, one row a worker."""
    rows = list(zip(*(table[name].to_pylist() for name in TRAITS), strict=True))
    number = {trait: place for place, trait in enumerate(dict.fromkeys(rows))}
    traits = tuple((trait[0] or "", trait[1] or "", trait[2], trait[3]) for trait in number)
    return Roster(tuple(worker_ids), np.array([number[row] for row in rows], np.int64), traits)
