"""What is due about inspections and stars: visits, second looks, mending, decisions, appeals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.people.models import Account
from nuantu_hub.people.permissions import units_of
from nuantu_hub.seam.stars import MOST_STARS
from nuantu_hub.site.gathering import Due
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.domain.stars import CurrentStar, current_stars, say_count
from nuantu_hub.stations.models import Finding, Inspection, Star, StarAppeal, Station

#: Inspections of so many days ahead are on the inspector's page; a star that ends so soon is on the officer's.
AHEAD_DAYS, SOON_DAYS = 2, 30
MOST = 30


def list_due_inspections(account: Account, moment: datetime) -> Iterator[Due]:
    """One's own inspections of today and the next days, and those that are late, by name; for an officer as a sum."""
    today = localdate(moment)
    waiting = Inspection.objects.filter(state=Inspection.State.PLANNED)
    own = waiting.filter(inspector=account, on__lte=today + timedelta(days=AHEAD_DAYS)).select_related("station")
    for one in own[:MOST]:
        yield Due(_("检查：%(name)s") % {"name": one.station.name}, one.get_kind_display(), _("要做的检查"),
                  end_of(one.on), str(account), reverse("stations:checklist", args=[one.pk]), _("开始"),
                  since=end_of(one.on - timedelta(days=7)), rank=35)
    late = waiting.filter(on__lt=today, station__unit__in=units_of(account, "officer")).exclude(inspector=account)
    told = late.aggregate(count=Count("pk"), first=Min("on"))
    if told["count"]:
        yield Due(ngettext("%(count)s次检查过了日子没有做", "%(count)s次检查过了日子没有做", told["count"]) % {
            "count": told["count"]}, _("最早的一次应在%(day)s") % {"day": told["first"].isoformat()}, _("要做的检查"),
            end_of(told["first"]), None, f"{reverse('stations:inspections')}?state=late", _("看一看"),
            key="inspections-late", rank=35)


def list_due_second(account: Account, moment: datetime) -> Iterator[Due]:
    """Sheets that wait for a second pair of eyes, and those that were objected to."""
    del moment
    reach = units_of(account, "inspector")
    rows = Inspection.objects.filter(state=Inspection.State.SENT).filter(
        Q(second=account) | Q(second=None, station__unit__in=reach)).exclude(inspector=account)
    for one in rows.select_related("station")[:MOST]:
        yield Due(_("复核检查：%(name)s") % {"name": one.station.name}, _("影响星级，要第二位检查员看"),
                  _("要复核的检查"),
                  end_of(one.day + timedelta(days=3)), str(one.second) if one.second_id else None,
                  reverse("stations:inspection", args=[one.pk]), _("复核"), key=f"second-{one.pk}", since=one.sent_at,
                  rank=36)
    disputed = Inspection.objects.filter(state=Inspection.State.DISPUTED,
                                         station__unit__in=units_of(account, "officer"))
    for one in disputed.select_related("station")[:MOST]:
        yield Due(_("复核有异议：%(name)s") % {"name": one.station.name}, one.second_said, _("要复核的检查"),
                  end_of(one.day + timedelta(days=3)), None, reverse("stations:inspection", args=[one.pk]), _("处理"),
                  key=f"disputed-{one.pk}", since=one.second_at, rank=36)


def list_due_findings(account: Account, moment: datetime) -> Iterator[Due]:
    """What is to be mended at one's own stations; overdue ones for the officer; re-checks for inspectors."""
    today = localdate(moment)
    kept = account.kept_stations.held_at(moment).values("station")
    version = read_held().in_force(today)
    rows = Finding.objects.filter(state=Finding.State.OPEN, station__in=kept).select_related("station")
    for one in rows[:MOST]:
        item = version.by_id.get(one.item)
        yield Due(_("整改：%(item)s") % {"item": item.words.zh if item else one.item}, one.station.name, _("要整改的"),
                  end_of(one.due_on), str(account), reverse("stations:finding", args=[one.pk]), _("去整改"),
                  since=one.opened_at, rank=37)
    over = Finding.objects.filter(state=Finding.State.OPEN, due_on__lt=today,
                                  station__unit__in=units_of(account, "officer"))
    told = over.aggregate(count=Count("pk"), first=Min("due_on"))
    if told["count"]:
        yield Due(ngettext("%(count)s项整改逾期", "%(count)s项整改逾期", told["count"]) % {"count": told["count"]},
                  _("最早的一项应在%(day)s前") % {"day": told["first"].isoformat()}, _("要整改的"),
                  end_of(told["first"]), None,
                  f"{reverse('stations:findings')}?state=overdue", _("催办"), key="findings-overdue", rank=37)
    waiting = Finding.objects.filter(state=Finding.State.MENDED, station__unit__in=units_of(account, "inspector"))
    told = waiting.exclude(mended_by=account).aggregate(count=Count("pk"), first=Min("mended_at"))
    if told["count"]:
        yield Due(ngettext("%(count)s项整改等复查", "%(count)s项整改等复查", told["count"]) % {"count": told["count"]},
                  _("说整改好了，要有人去看"), _("要整改的"), told["first"] + timedelta(days=7), None,
                  f"{reverse('stations:findings')}?state=mended", _("复查"), key="findings-mended", since=told["first"],
                  rank=37)


def list_due_stars(account: Account, moment: datetime) -> Iterator[Due]:
    """Decisions that wait, stars that end soon, and stars that the evidence has moved, for the officer."""
    reach = units_of(account, "officer")
    drafts = Star.objects.filter(published_at=None, station__unit__in=reach).select_related("station")
    for one in drafts[:MOST]:
        yield Due(_("公布星级：%(name)s%(stars)s") % {"name": one.station.name, "stars": say_count(one.stars)},
                  one.get_kind_display(), _("要定的星级"), end_of(one.since), None,
                  reverse("stations:station_star", args=[one.station.code]), _("公布"), key=f"star-{one.pk}",
                  since=one.decided_at, rank=38)
    stations = list(Station.objects.filter(unit__in=reach, state=Station.State.USED).only("pk", "unit"))
    stars = current_stars(stations) if stations else {}
    ending = [star for star in stars.values() if ends_soon(star, localdate(moment))]
    if ending:
        first = min(star.until for star in ending if star.until)
        yield Due(ngettext("%(count)s座驿站30天内星级到期", "%(count)s座驿站30天内星级到期", len(ending)) % {
            "count": len(ending)}, _("最早的一座%(day)s到期") % {"day": first.isoformat()}, _("要定的星级"),
            end_of(first), None, f"{reverse('stations:stars')}?show=ending", _("看一看"), key="stars-ending", rank=38)
    moved = len(find_moved(stars))
    if moved:
        yield Due(ngettext("%(count)s座驿站按证据该升星或降星", "%(count)s座驿站按证据该升星或降星", moved) % {
            "count": moved},
                  _("规则已经算出，等人决定并公布"), _("要定的星级"), None, None,
                  f"{reverse('stations:stars')}?show=moved", _("看一看"), key="stars-moved", rank=38)


def list_due_appeals(account: Account, moment: datetime) -> Iterator[Due]:
    """Objections that wait for an answer, for an officer who had no part in the decision."""
    del moment
    rows = StarAppeal.objects.filter(state=StarAppeal.State.OPEN, station__unit__in=units_of(account, "officer"))
    rows = rows.exclude(star__decided_by=account).exclude(star__published_by=account)
    for one in rows.select_related("station", "star")[:MOST]:
        yield Due(_("星级申诉：%(name)s") % {"name": one.station.name}, one.text[:40], _("要定的星级"),
                  end_of(one.due_on), None, reverse("stations:star_appeal", args=[one.pk]), _("答复"),
                  key=f"star-appeal-{one.pk}", since=one.at, rank=38)


def ends_soon(star: CurrentStar, today: date) -> bool:
    """Whether a star falls or lapses within thirty days if nobody looks or decides."""
    return star.stars > 0 and star.until is not None and star.until <= today + timedelta(days=SOON_DAYS)


def find_moved(stars: dict[int, CurrentStar]) -> list[int]:
    """The stations whose last inspection gave other stars than were decided: up to be given, down to be published."""
    newest: dict[int, int] = {}
    rows = Inspection.objects.filter(station__in=list(stars)).counted()
    for station, by_rules in rows.values_list("station", "by_rules"):
        if by_rules is not None:
            newest[station] = min(by_rules, MOST_STARS)
    return [key for key, star in stars.items() if star.state != "revoked"
            and (newest.get(key, star.stars) > star.stars or star.by_itself)]


DUE = (list_due_inspections, list_due_second, list_due_findings, list_due_stars, list_due_appeals)
