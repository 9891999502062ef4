"""Everything a pay hook may look at: the log's facts, read once, and the lines that are settled so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.times import local_date, local_day_bounds_s, local_midnight_s
from nuantu.settle.deliveries import Deliveries, read_deliveries
from nuantu.settle.earned import Earned, read_earned
from nuantu.settle.lines import SCHEMA
from nuantu.settle.log import DayLog
from nuantu.settle.pools import Pools
from nuantu.settle.roster import Roster, read_roster
from nuantu.settle.weather import Alert, read_alerts
from nuantu.settle.worktime import Spells, WorktimeTerms, find_holdings, merge_definitions, read_spells

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class DayFacts:
    """One day's log as settlement sees it.

    ``definitions`` are the worktime definitions in force, each on its days; ``settled`` the order lines, which period
    clauses need and order clauses find empty. ``pools`` is what all workers come to where the log holds only some of
    them, ``None`` where it holds all.
    """

    log: DayLog
    roster: Roster
    deliveries: Deliveries
    alerts: tuple[Alert, ...]
    spells: Spells
    definitions: tuple[Clause, ...]
    settled: pa.Table = field(default_factory=SCHEMA.empty_table)
    pools: Pools | None = None

    @cached_property
    def earned(self) -> Earned:
        """The settled pay as numbers, for sums by worker and by order."""
        return read_earned(self.settled, self.log)

    def covers(self, clause: Clause, worker: Ints, at_s: Ints) -> NDArray[np.bool_]:
        """Whether the clause concerns each of these workers (codes) at these moments (UTC seconds)."""
        concerned: NDArray[np.bool_] = self.roster.covered_by(clause)[worker]
        if clause.days is None:
            return concerned
        begin_s = local_midnight_s(clause.days[0], self.log.tz)
        end_s = local_day_bounds_s(clause.days[1], self.log.tz)[1]
        return concerned & (at_s >= begin_s) & (at_s < end_s)

    def worktime_at(self, at_s: int) -> WorktimeTerms:
        """What the worktime definitions in force on the local day of a UTC second come to for each worker."""
        day = local_date(at_s, self.log.tz)
        holding = [one for one in self.definitions if one.days is None or one.days[0] <= day <= one.days[1]]
        return merge_definitions(holding, self.roster)

    def with_settled(self, lines: pa.Table) -> DayFacts:
        """The same facts once these lines are settled."""
        return replace(self, settled=lines)


def gather_facts(log: DayLog, definitions: Sequence[Clause], pools: Pools | None = None) -> DayFacts:
    """Read roster, deliveries, alerts and spells out of a log; keep the worktime definitions and pools beside them."""
    roster, held = read_roster(log), find_holdings(log)
    return DayFacts(log, roster, read_deliveries(log, held), read_alerts(log), read_spells(log, held),
                    tuple(definitions), pools=pools)
