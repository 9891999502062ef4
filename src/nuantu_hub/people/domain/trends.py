"""How reach changed month by month, from dated histories, and whether it is stable and growing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.rates import (
    count_members,
    end_of,
    find_headcounts,
    list_ledger,
    rate_founding,
    rate_joining,
    reach_of,
)
from nuantu_hub.people.models import Membership, Standing, Unit

MONTHS = 12
#: A month is a fall when more than this share of the members of the month before are gone, in per cent.
FALL_PERCENT = 2
#: Fewer months with members than this tell nothing.
LEAST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A unit's branch at the end of a month, and who came and went in the month."""

    day: date
    members: int
    percent: float | None
    founded: int
    listed: int
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class Growth:
    """Whether membership is stable and growing: a state and its reason in words."""

    state: str
    words: str
    reason: str


def list_month_ends(day: date, months: int = MONTHS) -> list[date]:
    """The last days of the months before a day's month, the oldest first, and the day itself."""
    ends = [day]
    while len(ends) <= months:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


def trace_reach(units: Sequence[Unit], days: Sequence[date]) -> dict[int, list[Point]]:
    """The points of each unit, in a number of queries that grows with the days alone."""
    ledger = list_ledger(units)
    traced: dict[int, list[Point]] = {unit.pk: [] for unit in units}
    for day in days:
        members, heads = count_members(units, day), find_headcounts(units, day)
        for unit in units:
            founding = rate_founding(unit, ledger, day)
            joining = rate_joining(unit, members[unit.pk], heads.get(unit.pk)).percent
            traced[unit.pk].append(Point(day, members[unit.pk], None if joining is None else float(joining),
                                         founding.over, founding.of or 0))
    return traced


def trace_flow(unit: Unit, days: Sequence[date]) -> list[tuple[int, int]]:
    """How many full memberships of a branch began and ended in the month up to each of the days."""
    first = end_of(days[0].replace(day=1) - timedelta(days=1))
    here = Membership.objects.filter(reach_of([unit], "unit__"), standing=Standing.FULL)
    came = Counter((localtime(at).year, localtime(at).month) for at in here.filter(
        since__gte=first).values_list("since", flat=True))
    went = Counter((localtime(at).year, localtime(at).month) for at in here.filter(
        until__gte=first).values_list("until", flat=True) if at is not None)
    return [(came[day.year, day.month], went[day.year, day.month]) for day in days]


def judge_growth(points: Sequence[Point]) -> Growth:
    """Stable: no month lost more than 2 % of its members. Growing: more members now than at the first point."""
    known = [point for point in points if point.members]
    if len(known) < LEAST_MONTHS:
        return Growth("unknown", _("还看不出来"), _("有会员的月份不到%(least)s个") % {"least": LEAST_MONTHS})
    falls = [after for before, after in pairwise(points)
             if 100 * after.members < (100 - FALL_PERCENT) * before.members]
    change = points[-1].members - points[0].members
    figures = {"from": points[0].members, "to": points[-1].members, "months": len(points) - 1, "falls": len(falls),
               "percent": FALL_PERCENT}
    reason = _("%(months)s个月里会员从%(from)s人到%(to)s人；有%(falls)s个月比上月少了%(percent)s%%以上") % figures
    if change > 0 and not falls:
        return Growth("kept", _("总体稳定、持续增长"), reason)
    if change > 0:
        return Growth("watch", _("在增长，但不稳定"), reason)
    if not falls:
        return Growth("watch", _("稳定，但没有增长"), reason)
    return Growth("broken", _("在减少"), reason)
