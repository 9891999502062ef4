"""The pulse of a demonstration: its invented doors go on telling who comes and goes, so that pages show a living day.

What a real controller tells comes over the network, signed; these rows come from here, through the same intake. Nothing
of it runs in a hub that is no demonstration.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.timezone import localtime

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.door_words import Said, Told
from nuantu_hub.stations.domain.intake import Batch, write_batches
from nuantu_hub.stations.domain.opening_hours import is_open
from nuantu_hub.stations.models import Door, DoorOccupancy, Equipment

#: Invented controllers bear this name; one that stays silent on purpose bears another.
NAME = "演示门"
#: Share of the seats that is taken at each hour of the day where a station is as busy as stations get.
DAY = (.16, .13, .12, .14, .10, .10, .14, .22, .30, .34, .42, .58, .70, .62, .48, .44, .42, .46, .40, .36, .38, .40,
       .34, .24)
#: Equipment tells every so many beats, each door in another one.
TURNS = 10
#: So many doors are written in one transaction: whoever wants to write meanwhile does not wait for all of them.
AT_ONCE = 16
#: One beat moves a station this far towards what is usual for the hour.
PACE = 0.25
Measure = Equipment.Measure


def beat() -> int:
    """Let every invented door tell what happened since the last time; gives how many told something."""
    if not is_demo():
        return 0
    moment = now()
    doors = [door for door in Door.objects.in_use().filter(name=NAME).select_related("station").defer("secret")
             if door.station.state == "used"]
    inside = dict(DoorOccupancy.objects.filter(station__in=[door.station_id for door in doors])
                  .values_list("station", "people"))
    things: dict[int, list[Equipment]] = defaultdict(list)
    turn = int(moment.timestamp()) // 30 % TURNS
    due = [door.station_id for door in doors if door.last_seen_at is None or door.pk % TURNS == turn]
    for thing in Equipment.objects.filter(station__in=due, removed_on=None).exclude(mark=""):
        things[thing.station_id].append(thing)
    for first in range(0, len(doors), AT_ONCE):
        write_batches([_tell(door, inside.get(door.station_id, 0), things[door.station_id], moment)
                       for door in doors[first:first + AT_ONCE]])
    return len(doors)


def usual_people(door: Door, moment: datetime) -> float:
    """How many are usual inside at a moment; some stations are busier than others, by the number of their door."""
    clock = localtime(moment)
    share = DAY[clock.hour] + (DAY[(clock.hour + 1) % 24] - DAY[clock.hour]) * clock.minute / 60
    busy = 0.45 + 0.65 * random.Random(door.pk).random()  # noqa: S311 (an invented day)
    return share * busy * (door.station.seats or 12)


def read_invented(thing: Equipment, moment: datetime, people: int) -> float:
    """What an invented sensor tells: warm in the room, cold in the fridge, fewer free chargers with more people."""
    wave = math.sin(moment.timestamp() / 2_700 + thing.pk)
    if thing.measure == Measure.CELSIUS:
        low, high = thing.low if thing.low is not None else 18.0, thing.high if thing.high is not None else 26.0
        return round((low + high) / 2 + wave * (high - low) / 5, 1)
    if thing.measure == Measure.FREE:
        return float(max(0, (thing.total or 4) - people // 2))
    return 1.0


def _tell(door: Door, people: int, things: list[Equipment], moment: datetime) -> Batch:
    rng = random.Random(f"{door.pk} {int(moment.timestamp()) // 30}")  # noqa: S311 (an invented day)
    aim = usual_people(door, moment) if is_open(door.station, moment) else 0.0
    drift = (aim - people) * PACE
    coming = _count(rng, max(0.0, drift) + (0.12 if aim else 0.0))
    leaving = min(people, _count(rng, max(0.0, -drift) + 0.08 * bool(people)))
    kinds = ["opened", "entered"] * coming + ["left"] * leaving
    events = tuple(Told(str(uuid4()), door.last_seq + 1 + place, moment.timestamp(), kind,
                        {"by": "once" if rng.random() < 0.7 else "standing"} if kind == "opened" else {})
                   for place, kind in enumerate(kinds))
    after = people + coming - leaving
    state: dict[str, Any] = {"people": after, "contact": "closed", "locked": True}
    if things:
        state["equipment"] = [{"mark": one.mark, "value": read_invented(one, moment, after),
                               "at": int(moment.timestamp())} for one in things]
    return Batch(door, Said(events, door.last_seq + 1, state), moment, through=door.last_seq)


def _count(rng: random.Random, mean: float) -> int:
    whole = int(mean)
    return whole + (rng.random() < mean - whole)
