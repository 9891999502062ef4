"""Hours by day against the limits that the clauses set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nuantu.agreement.clause import Clause
from nuantu.explanation.duty import measure_duty
from nuantu.rights.own_copy import OwnCopy
from nuantu.settle.facts import gather_facts
from nuantu.settle.log import read_log

#: Clause types that limit a day's working time, with the parameter that does.
LIMITS: Final[Mapping[str, str]] = {"soft_cap_confirm": "after", "daily_stop": "stop_after"}


@dataclass(frozen=True, slots=True)
class DayHours:
    """Seconds of one local day: online (``None`` where the copy does not say), with orders, and working time."""

    day: str
    online_s: int | None
    engaged_s: int
    worked_s: int | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a day's working time in seconds, by its clause."""

    clause_id: str
    zh: str
    en: str
    seconds: int


def measure_hours(log_folder: Path, copy: OwnCopy, clauses: Mapping[str, Clause]) -> tuple[DayHours, ...]:
    """Every day of the copy with any hours, by the settlement's own counting.

    Working time is not known where its definition takes rests out and the copy does not tell of rests.
    """
    log = read_log(log_folder)
    definitions = [clause for clause in clauses.values() if clause.type.name == "worktime_definition"]
    blind = "rest_start" not in copy.kinds and any(one.optional_int("exclude_rest") is not None for one in definitions)
    facts = gather_facts(log, [one for one in definitions if one.strength != "aim"])
    return tuple(
        DayHours(day.period, day.online_s if "online" in copy.kinds else None, day.engaged_s,
                 None if blind else day.worked_s)
        for day in measure_duty(facts, clauses.values(), copy.person.worker_id, "zh"))


def find_limits(clauses: Iterable[Clause]) -> tuple[Limit, ...]:
    """Limits of a day's working time, the lowest first."""
    found = [Limit(clause.id, clause.type.zh, clause.type.en, clause.int_param(LIMITS[clause.type.name]))
             for clause in clauses if clause.type.name in LIMITS]
    return tuple(sorted(found, key=lambda limit: limit.seconds))
