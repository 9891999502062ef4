"""What passes earned: uses, minutes saved against the registered baselines, compounds covered; small numbers withheld.

Every figure follows from the table that is published beside it: a line a compound and week, what gates told summed up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from nuantu_hub.passes.models import Compound, GateCount

#: Fewer uses of a compound in a week are not published.
LEAST_USES = 20
#: A gate's day without a count for a number is counted as none: what is published is never more than what was.
WEEKS = 12
#: What gates measured in this many days says how long an entry with the code takes.
MEASURED_DAYS = 28


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A compound's week: entries by code, seconds of one entry with it (None: too few measured) and without."""

    compound: str
    district: str
    monday: date
    uses: int | None
    with_pass_s: float | None
    baseline_s: int | None

    @property
    def saved_min(self) -> float | None:
        """Minutes that entries took less; None where the week is withheld or one of the two times was not measured."""
        if self.uses is None or self.with_pass_s is None or self.baseline_s is None:
            return None
        return self.uses * max(0.0, self.baseline_s - self.with_pass_s) / 60


@dataclass(frozen=True, slots=True)
class Earned:
    """All of it: entries and minutes of the published weeks, compounds by state, and the lines they follow from."""

    first: date
    last: date
    uses: int
    saved_min: float
    unmeasured_uses: int
    withheld: int
    live: int
    trial: int
    paused: int
    lines: tuple[WeekLine, ...]

    @property
    def mean_saved_s(self) -> float | None:
        """Seconds saved by one entry, over those whose times were measured."""
        measured = self.uses - self.unmeasured_uses
        return self.saved_min * 60 / measured if measured else None


def measure_earned(moment: datetime) -> Earned:
    """What passes earned in the last twelve whole weeks."""
    today = localdate(moment)
    last = today - timedelta(days=today.weekday() + 1)
    first = last - timedelta(days=7 * WEEKS - 1)
    counts = GateCount.objects.filter(day__gte=first, day__lte=last).select_related(
        "gate__pass_gate__compound__unit").order_by("day", "gate")
    lines = tuple(_sum_weeks(counts))
    told = [line for line in lines if line.uses is not None]
    states = list(Compound.objects.values_list("state", flat=True))
    return Earned(
        first, last, uses=sum(line.uses or 0 for line in told), saved_min=sum(line.saved_min or 0.0 for line in told),
        unmeasured_uses=sum(line.uses or 0 for line in told if line.saved_min is None),
        withheld=len(lines) - len(told), live=states.count("live"), trial=states.count("trial"),
        paused=states.count("paused"), lines=lines)


def measure_passing(moment: datetime) -> dict[int, float]:
    """Seconds of an entry with the code by compound's key, over the last four weeks; only where gates measured any."""
    since = localdate(moment) - timedelta(days=MEASURED_DAYS)
    sums: dict[int, tuple[int, int]] = {}
    for one in GateCount.objects.filter(day__gte=since, measured__gt=0, gate__pass_gate__isnull=False).select_related(
            "gate__pass_gate"):
        count, seconds = sums.get(one.gate.pass_gate.compound_id, (0, 0))
        sums[one.gate.pass_gate.compound_id] = (count + (one.measured or 0), seconds + (one.seconds or 0))
    return {key: round(seconds / count, 1) for key, (count, seconds) in sums.items()}


def _sum_weeks(counts: Iterable[GateCount]) -> Iterable[WeekLine]:
    weeks: dict[tuple[str, int, date], list[GateCount]] = {}
    compounds: dict[int, Compound] = {}
    for one in counts:
        gate = getattr(one.gate, "pass_gate", None)
        if gate is None:
            continue
        compounds[gate.compound_id] = gate.compound
        monday = one.day - timedelta(days=one.day.weekday())
        weeks.setdefault((gate.compound.name, gate.compound_id, monday), []).append(one)
    for (name, key, monday), days in sorted(weeks.items()):
        uses = sum(one.let_in or 0 for one in days)
        measured, seconds = sum(one.measured or 0 for one in days), sum(one.seconds or 0 for one in days)
        told = uses >= LEAST_USES
        yield WeekLine(name, compounds[key].unit.name, monday, uses if told else None,
                       round(seconds / measured, 1) if measured and told else None, compounds[key].baseline_s)
