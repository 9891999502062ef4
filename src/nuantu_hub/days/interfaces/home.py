"""A worker's home: the ring, the two figures beneath it, the weather, what has fired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account
from nuantu_hub.seam.reading import RunView, Standing, stand_at
from nuantu_hub.site.ring import Break, DutyDay

#: Newest cases of rights that stand on the home page; all of them stand on the page of rights.
FIRED_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Today:
    """A worker's seeded day at the run's clock."""

    run: Run
    view: RunView
    worker: Mapping[str, Any]
    stand: Standing

    @property
    def ring(self) -> DutyDay:
        """The duty ring."""
        limits = self.stand.limits
        breaks = [Break(worked, high - low, moment) for low, high, worked in self.stand.rests
                  if (moment := self.view.moment(low)) is not None]
        return DutyDay(
            worked_s=self.stand.worked_s, reminder_s=limits["remind"][1] if "remind" in limits else None,
            stop_s=limits["stop"][1] if "stop" in limits else None, pay_minor=self.stand.pay_minor,
            orders=len(self.stand.orders), breaks=breaks, on_duty=self.stand.on_duty)

    @property
    def over_minor(self) -> int:
        """By how much an hour's pay so far lies above the floor."""
        hourly, floor = self.stand.hourly_minor, self.stand.floor_minor
        return 0 if hourly is None or floor is None else max(0, hourly - floor)

    @property
    def short_minor(self) -> int:
        """What the pay so far is short of the floor."""
        return max(0, -(self.stand.above_minor or 0))

    @property
    def next_limit(self) -> tuple[str, str, int, int] | None:
        """The limit that comes next: its sort, clause, seconds, and how much is left; None past the last."""
        for name in ("remind", "stop"):
            if name in self.stand.limits:
                clause, seconds = self.stand.limits[name]
                if seconds > self.stand.worked_s:
                    return name, clause, seconds, seconds - self.stand.worked_s
        return None


@dataclass(frozen=True, slots=True)
class Weather:
    """An alert that touches the worker's day: the alert, whether it holds now, what it gave (clause, sentence)."""

    alert: Mapping[str, Any]
    holds: bool
    paid_minor: int
    paid_orders: int
    paid_clause: str | None
    extended: int
    extended_clause: str | None


def open_today(account: Account) -> tuple[Link, Run] | None:
    """The newest run in which the account has a linked pseudonym to look for; None without a link or a run."""
    for link in account.links.order_by("-made_at"):
        run = Run.objects.filter(platform=link.platform).select_related("unit").order_by("-date", "id").first()
        if run is not None:
            return link, run
    return None


def read_today(run: Run, pseudonym: str) -> Today | None:
    """The day of a pseudonym at the run's clock; None where that person was not on duty."""
    view = run.view
    worker = view.worker(pseudonym)
    if worker is None:
        return None
    return Today(run, view, worker, stand_at(worker, run.clock_t, view.facts["slice_s"]))


def list_weather(today: Today) -> list[Weather]:
    """The alerts so far that gave this worker something, or that hold now; the newest first."""
    found = []
    for kind_level in {(alert["kind"], alert["level"]): alert for alert in today.view.facts["alerts"]
                       if alert["from"] <= today.stand.t}.values():
        low, high = kind_level["from"], kind_level["to"]
        paid = [order for order in today.stand.orders if order["weather_minor"] and low <= order["accepted"] < high]
        rights = [right for right in today.stand.rights if low <= right["at"] < high]
        extended = [right for right in rights if _name(today.view, right) == "eta_extension"]
        subsidy = next((right["clause"] for right in rights
                        if _name(today.view, right) == "special_weather_subsidy"), None)
        holds = low <= today.stand.t < high
        if paid or holds:
            found.append(Weather(kind_level, holds, sum(order["weather_minor"] for order in paid), len(paid), subsidy,
                                 len(extended), extended[0]["clause"] if extended else None))
    return sorted(found, key=lambda one: (not one.holds, -one.alert["from"]))


def _name(view: RunView, right: Mapping[str, Any]) -> str:
    clause = view.clauses.get(right["clause"])
    return str(clause["name"]) if clause else ""


def list_fired(today: Today, most: int | None = FIRED_SHOWN) -> Sequence[Mapping[str, Any]]:
    """Cases of rights up to the clock, the newest first."""
    newest = list(reversed(today.stand.rights))
    return newest if most is None else newest[:most]


def find_last_spot(today: Today) -> tuple[float, float] | None:
    """Where the last order so far was handed over, metres east and south of the map's corner; None without one."""
    last = max(today.stand.orders, key=lambda order: order["delivered"], default=None)
    story = None if last is None else today.view.order(last["id"])
    door = story["door"] if story else None
    if not door or door[0] is None:
        return None
    unit = float(today.view.facts["unit_m"])
    return float(door[0]) * unit, float(door[1]) * unit
