"""The clocks of a procedure: from the dated facts of a talk, which clocks run, until when, and what is late.

Pure. Days are calendar days of the hub's time zone, the day of the beginning not counted, until the last one is over.
The sources say nothing of a last day on a rest day or a holiday, so none is moved; a clock says that its last day is
one, and whether the holidays of that year are published yet.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nuantu_hub.bargaining.domain.procedures import ClockRule, Profile
from nuantu_hub.stations.domain.public_holidays import DayKind, tell_day

SATURDAY = 5
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A seat that fell vacant on a day and was filled on another, or not yet; ``name`` says whose."""

    since: date
    filled: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The dated facts of a talk; None for what has not happened. ``agreed_end`` is the last day of a suspension."""

    requested: date | None = None
    replied: date | None = None
    vacancies: tuple[Vacancy, ...] = ()
    suspended: date | None = None
    agreed_end: date | None = None
    resumed: date | None = None
    signed: date | None = None
    filed: date | None = None
    opinion: date | None = None
    published: date | None = None
    #: The first and the last day on which the text is in force.
    effective: date | None = None
    expires: date | None = None
    renewal: date | None = None
    #: The talk is over without an agreement: from this day on no clock runs.
    ended: date | None = None


class ClockState(StrEnum):
    """How a clock stands."""

    AHEAD = "ahead"  # a window that is not open yet
    RUNNING = "running"
    OPEN = "open"  # a window in which one may
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    LATE = "late"
    LAPSED = "lapsed"  # nothing came until the end, and that has its own consequence
    CLOSED = "closed"  # a window that is over
    STOPPED = "stopped"  # the talk ended before it


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a talk.

    ``begins`` and ``due`` are its first and last day, ``done`` the day on which it was met. ``left_days`` counts from
    today to the last day, below nought once it is over. ``rest`` names what kind of day the last one is
    (``weekend``, a holiday's Chinese name, or nothing); ``provisional`` where that year is not published.
    """

    step: str
    name: str
    state: ClockState
    begins: date
    due: date
    done: date | None
    left_days: int
    rest: str
    provisional: bool
    whose: str = ""
    lapses: str = ""

    @property
    def runs(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in (ClockState.RUNNING, ClockState.LATE)


def measure_clocks(profile: Profile, facts: Facts, today: date) -> tuple[Clock, ...]:
    """Every clock that the facts have started, in the order of the steps. Facts after today have not happened."""
    return tuple(clock for step, rule in profile.clocks for clock in _measure(step.key, rule, facts, today))


def find_effect(profile: Profile, facts: Facts, today: date) -> date | None:
    """The day from which a text is in force because a review brought no opinion; None where that does not hold."""
    for clock in measure_clocks(profile, facts, today):
        if clock.state is ClockState.LAPSED and clock.lapses == "effective":
            return clock.due + timedelta(days=1)
    return None


def check_term(profile: Profile, begins: date, expires: date) -> bool | None:
    """Whether a term is within the profile's years; None where the profile has no such rule."""
    term = profile.step("term").term
    if term is None:
        return None
    least = add_months(begins, MONTHS * term.least_years) - timedelta(days=1)
    return least <= expires <= add_months(begins, MONTHS * term.most_years)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on (below nought: back); the last day where a month is shorter."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def name_rest(day: date) -> str:
    """What makes a day one on which offices do not work: a holiday's name, ``weekend``, or nothing."""
    told = tell_day(day)
    if told.kind is DayKind.HOLIDAY:
        return told.holiday or "holiday"
    return "weekend" if told.kind is DayKind.ORDINARY and day.weekday() >= SATURDAY else ""


def _measure(step: str, rule: ClockRule, facts: Facts, today: date) -> Iterable[Clock]:
    if rule.start == "vacated":
        for one in facts.vacancies:
            if one.since <= today:
                yield _tell(step, rule, one.since, one.since + timedelta(days=rule.days), one.filled, facts, today,
                            one.name)
        return
    begins: date | None = getattr(facts, rule.start)
    done: date | None = getattr(facts, rule.until)
    if begins is None or (begins > today and rule.end != "window"):
        return
    if rule.end == "window":
        yield _tell_window(step, rule, begins, done, today)
    elif rule.end == "agreed":
        if facts.agreed_end is not None:
            yield _tell(step, rule, begins, facts.agreed_end, done, facts, today)
    else:
        yield _tell(step, rule, begins, begins + timedelta(days=rule.days), done, facts, today)


def _tell(step: str, rule: ClockRule, begins: date, due: date, done: date | None, facts: Facts, today: date,
          whose: str = "") -> Clock:
    met = done if done is not None and begins <= done <= today else None
    if met is not None and not (rule.lapses and met > due):
        state = ClockState.KEPT if met <= due else ClockState.KEPT_LATE
    elif rule.lapses and today > due:
        state = ClockState.LAPSED
    elif facts.ended is not None and facts.ended <= today:
        state = ClockState.STOPPED
    else:
        state = ClockState.LATE if today > due else ClockState.RUNNING
    return _make(step, rule, state, begins, due, met, today, whose)


def _tell_window(step: str, rule: ClockRule, expires: date, done: date | None, today: date) -> Clock:
    begins = add_months(expires, -rule.months_before)
    met = done if done is not None and begins <= done <= min(today, expires) else None
    if met is not None:
        state = ClockState.KEPT
    elif today < begins:
        state = ClockState.AHEAD
    else:
        state = ClockState.OPEN if today <= expires else ClockState.CLOSED
    return _make(step, rule, state, begins, expires, met, today)


def _make(step: str, rule: ClockRule, state: ClockState, begins: date, due: date, done: date | None, today: date,
          whose: str = "") -> Clock:
    return Clock(step, rule.name, state, begins, due, done, (due - today).days, name_rest(due),
                 tell_day(due).provisional, whose, rule.lapses)
