"""Which official alert holds where and when.

An alert holds from its begin, but never before it was issued, up to its end or to the issue of the alert that
replaces it, whichever comes first; both windows are inclusive at the begin and exclusive at the end. An alert
without a district holds everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.core.errors import InputError
from nuantu.settle.log import DayLog

Ints = NDArray[np.int64]

LEVELS = ("blue", "yellow", "orange", "red")
#: What of an alert is read.
ALERT = ("event_id", "at_s", "reason", "level", "district_id", "from_s", "to_s", "ref_event_id")


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert with the window in which it holds, in UTC seconds; ``event_id`` 0 where it is not yet an event."""

    event_id: int
    kind: str
    level: int
    district: str | None
    begin_s: int
    end_s: int

    def reaches(self, level: str, kinds: frozenset[str] | None) -> bool:
        """Whether it is of that level or above and of one of these kinds (None: any)."""
        return self.level >= LEVELS.index(level) and (kinds is None or self.kind in kinds)


def read_alerts(log: DayLog) -> tuple[Alert, ...]:
    """The alerts of a log; ``ref_event_id`` of an alert names the one that it replaces."""
    rows = log.events.select(ALERT).take(pa.array(log.rows("alert"))).to_pylist()
    ends = {row["event_id"]: row["to_s"] for row in rows}
    for row in rows:
        replaced = row["ref_event_id"]
        if replaced in ends:
            ends[replaced] = min(ends[replaced], row["at_s"])
    alerts = []
    for row in rows:
        _refuse_incomplete(row)
        alerts.append(Alert(row["event_id"], row["reason"], LEVELS.index(row["level"]), row["district_id"],
                            max(row["from_s"], row["at_s"]), ends[row["event_id"]]))
    return tuple(alerts)


def _refuse_incomplete(row: dict[str, object]) -> None:
    for field in ("reason", "from_s", "to_s"):
        if row[field] is None:
            raise InputError("the alert does not say it", file="events.parquet", line=int(str(row["event_id"])),
                             field=field, fix="write the alert whole")
    if row["level"] not in LEVELS:
        raise InputError(f"{row['level']!r} is no level of an alert", file="events.parquet",
                         line=int(str(row["event_id"])), field="level", fix=f"use one of {', '.join(LEVELS)}")


def find_alert(
    alerts: tuple[Alert, ...], at_s: Ints, is_in: Callable[[str], NDArray[np.bool_]], level: str,
    kinds: frozenset[str] | None,
) -> Ints:
    """For each moment and place, the place in ``alerts`` of the alert that holds there and then, -1 for none.

    ``is_in(district)`` tells which of the rows lie in a district. Of several the highest level answers, then the
    earliest issued.
    """
    found = np.full(len(at_s), -1, np.int64)
    wanted = [place for place, alert in enumerate(alerts) if alert.reaches(level, kinds)]
    for place in sorted(wanted, key=lambda place: -alerts[place].level):
        alert = alerts[place]
        holds = (found < 0) & (at_s >= alert.begin_s) & (at_s < alert.end_s)
        if alert.district is not None:
            holds &= is_in(alert.district)
        found[holds] = place
    return found
