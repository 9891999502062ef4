"""Who may not inspect a station: its keeper, who belongs to its host or its unit, who was there last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Inspection, Interest, Keeper, Station

#: Who kept a station, or held a post in its unit, is free of it only so long after.
FREE_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why somebody may not inspect a station: ``keeper``, ``tie``, ``host``, ``unit`` or ``last``, and in words."""

    kind: str
    words: Any


class Conflicts:
    """The conflicts of several people with several stations, asked of the database once."""

    def __init__(self, accounts: Iterable[Account], stations: Sequence[Station]) -> None:
        self.stations = {station.pk: station for station in stations}
        keys, moment = [account.pk for account in accounts], now()
        recent = Q(until=None) | Q(until__gt=moment - FREE_AFTER)
        self.kept = set(Keeper.objects.filter(recent, account__in=keys).values_list("account", "station"))
        self.ties: dict[Any, list[Interest]] = defaultdict(list)
        for tie in Interest.objects.filter(account__in=keys, until=None):
            self.ties[tie.account_id].append(tie)
        # Inspecting is not belonging: an inspector's own post is no tie to the unit that runs the stations.
        posts = Post.objects.filter(recent, account__in=keys).exclude(role=Post.Role.INSPECTOR)
        self.posts = set(posts.values_list("account", "unit"))
        self.last = _find_last(self.stations, moment)

    def find(self, account: Account, station: Station) -> Conflict | None:
        """The first conflict, the gravest first; None where there is none."""
        if (account.pk, station.pk) in self.kept:
            return Conflict("keeper", _("%(name)s是这座驿站的管理人，或一年内管过") % {"name": account})
        for tie in self.ties[account.pk]:
            if tie.station_id == station.pk:
                return Conflict("tie", _("%(name)s与这座驿站有关系：%(why)s") % {"name": account, "why": tie.why})
            if tie.host and station.host and tie.host.strip() == station.host.strip():
                return Conflict("host", _("%(name)s与场地单位%(host)s有关系：%(why)s") % {
                    "name": account, "host": station.host, "why": tie.why})
        if (account.pk, station.unit_id) in self.posts:
            return Conflict("unit", _("%(name)s在管这座驿站的单位任职，或一年内任过") % {"name": account})
        if self.last.get(station.pk) == account.pk:
            return Conflict("last", _("上一次就是%(name)s检查的") % {"name": account})
        return None


def find_conflict(account: Account, station: Station) -> Conflict | None:
    """Why an account may not inspect a station; None where it may."""
    return Conflicts([account], [station]).find(account, station)


def check_inspectors(station: Station, inspector: Account, second: Account | None = None, *,
                     rotates: bool = True) -> None:
    """Raise StationRefused, by name, where one of two inspectors may not go, or both are one person.

    ``rotates``: who was there last does not go again as the first. A second pair of eyes and a re-check may be theirs.
    """
    found = find_conflict(inspector, station)
    if found is not None and (rotates or found.kind != "last"):
        raise StationRefused(found.words, _("换一位检查员"), field="inspector")
    if second is None:
        return
    if second.pk == inspector.pk:
        raise StationRefused(_("复核的和检查的是同一个人"), _("换一位复核"), field="second")
    found = find_conflict(second, station)
    if found is not None and found.kind != "last":
        raise StationRefused(found.words, _("换一位复核"), field="second")


def _find_last(stations: dict[int, Station], moment: datetime) -> dict[int, Any]:
    """The inspector of the last inspection that was held at each station, re-checks aside."""
    held = Inspection.objects.filter(station__in=list(stations), held_at__lte=moment).exclude(
        kind=Inspection.Kind.RECHECK).exclude(state=Inspection.State.OFF)
    return dict(held.order_by("held_at", "pk").values_list("station", "inspector"))
