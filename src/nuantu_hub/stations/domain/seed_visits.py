"""Filling a demonstration with invented visits: six weeks by the hour, doors in touch, who chose to check in."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils.timezone import get_default_timezone, localtime

from nuantu_hub.stations.domain.counting_visits import HOURS, add_hours
from nuantu_hub.stations.domain.demo_pulse import usual_people
from nuantu_hub.stations.domain.door_rows import add_events, keep_doors
from nuantu_hub.stations.domain.opening_hours import hours_of_day
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import CheckIn, DayKey, Door, DoorEvent, DoorSpan, PersonCount, Station

DAYS = 42
#: Days of which the doors of the smart stations still hold single records, and of which stretches in touch are told.
LOG_DAYS, SPAN_DAYS = 3, 28
WEEKDAYS = (1.0, 0.97, 1.0, 1.04, 1.1, 0.92, 0.84)
#: Of a hundred visits so many were refused once before, and of a hundred who came so many chose to check in.
REFUSED, CHECKED_IN = 3, 22
WHYS = ("wrong", "expired", "used", "closed")
Hours = list[tuple[int, int, int]]


def seed_visits(scene: StationScene) -> None:
    """Counts first, then what follows from them."""
    doors = list(Door.objects.in_use().select_related("station__unit").defer("secret").order_by("pk"))
    rng = scene.draw("visits")
    counted = {door.pk: _count_door(scene, rng, door) for door in doors}
    add_hours((door.station_id, day, hour, entered, left, (entered * REFUSED + rng.randrange(100)) // 100)
              for door in doors for day, hours in counted[door.pk].items() for hour, entered, left in hours)
    _seed_spans(scene, doors)
    _seed_log(scene, [door for door in doors if door.station.kind == Station.Kind.SMART], counted)
    _seed_persons(scene, [door for place, door in enumerate(doors)
                          if place % 5 == 0 or door.station.kind == Station.Kind.SMART], counted)


def _count_door(scene: StationScene, rng: random.Random, door: Door) -> dict[date, Hours]:
    """Hours in which somebody came or went, day by day, up to the moment at which the demonstration stands."""
    noon = scene.at(0, 12)
    usual = [usual_people(door, noon + timedelta(hours=hour - 12)) for hour in range(HOURS)]
    local = localtime(min(scene.moment, door.last_seen_at or scene.moment))
    found: dict[date, Hours] = {}
    for number in range(-DAYS, 1):
        day = scene.day(number)
        busy = WEEKDAYS[day.weekday()] * rng.uniform(0.9, 1.1)
        last = HOURS if day < local.date() else local.hour + 1 if day == local.date() else 0
        hours = []
        for hour in list_open_hours(door.station.hours, day):
            if hour < last:
                mean = busy * usual[hour] * (local.minute / 60 if number == 0 and hour == local.hour else 1.0)
                entered = max(0, round(rng.gauss(mean, math.sqrt(mean))))
                hours.append((hour, entered, max(0, entered + rng.choice((-1, 0, 0, 0, 1)))))
        if hours:
            found[day] = [one for one in hours if one[1] or one[2]]
    return found


@cache
def list_open_hours(hours: str, day: date) -> tuple[int, ...]:
    """The hours of a day in whose middle published hours are open."""
    spans = hours_of_day(Station(hours=hours), day).spans
    middles = [datetime.combine(day, time(hour, 30), get_default_timezone()) for hour in range(HOURS)]
    return tuple(hour for hour, middle in enumerate(middles) if any(begin <= middle < end for begin, end in spans))


def _seed_spans(scene: StationScene, doors: list[Door]) -> None:
    """Stretches in touch: most doors were cut off once or twice in four weeks, some for want of power; the first
    yesterday, in the small hours."""
    rng, made = scene.draw("door spans"), []
    for place, door in enumerate(doors):
        at, restarted, end = scene.at(-SPAN_DAYS, 0), False, door.last_seen_at or scene.moment
        for day in sorted(rng.sample(range(-SPAN_DAYS + 1, 0), rng.choice((0, 1, 1, 2))) if place else (-9, -1)):
            cut = scene.at(day, rng.randrange(HOURS), rng.randrange(60)) if place else scene.at(day, 3, 10)
            made.append(DoorSpan(door=door, station_id=door.station_id, began_at=at, ended_at=cut, restarted=restarted))
            at, restarted = cut + timedelta(minutes=rng.choice((7, 12, 30, 30, 55)) if place else 30), bool(
                place and rng.random() < 0.3)
        if end > at:
            made.append(DoorSpan(door=door, station_id=door.station_id, began_at=at, ended_at=end, restarted=restarted))
    DoorSpan.objects.bulk_create(made, batch_size=1_000)


def _seed_log(scene: StationScene, doors: list[Door], counted: dict[int, dict[date, Hours]]) -> None:
    """The single records of the last days, from which the counts of these days follow."""
    rng = scene.draw("door log")
    for door in doors:
        told: list[tuple[datetime, str, dict[str, str]]] = []
        for number in range(-LOG_DAYS, 0):
            for hour, entered, left in counted[door.pk].get(scene.day(number), ()):
                for _one in range(entered):
                    at = scene.at(number, hour) + timedelta(seconds=rng.randrange(3_500))
                    by = rng.choices(("once", "standing", "keeper"), (70, 26, 4))[0]
                    told += [(at, "opened", {"by": by}), (at + timedelta(seconds=4), "entered", {})]
                    if rng.randrange(100) < REFUSED:
                        told.append((at - timedelta(seconds=9), "refused", {"why": rng.choice(WHYS)}))
                told += [(scene.at(number, hour) + timedelta(seconds=rng.randrange(3_600)), "left", {})
                         for _one in range(left)]
        told.sort(key=lambda one: one[0])
        add_events(DoorEvent(door=door, seq=place, event=f"demo-{door.pk}-{place}", at=at, received_at=at, kind=kind,
                             detail=detail) for place, (at, kind, detail) in enumerate(told, start=1))
        door.last_seq = len(told)
    keep_doors(doors)


def _seed_persons(scene: StationScene, doors: list[Door], counted: dict[int, dict[date, Hours]]) -> None:
    """Persons of each day by station and by every unit above; for today marks that stand for nobody."""
    rng, made = scene.draw("check-ins"), []
    for number in range(-DAYS, 0):
        units: dict[int, int] = defaultdict(int)
        for door in doors:
            came = sum(entered for _hour, entered, _left in counted[door.pk].get(scene.day(number), ()))
            persons = sum(rng.randrange(100) < CHECKED_IN for _one in range(came))
            if persons:
                made.append(PersonCount(day=scene.day(number), station_id=door.station_id, persons=persons))
                for unit in door.station.unit.path.strip("/").split("/"):
                    # One in twelve checks in at two stations of a day.
                    units[int(unit)] += persons - persons // 12
        made += [PersonCount(day=scene.day(number), unit_id=unit, persons=persons) for unit, persons in units.items()]
    PersonCount.objects.bulk_create(made, batch_size=2_000)
    DayKey.objects.get_or_create(day=scene.today)
    CheckIn.objects.bulk_create(
        CheckIn(day=scene.today, station_id=door.station_id, mark=rng.randbytes(32).hex(), at=at, until=at)
        for door in doors for hour, entered, _left in counted[door.pk].get(scene.today, ())
        for _one in range((entered * CHECKED_IN + rng.randrange(100)) // 100)
        for at in (min(scene.at(0, hour) + timedelta(minutes=rng.randrange(60)), scene.moment),))
