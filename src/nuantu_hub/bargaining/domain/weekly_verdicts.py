"""What the audits of a week found, clause by clause: one sum, the same for both sides of a table and for everybody.

A day that was replayed more than once counts once, as it was brought in last. A day whose files are gone is counted as
missing and never as kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from nuantu_hub.days.models import Run
from nuantu_hub.seam.errors import RunError

#: Verdicts from the gravest to the mildest: the first that was found is the state of a week.
VERDICTS: Final = ("violated", "disputed", "departed", "insufficient_evidence", "complied", "not_applicable")
WEEKS = 8
WEEK = timedelta(days=7)
#: Runs that one page reads at most: eight weeks of seven days.
MOST_DAYS = WEEKS * 7


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday: days that were replayed, and those of them whose files cannot be read."""

    begins: date
    days: int
    unread: int

    @property
    def ends(self) -> date:
        """Its Sunday."""
        return self.begins + timedelta(days=6)

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.days > self.unread


@dataclass(slots=True)
class ClauseWeeks:
    """A clause with the units of each week by verdict; None for a week in which no day knew the clause."""

    id: str
    type: str
    title: Sequence[str]
    weeks: list[dict[str, int] | None] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        """The gravest verdict of each week, empty for one without any."""
        return [find_state(counts) for counts in self.weeks]

    @property
    def totals(self) -> dict[str, int]:
        """Units of all weeks by verdict."""
        return {name: sum(counts[name] for counts in self.weeks if counts) for name in VERDICTS}


@dataclass(frozen=True, slots=True)
class WeekTable:
    """Weeks in order of time and the clauses of their days, those with a breach first."""

    platform: str
    weeks: tuple[Week, ...]
    clauses: tuple[ClauseWeeks, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Units of all clauses and weeks by verdict."""
        return {name: sum(one.totals[name] for one in self.clauses) for name in VERDICTS}


def find_state(counts: Mapping[str, int] | None) -> str:
    """The gravest verdict that was found; empty where there is none."""
    return next((name for name in VERDICTS if counts and counts[name]), "")


def find_monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def list_platforms() -> list[str]:
    """Platforms of which days are held."""
    return list(Run.objects.order_by("platform").values_list("platform", flat=True).distinct()[:50])


def find_last_day(platform: str) -> date | None:
    """The newest day of a platform; None without one."""
    run = Run.objects.filter(platform=platform).order_by("-date").first()
    return run.date if run else None


def sum_weeks(platform: str, until: date, weeks: int = WEEKS) -> WeekTable:
    """The weeks up to the one of a day, of all days of a platform."""
    last = find_monday(until)
    mondays = [last - WEEK * (weeks - 1 - place) for place in range(weeks)]
    runs = Run.objects.filter(platform=platform, date__gte=mondays[0], date__lt=last + WEEK).order_by(
        "date", "imported_at", "id")
    newest = {run.date: run for run in runs}
    return add_up(platform, mondays, newest.values())


def add_up(platform: str, mondays: Sequence[date], runs: Iterable[Run]) -> WeekTable:
    """The sums of runs by clause and week."""
    days, unread = dict.fromkeys(mondays, 0), dict.fromkeys(mondays, 0)
    clauses: dict[str, ClauseWeeks] = {}
    for run in runs:
        place = mondays.index(find_monday(run.date))
        days[mondays[place]] += 1
        try:
            told = run.view.clauses
        except RunError:
            unread[mondays[place]] += 1
            continue
        for clause in told.values():
            row = clauses.setdefault(clause["id"], ClauseWeeks(clause["id"], clause["type"], clause["title"],
                                                               [None] * len(mondays)))
            _add(row, place, clause["verdicts"]["units"])
    rows = sorted(clauses.values(), key=lambda row: (_rank(row), row.type, row.id))
    return WeekTable(platform, tuple(Week(one, days[one], unread[one]) for one in mondays), tuple(rows))


def _add(row: ClauseWeeks, place: int, units: Mapping[str, Any]) -> None:
    counts = row.weeks[place] or dict.fromkeys(VERDICTS, 0)
    for name in VERDICTS:
        counts[name] += int(units.get(name, 0))
    row.weeks[place] = counts


def _rank(row: ClauseWeeks) -> int:
    """Clauses with the gravest verdict first, those of which nothing is known last."""
    return next((place for place, name in enumerate(VERDICTS) if row.totals[name]), len(VERDICTS))
