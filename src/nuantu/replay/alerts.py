"""Which weather alert holds where and when, as far as it has been issued."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nuantu.dispatch.rules import LEVELS
from nuantu.replay.day import Day


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert in the window in which it holds: from its issue at the earliest, to the issue of its successor."""

    alert_id: str
    kind: str
    level: int
    issued_by: str
    issued_s: int
    from_s: int
    to_s: int
    stated_to_s: int
    district_id: str | None
    supersedes: str | None

    def holds(self, at_s: int) -> bool:
        """Whether the alert is in force at a moment."""
        return max(self.from_s, self.issued_s) <= at_s < self.to_s


class Alerts:
    """All alerts of a day in order of issue. An alert without a district holds in every one."""

    def __init__(self, day: Day) -> None:
        rows = [] if day.alerts is None else sorted(day.alerts.to_pylist(), key=lambda row: row["issued_s"])
        replaced = {row["supersedes"]: int(row["issued_s"]) for row in rows if row["supersedes"] is not None}
        self.rows = tuple(Alert(
            row["alert_id"], row["kind"], LEVELS.index(row["level"]), row["issued_by"], int(row["issued_s"]),
            int(row["from_s"]), min(int(row["to_s"]), replaced.get(row["alert_id"], int(row["to_s"]))),
            int(row["to_s"]), row["district_id"], row["supersedes"],
        ) for row in rows)

    def level_at(self, at_s: int, district_id: str | None, kinds: Collection[str] = ()) -> int:
        """The highest level in force in a district; 0 for none. Outside all districts only general alerts count.

        ``kinds`` limits it to these kinds of weather; empty means any.
        """
        return max((alert.level for alert in self.rows if alert.holds(at_s) and (not kinds or alert.kind in kinds)
                    and (alert.district_id is None or alert.district_id == district_id)), default=0)

    def level_anywhere(self, at_s: int) -> int:
        """The highest level in force in any district; 0 for none."""
        return max((alert.level for alert in self.rows if alert.holds(at_s)), default=0)
