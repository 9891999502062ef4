"""Filling a demonstration with inspections and stars: a year of visits, what they found, what followed.

The history is written in bulk, with the answers, counts and stars that the same functions compute which the pages use;
the last quarter's plan is drawn by the verb, and the stories of the last days go through the verbs one by one.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import get_default_timezone, localdate

from nuantu_hub.people.domain.posts import give_post
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import list_paths
from nuantu_hub.seam import stars as engine
from nuantu_hub.stations.domain.conflicts import find_conflict
from nuantu_hub.stations.domain.inspection_plans import Wish, list_inspectors, make_plan
from nuantu_hub.stations.domain.inspections import (
    Assignment,
    Sheet,
    list_asked,
    passed_on,
    plan_inspection,
    send_inspection,
)
from nuantu_hub.stations.domain.interests import declare_interest
from nuantu_hub.stations.domain.rectifying import recheck_finding, say_mended
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.domain.star_appeals import appeal_star
from nuantu_hub.stations.domain.stars import current_star, decide_star, publish_star, read_star, tell_schedule
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import Finding, Inspection, InspectionPlan, Keeper, Star, Station

#: Beside those of the districts: names of invented inspectors of the city.
INSPECTORS = ("程远", "白露", "江禾", "宋晚", "陆川", "叶舟", "方晴", "贺兰")
#: Days before the demonstration of the earlier rounds, and of the plan that is under way.
ROUNDS, PLAN = (-330, -242, -150), (-54, 36)
JITTER_DAYS = 20
#: Days before the demonstration on which a star was revoked, and given back.
REVOKED, RESTORED = -34, -12
#: What a facility of the registry is among the items of the standard.
FACILITIES = {"seats": "seats", "hot_water": "hot_water", "microwave": "meal_heating", "fridge": "fridge",
              "phone_charging": "phone_charging", "bike_charging": "bike_charging", "toilet": "toilet",
              "parking": "parking", "shower": "shower", "laundry": "laundry", "first_aid": "medicine", "aed": "aed",
              "step_free": "step_free", "cooling": "cooling", "heating": "heating"}
#: How often, in a thousand, what stands in the registry is found broken, and how often the basics of a day hold.
BROKEN, BASICS = 6, 990


def seed_stars(scene: StationScene) -> None:
    """Inspectors, a year of inspections, the plan of this quarter, stars, and the stories of the last days."""
    rng = scene.draw("stars")
    city = Unit.objects.get(kind=Unit.Kind.CITY)
    with standing_at(scene.at(-400)):
        for number, name in enumerate(INSPECTORS, 2):
            give_post(by=None, account=Account.objects.create_staff(f"inspector-city-{number}", name), unit=city,
                      role=Post.Role.INSPECTOR)
    stations = list(Station.objects.filter(state=Station.State.USED).select_related("unit").prefetch_related(
        "facilities", Prefetch("keepers", Keeper.objects.select_related("account"))).order_by("pk"))
    history = History(scene, rng, stations, list(list_inspectors(city)))
    for days in ROUNDS:
        history.visit_all(days)
    history.save()
    with standing_at(scene.at(PLAN[0] - 4)):
        plan = make_plan(by=scene.find_account("officer-city"), unit=city, token=scene.token("plan"), wish=Wish(
            scene.day(PLAN[0]), scene.day(PLAN[1]), most_a_day=3, seed=str(rng.getrandbits(64))))
    history.hold_planned(plan)
    seed_stars_of(scene, rng, stations)
    tell_stories(scene)


class History:
    """Inspections that were held, made one by one in memory and saved together."""

    def __init__(self, scene: StationScene, rng: random.Random, stations: list[Station],
                 inspectors: list[Account]) -> None:
        self.scene, self.rng, self.stations = scene, rng, stations
        self.standard = read_held()
        self.reach = [(who, tuple(list_paths(who, Post.Role.INSPECTOR))) for who in inspectors]
        self.care = {one.pk: rng.random() for one in stations}
        self.last: dict[int, Any] = {}
        self.made: list[Inspection] = []

    def visit_all(self, days: int) -> None:
        """One round: each station that was open then is visited by somebody who was not there last."""
        for station in self.stations:
            day = self.scene.day(days + self.rng.randrange(-JITTER_DAYS, JITTER_DAYS))
            if station.opened_on is not None and station.opened_on > day:
                continue
            free = [who for who, paths in self.reach
                    if station.unit.path.startswith(paths) and who.pk != self.last.get(station.pk)]
            row = Inspection(station=station, inspector=self.rng.choice(free), on=day,
                             announced=self.rng.random() < 0.58)
            self.hold(row)
            self.made.append(row)

    def hold(self, row: Inspection) -> None:
        """Fill an inspection in as it was held on its day."""
        clock = time(9 + self.rng.randrange(8), 5 * self.rng.randrange(12))
        at = datetime.combine(row.on, clock, get_default_timezone())
        version = self.standard.in_force(row.on)
        row.held_at = row.sent_at = row.counted_at = at
        row.state, row.version = Inspection.State.COUNTED, version.number
        row.answers = self.answer(row.station, version, row.on)
        row.distance_m, row.accuracy_m = self.rng.randrange(2, 40), self.rng.randrange(5, 20)
        items = [version.by_id[key] for key in row.answers]
        row.passed, row.asked = sum(passed_on(row, item) for item in items), len(items)
        self.last[row.station_id] = row.inspector_id

    def answer(self, station: Station, version: engine.Version, day: date) -> dict[str, engine.Value]:
        """What was found: what the registry says, mostly; the rest by how well the station is looked after."""
        care, offered = self.care[station.pk], {one.kind for one in station.facilities.all()}
        found: dict[str, engine.Value] = {}
        for item in version.items:
            if item.season is not None and item.season.find_start(day) is None:
                continue
            if item.unit is not None:
                found[item.id] = self.measure(station, item.id, care, offered)
            elif item.id in FACILITIES:
                basic = item.first_stars < engine.MOST_STARS and item.role == "must"
                there = FACILITIES[item.id] in offered or (basic and self.rng.randrange(100) < 78 + 22 * care)
                found[item.id] = there and self.rng.randrange(1000) >= BROKEN
            elif item.role == "knockout":
                found[item.id] = self.rng.randrange(1000) >= 3
            else:
                found[item.id] = self.rng.randrange(1000) < BASICS if item.role != "ordinary" else (
                    self.rng.random() < 0.45 + 0.5 * care)
        return found

    def measure(self, station: Station, item: str, care: float, offered: set[str]) -> engine.Value:
        """A number that was measured."""
        services = len(offered & {"legal", "counselling", "nursing", "screen"})
        return {"floor_area": float(station.area_m2 or 12), "capacity": station.seats or 8,
                "satisfaction": min(100, 70 + int(24 * care) + self.rng.randrange(10)),
                "new_services": len(offered & {"legal", "counselling"}), "special_services": services,
                "warmth": 17 + self.rng.randrange(7)}[item]

    def save(self) -> None:
        """Write what was held, and what is to be mended of it; what was found long ago was mended in time."""
        Inspection.objects.bulk_create(self.made, batch_size=200)
        self.save_findings(self.made)
        self.made = []

    def hold_planned(self, plan: InspectionPlan) -> None:
        """The plan's inspections up to yesterday were held, but for a few; those of today until now."""
        rows = list(plan.inspections.filter(on__lt=self.scene.today).order_by("on", "pk").select_related("station"))
        by_key = {one.pk: one for one in self.stations}
        held = [row for row in rows if self.rng.random() >= 0.015]
        for row in held:
            row.station = by_key[row.station_id]
            self.hold(row)
        Inspection.objects.filter(pk__in=[row.pk for row in held]).delete()
        Inspection.objects.bulk_create(held, batch_size=200)
        self.save_findings(held)

    def save_findings(self, rows: list[Inspection]) -> None:
        """Orders to mend for what did not hold, most of them mended and seen to be."""
        made: list[Finding] = []
        for row in rows:
            version = self.standard.find(row.version or 1)
            for key in row.answers:
                item = version.by_id[key]
                if item.first_stars == 1 and item.role != "ordinary" and not passed_on(row, item):
                    made.append(self.tell_finding(row, item))
        Finding.objects.bulk_create(made, batch_size=200)

    def tell_finding(self, row: Inspection, item: engine.Item) -> Finding:
        """One finding; half of the recent ones are still open."""
        assert row.held_at is not None
        found = Finding(inspection=row, station=row.station, item=item.id, role=item.role, opened_at=row.held_at,
                        due_on=row.on + timedelta(days=item.mend_days), note="")
        keepers = list(row.station.keepers.all())
        age = (self.scene.today - row.on).days
        if keepers and (age > 60 or self.rng.random() < 0.4):
            found.mended_at = row.held_at + timedelta(days=1 + self.rng.randrange(max(1, min(age - 1, item.mend_days))))
            found.mended_by, found.mended_said = keepers[0].account, "已修好，请复查"
            found.state = Finding.State.MENDED
            if age > 60 or self.rng.random() < 0.5:
                found.state, found.closed_at = Finding.State.CLOSED, found.mended_at + timedelta(days=1)
        return found


def seed_stars_of(scene: StationScene, rng: random.Random, stations: list[Station]) -> None:
    """A star for nearly every station, decided some time in the year, with the schedule that its evidence gives."""
    standard, by = read_held(), scene.find_account("officer-city")
    looks: dict[int, list[Inspection]] = {}
    for row in Inspection.objects.filter(station__in=stations).counted():
        looks.setdefault(row.station_id, []).append(row)
    stars, changed = [], []
    for station in stations:
        rows = looks.get(station.pk, [])
        if not rows or rng.random() < 0.02:
            continue
        for row in rows:
            row.station = station
        star = _give_star(scene, rng, standard, rows, by)
        if star is not None:
            stars.append(star)
            changed.append(rows[-1])
    Star.objects.bulk_create(stars, batch_size=200)
    Inspection.objects.bulk_update(changed, ["stars_before", "by_rules"], batch_size=200)


def _give_star(scene: StationScene, rng: random.Random, standard: engine.Standard, rows: list[Inspection],
               by: Account) -> Star | None:
    """The decision that followed one of the inspections; None where the evidence gave no star."""
    # Most were decided lately; some so long ago that their year is nearly over.
    after = rng.randrange(2, 9)
    old = [row for row in rows if row.on + timedelta(days=after) < scene.today]
    if not old:
        return None
    basis = old[0 if rng.random() < 0.07 else max(0, len(old) - rng.choice((1, 1, 2)))]
    on = basis.on + timedelta(days=after)
    told = [engine.Look(row.day, row.answers, str(row.pk)) for row in rows]
    acts = [engine.Act("rated", on)]
    until = standard.in_force(on).find_end(on) + timedelta(days=1)
    changes = engine.trace_looks(standard, told, acts, until)
    if not changes[0].stars:
        return None
    now_rated = engine.rate_looks(standard, told, scene.today)
    standing = next(change.stars for change in reversed(changes) if change.on <= scene.today)
    rows[-1].stars_before, rows[-1].by_rules = standing, now_rated.stars
    passed, asked = engine.rate_looks(standard, told, on).count_passed()
    at = datetime.combine(on, time(15, 30), get_default_timezone())
    return Star(
        token=scene.token("star", basis.station_id), station=basis.station, kind=Star.Kind.GIVEN, before=0,
        stars=changes[0].stars, since=on, term_until=changes[0].until, version=changes[0].version, evidence=basis,
        latest=rows[-1],
        schedule=tell_schedule([(change.on, change.stars) for change in changes]), passed=passed, asked=asked,
        lacks=engine.say_lacks(changes[0].lacks), decided_at=at, decided_by=by, published_at=at, published_by=by)


def tell_stories(scene: StationScene) -> None:
    """The last days in the district of the demonstration, by the verbs that people use."""
    district = scene.find_unit("朝阳区")
    officer = scene.find_account("officer-chaoyang")
    shown = [one for one in Station.objects.filter(unit__path__startswith=district.path, state=Station.State.USED)
             .select_related("unit").order_by("pk")[:60] if (star := current_star(one)) and star.stars >= 2]
    kept = [one for one in shown if _held_on(one, scene.day(REVOKED))]
    _revoke_and_restore(scene, officer, kept[0])
    shown.remove(kept[0])
    _appeal(scene, officer, shown[3])
    _mend_wrongly(scene, district)
    _send_today(scene, shown)
    _mend_rightly(scene, district)
    with standing_at(scene.at(-3)):
        declare_interest(by=scene.find_account("inspector-second"), why="爱人在这家单位上班", host=_first_host(),
                         token=scene.token("interest"))
    with standing_at(scene.moment):
        decide_star(by=officer, station=shown[5], token=scene.token("draft"))
        _plan_today(scene, officer, shown)


def _first_host() -> str:
    return str(Station.objects.exclude(host="").order_by("pk").values_list("host", flat=True)[0])


def _revoke_and_restore(scene: StationScene, officer: Account, station: Station) -> None:
    for days, act, ground in ((REVOKED, "revoked", "一周内三次夜里没有开门"),
                              (RESTORED, "restored", "值守换人，两周都按时开门")):
        with standing_at(scene.at(days)):
            publish_star(by=officer, star=decide_star(by=officer, station=station, token=scene.token(act), act=act,
                                                      ground=ground))


def _held_on(station: Station, day: date) -> bool:
    """Whether its one decision was made before a day and gave it a star that held on it."""
    star = Star.objects.get(station=station)
    return star.since < day and read_star(star, day).stars > 0


def _appeal(scene: StationScene, officer: Account, station: Station) -> None:
    with standing_at(scene.at(-2)):
        star = publish_star(by=officer, star=decide_star(by=officer, station=station, token=scene.token("rated")))
        wrong = [key for key, value in (star.evidence.answers if star.evidence else {}).items() if value is False]
    keeper = station.keepers.order_by("pk").first()
    if keeper is not None:
        with standing_at(scene.at(-1)):
            appeal_star(by=keeper.account, star=star, items=wrong[:1], token=scene.token("appeal"),
                        text="检查那天设备正在换，当天下午就装好了，有照片。")


def _mend_wrongly(scene: StationScene, district: Unit) -> None:
    """Said to be mended, and found not to be: open again, and counted."""
    finding = _list_open(scene, district).filter(inspection__on__lt=scene.day(-3)).first()
    if finding is None:
        return
    with standing_at(scene.at(-3)):
        say_mended(by=_find_keeper(finding.station), finding=finding, said="已换新")
    with standing_at(scene.at(-2, 15)):
        recheck_finding(by=scene.find_account("inspector"), finding=finding, holds=False, token=scene.token("false"),
                        note="还是不能用")


def _mend_rightly(scene: StationScene, district: Unit) -> None:
    """Said to be mended, and waiting for somebody to look again; what was found today is there on any day."""
    finding = _list_open(scene, district).filter(recheck=None)[0]
    with standing_at(max(scene.at(-1), finding.opened_at + timedelta(minutes=20))):
        say_mended(by=_find_keeper(finding.station), finding=finding, said="弄好了，请来看一眼")


def _list_open(scene: StationScene, district: Unit) -> QuerySet[Finding]:
    """What is to be mended in a district by a keeper, and can be told with yes or no; the oldest first."""
    plain = [one.id for one in read_held().in_force(scene.today).items if one.unit is None]
    return Finding.objects.filter(
        station__unit__path__startswith=district.path, state=Finding.State.OPEN, item__in=plain,
        station__keepers__isnull=False).select_related("station__unit").order_by("opened_at", "pk")


def _find_keeper(station: Station) -> Account:
    return station.keepers.order_by("pk")[0].account


def _plan_today(scene: StationScene, officer: Account, shown: list[Station]) -> None:
    """One for today and one for tomorrow, so that the inspector of the demonstration has something to do."""
    inspector = scene.find_account("inspector")
    free = [one for one in shown[6:] if find_conflict(inspector, one) is None
            and not Inspection.objects.filter(station=one, on__gte=scene.day(-20)).exists()]
    for days, one in enumerate(free[:2]):
        plan_inspection(by=officer, station=one, token=scene.token("soon", days),
                        given=Assignment(scene.day(days), inspector))


def _send_today(scene: StationScene, shown: list[Station]) -> None:
    """A sheet that costs stars, handed in this morning by the inspector; a second one has to look."""
    inspector = scene.find_account("inspector")
    free = [one for one in shown[6:] if not Inspection.objects.filter(station=one, on__gte=scene.day(-20)).exists()]
    looks = [look for one in free[:10] if (look := Inspection.objects.filter(station=one).exclude(held_at=None)
                                           .select_related("station__unit").order_by("held_at").last())]
    before = next((look for look in looks if look.inspector_id != inspector.pk), None)
    if before is None:
        return
    station = before.station
    with standing_at(scene.moment - timedelta(hours=1)):
        row = Inspection.objects.create(station=station, inspector=inspector, on=localdate(scene.moment),
                                        token=scene.token("today"))
        answers: dict[str, engine.Value] = {}
        for item in list_asked(row):
            answers[item.id] = before.answers.get(item.id, 20 if item.unit else True)
        answers |= {"opens_as_published": False, "mended_in_time": False}
        send_inspection(by=inspector, inspection=row, token=scene.token("sheet"), sheet=Sheet(
            answers, scene.moment - timedelta(hours=1), {"opens_as_published": "公布 7 点开门，7 点 40 分还锁着"},
            distance_m=9, accuracy_m=6))
