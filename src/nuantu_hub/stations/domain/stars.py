"""Stars of stations: what the rules give, what was decided and published, and what stands on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam import stars as engine
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Inspection, Star, Station

Kind = Star.Kind
#: What a decision is to the engine.
ACTS: dict[str, Any] = {
    Kind.GIVEN: "rated", Kind.KEPT: "rated", Kind.UP: "rated", Kind.DOWN: "rated", Kind.REFUSED: "rated",
    Kind.REVOKED: "revoked", Kind.RESTORED: "restored", Kind.CORRECTED: "corrected"}
#: Every station is looked at within so many days of the last time: four times a year.
NEXT_DAYS = 92


@dataclass(frozen=True, slots=True)
class CurrentStar:
    """What stands on a day.

    ``stars`` (0 where revoked or lapsed, see ``state``: ``held``, ``revoked``, ``lapsed``, ``refused``); ``since`` and
    ``until`` of that number of stars; ``falls_to`` what is left after ``until``; ``evidence_on`` the day of the last
    inspection that it rests on; ``passed`` of ``asked`` items; ``next_by`` when somebody looks again.
    """

    stars: int
    state: str
    since: date
    until: date | None
    falls_to: int
    evidence_on: date | None
    passed: int
    asked: int
    version: int
    decision: Star
    next_by: date | None

    @property
    def of(self) -> int:
        """How many items were asked."""
        return self.asked

    @property
    def by_itself(self) -> bool:
        """Whether the rules brought it lower than what was decided."""
        return self.decision.kind != Kind.REVOKED and self.stars != self.decision.stars


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a decision of today would be: its kind, stars before and after, the schedule, the rating behind it.

    ``term_until`` is the last day of the term, ``evidence`` the last inspection that counts.
    """

    kind: str
    before: int
    stars: int
    schedule: list[tuple[date, int]]
    term_until: date | None
    rating: engine.Rating
    evidence: Inspection | None
    lacks: list[list[str]]


def current_star(station: Station) -> CurrentStar | None:
    """The star of a station today; None where nothing was ever published."""
    return current_stars([station]).get(station.pk)


def current_stars(stations: Iterable[Station], day: date | None = None) -> dict[int, CurrentStar]:
    """The stars of several stations by their key, in one query; who never had a decision is missing."""
    today = day or localdate(now())
    rows = Star.objects.latest_of([one.pk for one in stations]).select_related("evidence", "latest")
    return {row.station_id: read_star(row, today) for row in rows}


def read_star(row: Star, today: date) -> CurrentStar:
    """What stands of a decision on a day."""
    days = [(date.fromisoformat(on), stars) for on, stars in row.schedule] or [(row.since, row.stars)]
    place = max((number for number, (on, _stars) in enumerate(days) if on <= today), default=0)
    since, stars = days[place]
    until, falls_to = None, 0
    if place + 1 < len(days):
        until, falls_to = days[place + 1][0] - timedelta(days=1), days[place + 1][1]
    held = row.latest or row.evidence
    state = ("held" if stars else "revoked" if row.kind == Kind.REVOKED else "refused" if not row.stars else "lapsed")
    seen = held.day if held is not None else None
    passed, asked = row.passed, row.asked
    if row.latest is not None and row.latest.asked:
        passed, asked = row.latest.passed or 0, row.latest.asked
    return CurrentStar(stars, state, since, until if stars else None, falls_to, seen, passed, asked,
                       row.version, row, seen + timedelta(days=NEXT_DAYS) if seen else None)


def list_looks(station: Station) -> list[engine.Look]:
    """All evidence of a station: its inspections that count."""
    return list_looks_of([station.pk])[station.pk]


def list_looks_of(stations: Sequence[int]) -> dict[int, list[engine.Look]]:
    """The evidence of several stations by their key, in one query."""
    found: dict[int, list[engine.Look]] = defaultdict(list)
    rows = Inspection.objects.filter(station__in=stations).counted()
    for row in rows.only("station", "held_at", "on", "answers", "withdrawn_on", "withdrawn", "state"):
        found[row.station_id].append(engine.Look(row.day, row.answers, str(row.pk), row.withdrawn_on,
                                                 frozenset(row.withdrawn)))
    return found


def list_acts(station: Station) -> list[engine.Act]:
    """What was decided and published, as the engine takes it."""
    rows = Star.objects.filter(station=station).published().order_by("published_at", "pk")
    return [engine.Act(ACTS[row.kind], row.since, row.ground) for row in rows]


def rate_station(station: Station) -> engine.Rating:
    """What the evidence alone gives today."""
    return engine.rate_looks(read_held(), list_looks(station), localdate(now()))


def propose(station: Station, act: str = "rated", ground: str = "") -> Proposal:
    """What an act of today would do. Raises StationRefused where nothing allows it."""
    standard, looks, today = read_held(), list_looks(station), localdate(now())
    acts = [*list_acts(station), engine.Act(act, today, ground)]  # type: ignore[arg-type]
    try:
        last = engine.trace_looks(standard, looks, acts, today)
        schedule = engine.find_schedule(standard, looks, acts, today)
    except engine.InputError as fault:
        raise StationRefused(_("现在不能这样决定：%(why)s") % {"why": _say_fault(act)},
                             _("看这座驿站的星级经过")) from fault
    change = next(one for one in reversed(last) if one.on == today and one.kind != "lapsed")
    rating = engine.rate_looks(standard, looks, today)
    evidence = Inspection.objects.filter(station=station).counted().last()
    return Proposal(change.kind, change.before, change.stars, schedule, change.until, rating, evidence,
                    engine.say_lacks(rating.list_lacks(min(engine.MOST_STARS, rating.stars + 1))))


@transaction.atomic
def decide_star(*, by: Account, station: Station, token: UUID, act: str = "rated", ground: str = "") -> Star:
    """Write down a decision, which nobody but the desk reads before it is published.

    The number of stars follows from the evidence and the standard; nobody chooses it. Raises StationRefused without
    evidence, where a draft waits already, for a revocation without a ground, and for an act that nothing allows.
    """
    known = Star.objects.filter(token=token).first()
    if known is not None:
        return known
    Station.objects.select_for_update().get(pk=station.pk)
    if Star.objects.filter(station=station, published_at=None).exists():
        raise StationRefused(_("有一个决定还没有公布"), _("先公布或撤下那一个"))
    if act in ("revoked", "restored") and not ground.strip():
        raise StationRefused(_("没有写理由"), _("写明为什么，公布时大家都看得到"), field="ground")
    seen = propose(station, act, ground.strip())
    if seen.evidence is None:
        raise StationRefused(_("这座驿站还没有生效的检查"), _("先安排一次检查"))
    made = Star.objects.create(token=token, station=station, ground=ground.strip(), decided_at=now(), decided_by=by,
                               **_tell_proposal(seen))
    record_deed(by, "star decided", made, station.unit, stars=made.stars, kind=made.kind)
    return made


@transaction.atomic
def publish_star(*, by: Account, star: Star) -> Star:
    """Let everybody read a decision, which makes it stand; published again it stays as it is.

    It says what holds on the day of its publication: a decision of Friday may go out on Monday. Raises StationRefused
    where the evidence says other stars by then.
    """
    if star.published_at is not None:
        return star
    fresh = propose(star.station, ACTS[star.kind], star.ground)
    if (fresh.kind, fresh.stars) != (star.kind, star.stars):
        raise StationRefused(_("决定以后证据变了，现在是%(stars)s") % {"stars": say_count(fresh.stars)},
                             _("撤下这个决定，再定一次"))
    for name, value in _tell_proposal(fresh).items():
        setattr(star, name, value)
    star.published_at, star.published_by = now(), by
    star.save()
    record_deed(by, "star published", star, star.station.unit, stars=star.stars, kind=star.kind)
    return star


@transaction.atomic
def drop_star(*, by: Account, star: Star) -> None:
    """Take back a decision that was not published. Raises StationRefused for one that was."""
    if star.published_at is not None:
        raise StationRefused(_("已经公布的决定不能撤下"), _("重新评定，或由管理人申诉"))
    record_deed(by, "star dropped", star, star.station.unit, stars=star.stars, kind=star.kind)
    star.delete()


def restate(station: Station) -> Star | None:
    """Draw the schedule of the standing decision anew, after evidence has come or gone."""
    star = Star.objects.filter(station=station).published().first()
    if star is None or star.kind == Kind.REVOKED:
        return star
    looks, acts = list_looks(station), list_acts(station)
    schedule = engine.find_schedule(read_held(), looks, acts, localdate(now()))
    past = [[on, stars] for on, stars in star.schedule if date.fromisoformat(on) < localdate(now())]
    fresh = tell_schedule(schedule)
    star.schedule = [*past, *(fresh[1:] if past and past[-1][1] == fresh[0][1] else fresh)]
    star.latest = Inspection.objects.filter(station=station).counted().exclude(kind=Inspection.Kind.RECHECK).last()
    star.save(update_fields=["schedule", "latest"])
    return star


def tell_schedule(schedule: Iterable[tuple[date, int]]) -> list[list[Any]]:
    """A schedule as it is kept."""
    return [[on.isoformat(), stars] for on, stars in schedule]


def say_count(stars: int) -> str:
    """A number of stars in the language of the page."""
    return engine.say_stars(stars, "en" if (get_language() or "").startswith("en") else "zh")


def _tell_proposal(seen: Proposal) -> dict[str, Any]:
    passed, asked = seen.rating.count_passed(seen.stars)
    return {"kind": seen.kind, "before": seen.before, "stars": seen.stars, "since": localdate(now()),
            "term_until": seen.term_until, "schedule": tell_schedule(seen.schedule),
            "version": seen.rating.version.number, "evidence": seen.evidence, "passed": passed, "asked": asked,
            "lacks": seen.lacks}


def _say_fault(act: str) -> Any:
    return {"rated": _("星级被摘，要先恢复"), "revoked": _("现在没有星级可摘"), "restored": _("没有被摘的星级"),
            "corrected": _("没有可更正的星级")}[act]
