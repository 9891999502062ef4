"""Filling a demonstration with doors, equipment, medicine boxes, cameras, faults and what became of them."""

from __future__ import annotations

import base64
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account
from nuantu_hub.stations.domain.alarms import raise_alarm
from nuantu_hub.stations.domain.cameras import CameraPlan, Look, hang_camera, write_look
from nuantu_hub.stations.domain.demo_pulse import NAME, read_invented, usual_people
from nuantu_hub.stations.domain.faults import (
    Said,
    confirm_fixed,
    mark_fixed,
    reopen_fault,
    report_fault,
    take_fault,
)
from nuantu_hub.stations.domain.help_calls import answer_call, call_for_help, close_call
from nuantu_hub.stations.domain.opening_hours import is_open
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import (
    Alarm,
    Door,
    DoorOccupancy,
    Equipment,
    Fault,
    HelpCall,
    Keeper,
    Measurement,
    MedicineItem,
    MedicineLot,
    Station,
)

#: Stations with a door of ours: the two round the clock, and so many of a hundred of the city's own and of the others.
IN_CITY, ELSEWHERE = 62, 8
CITY = "CY-"
SILENT = "演示门（断网）"
#: Which facility has which sensor: name, measure, mark, low, high; the number of what is free is the facility's.
SENSORS: dict[str, tuple[str, str, str, float | None, float | None]] = {
    "heating": ("取暖器", "celsius", "room", 16.0, 28.0), "fridge": ("冰箱", "celsius", "fridge", 0.0, 8.0),
    "phone_charging": ("充电柜", "free", "phone", None, None), "hot_water": ("饮水机", "works", "water", None, None),
    "bike_charging": ("换电柜", "free", "bike", None, None), "meal_heating": ("微波炉", "works", "oven", None, None)}
BOX: tuple[tuple[str, str, int], ...] = (
    ("创可贴", "片", 20), ("碘伏棉签", "支", 20), ("医用纱布", "包", 6), ("冰袋", "个", 4), ("暖宝宝", "片", 20),
    ("藿香正气口服液", "支", 10))
SAID: dict[str, tuple[str, ...]] = {
    "water": ("饮水机不出热水", "热水只有温的"), "power": ("右边两个口充不进电", "充电柜三号门打不开"),
    "door": ("门关不严，漏风", "按了码锁不响"), "clean": ("垃圾桶满了", "地上有水"),
    "heat": ("暖气不热", "空调不制热"), "kitchen": ("微波炉转一下就停", "冰箱门关不上"),
    "medicine": ("创可贴没有了",), "other": ("灯坏了一盏", "椅子腿断了")}
MENDED = ("换了配件，试过", "重新接了线，试了十分钟", "清了滤网，现在正常", "厂家来人修好")
SEEN = (("门口", "门外两米和门，不拍街道"), ("大厅", "座位区和药箱；不拍卫生间门"))
OUTCOMES = ("外卖员摔伤擦破手，给了碘伏和纱布", "有人低血糖头晕，给了糖水，休息后离开",
            "手机没电联系不上家人，帮着打了电话", "误按，没有事", "电动车没电，帮着推到换电柜")
#: Faults that are open at the moment of the demonstration, and settled ones of the year before.
OPEN_FAULTS, PAST_FAULTS, PAST_CALLS = 46, 60, 7
HISTORY = timedelta(hours=48)


def seed_equipment(scene: StationScene) -> None:
    """Doors first, then what stands behind them, then what went wrong."""
    used = [one for one in scene.stations if one.state == Station.State.USED]
    keepers = _list_keepers(used, scene.moment)
    doors = _seed_doors(scene, used)
    _seed_things(scene, used, {door.station_id for door in doors})
    _seed_readings(scene, doors)
    _seed_boxes(scene, used)
    _seed_cameras(scene, [one for one in used if one.kind == Station.Kind.SMART])
    _seed_alarms(scene, doors)
    _seed_faults(scene, used, keepers)
    _seed_calls(scene, [one for one in used if one.kind == Station.Kind.SMART], keepers)


def _list_keepers(used: Sequence[Station], moment: datetime) -> dict[int, list[Account]]:
    """Who keeps each station; two at least for who fixes and who confirms, where there are two."""
    found: dict[int, list[Account]] = {one.pk: [] for one in used}
    for keeper in Keeper.objects.held_at(moment).filter(station__in=found).select_related("account"):
        found[keeper.station_id].append(keeper.account)
    return found


def _seed_doors(scene: StationScene, used: Sequence[Station]) -> list[Door]:
    rng, made = scene.draw("doors"), []
    silent = 0
    for station in used:
        share = IN_CITY if station.code.startswith(CITY) else ELSEWHERE
        smart = station.kind == Station.Kind.SMART
        if not smart and rng.randrange(100) >= share:
            continue
        name = NAME
        if not smart and silent < 3 and rng.random() < 0.05:
            name, silent = SILENT, silent + 1
        at = scene.at(-rng.randrange(60, 400), 9 + rng.randrange(8))
        seen = scene.moment - (timedelta(minutes=rng.randrange(50, 400)) if name == SILENT else timedelta(seconds=4))
        made.append(Door(station=station, name=name, device_key=base64.b64encode(rng.randbytes(32)).decode(),
                         secret=base64.b64encode(rng.randbytes(32)).decode(), state=Door.State.APPROVED,
                         enrolled_at=at, approved_at=at + timedelta(hours=1),
                         approved_by=scene.find_account("officer-city"), last_seen_at=seen,
                         told={"contact": "closed", "locked": True}))
    Door.objects.bulk_create(made)
    DoorOccupancy.objects.bulk_create((DoorOccupancy(
        station=door.station, at=door.last_seen_at or scene.moment,
        people=_count_inside(door, scene.moment)) for door in made), ignore_conflicts=True)
    return made


def _count_inside(door: Door, moment: datetime) -> int:
    return round(usual_people(door, moment)) if is_open(door.station, moment) else 0


def _seed_things(scene: StationScene, used: Sequence[Station], with_door: set[int]) -> None:
    rng, made = scene.draw("things"), []
    for station in used:
        smart = station.kind == Station.Kind.SMART
        for facility in station.facilities.all():
            if facility.kind not in SENSORS:
                continue
            name, measure, mark, low, high = SENSORS[facility.kind]
            sensed = station.pk in with_door and (smart or rng.random() < 0.8)
            many = facility.count if measure != "free" else 1
            made += [Equipment(
                station=station, facility=facility.kind, name=f"{name} {number}" if many > 1 else name,
                measure=measure if sensed else "none", mark=f"{mark}-{number}" if sensed else "", low=low, high=high,
                total=max(2, facility.count) if measure == "free" else None,
                installed_on=scene.day(-rng.randrange(60, 900)),
                token=scene.token("thing", station.code, facility.kind, number))
                for number in range(1, min(many, 3) + 1)]
    Equipment.objects.bulk_create(made, batch_size=500)


def _seed_readings(scene: StationScene, doors: Sequence[Door]) -> None:
    """The last reading of every sensor, and two days of the two stations that are open round the clock."""
    rng = scene.draw("readings")
    by_station = {door.station_id: door for door in doors}
    things = list(Equipment.objects.filter(station__in=by_station).exclude(mark="").select_related("station"))
    history: list[Measurement] = []
    for thing in things:
        door = by_station[thing.station_id]
        people = round(usual_people(door, scene.moment))
        thing.measured_at = door.last_seen_at
        thing.value = read_invented(thing, scene.moment, people)
        if thing.station.kind == Station.Kind.SMART:
            history += _measure_days(thing, door, scene.moment, rng)
        elif thing.measure == "works" and rng.random() < 0.03:
            thing.value = 0.0
    Equipment.objects.bulk_update(things, ["value", "measured_at"], batch_size=500)
    Measurement.objects.bulk_create(history, batch_size=1_000, ignore_conflicts=True)


def _measure_days(thing: Equipment, door: Door, moment: datetime, rng: random.Random) -> list[Measurement]:
    gap = moment - timedelta(hours=rng.randrange(12, 40))
    start, rows = moment - HISTORY, []
    for number in range(int(HISTORY / timedelta(minutes=10))):
        at = start + timedelta(minutes=10 * number)
        if not gap <= at <= gap + timedelta(minutes=40):
            rows.append(Measurement(equipment=thing, at=at,
                                    value=read_invented(thing, at, round(usual_people(door, at)))))
    return rows


def _seed_boxes(scene: StationScene, used: Sequence[Station]) -> None:
    rng = scene.draw("boxes")
    items, lots = [], []
    for station in used:
        if not any(one.kind == "medicine" for one in station.facilities.all()):
            continue
        for name, piece, least in BOX:
            items.append(MedicineItem(station=station, name=name, piece=piece, least=least,
                                      token=scene.token("medicine", station.code, name)))
    MedicineItem.objects.bulk_create(items, batch_size=500)
    short = {station.pk for station in used[2:] if rng.random() < 0.10}
    for item in items:
        poor = item.station_id in short and rng.random() < 0.4
        days = rng.choice((-6, 9, 21)) if poor and rng.random() < 0.6 else rng.randrange(60, 700)
        left = rng.randrange(0, item.least) if poor else item.least + rng.randrange(0, 2 * item.least)
        lots.append(MedicineLot(item=item, keeps_until=scene.day(days), left=left))
    smart = [lot for lot in lots if lot.item.station.kind == Station.Kind.SMART and lot.item.name == "冰袋"]
    for lot in smart[:1]:
        lot.keeps_until = scene.day(9)
    MedicineLot.objects.bulk_create(lots, batch_size=500)


def _seed_cameras(scene: StationScene, smart: Sequence[Station]) -> None:
    officer = scene.find_account("officer-chaoyang")
    for station in smart:
        for number, (place, covers) in enumerate(SEEN):
            with standing_at(scene.at(-300)):
                camera = hang_camera(
                    by=officer, station=station, token=scene.token("camera", station.code, number),
                    plan=CameraPlan(place, covers, 30, f"{station.unit.name}（演示）", scene.day(-300)))
        with standing_at(scene.at(-12, 11)):
            write_look(by=officer, camera=camera, token=scene.token("look", station.code), look=Look(
                scene.at(-13, 22), scene.at(-13, 23), "safety", "有人在站内摔倒受伤，核对经过；登记单 2026-11-09-1"))


def _seed_alarms(scene: StationScene, doors: Sequence[Door]) -> None:
    rng = scene.draw("alarms")
    for door, kind in zip(rng.sample(list(doors[2:]), 4), (
            Alarm.Kind.HELD_OPEN, Alarm.Kind.TAILGATING, Alarm.Kind.LOCKED_OUT, Alarm.Kind.HELD_OPEN), strict=True):
        raise_alarm(door=door, kind=kind, at=scene.moment - timedelta(minutes=rng.randrange(6, 90)))


def _seed_faults(scene: StationScene, used: Sequence[Station], keepers: dict[int, list[Account]]) -> None:
    rng = scene.draw("faults")
    kept = [one for one in used if keepers[one.pk] and one.code.startswith(CITY)]
    for number in range(PAST_FAULTS):
        _make_fault(scene, rng, rng.choice(kept), keepers, number, timedelta(days=rng.randrange(12, 340)), settled=True)
    for number in range(OPEN_FAULTS):
        ago = timedelta(minutes=rng.randrange(20, 60 * 20) if rng.random() < 0.8 else rng.randrange(60 * 20, 60 * 90))
        _make_fault(scene, rng, rng.choice(kept[2:]), keepers, PAST_FAULTS + number, ago, settled=False)


def _make_fault(scene: StationScene, rng: random.Random, station: Station, keepers: dict[int, list[Account]],
                number: int, ago: timedelta, *, settled: bool) -> None:
    kind = rng.choice([kind for kind in Fault.Kind.values if kind != Fault.Kind.DOOR or settled])
    at = scene.moment - ago
    with standing_at(at):
        fault = report_fault(station=station, kind=kind, token=scene.token("fault", number),
                             said=Said(rng.choice(SAID[kind])))
    keeper = keepers[station.pk][0]
    if fault.state != Fault.State.OPEN or (not settled and rng.random() < 0.35):
        return
    with standing_at(min(at + timedelta(minutes=rng.randrange(8, 200)), scene.moment)):
        take_fault(by=keeper, fault=fault)
    if not settled and rng.random() < 0.8:
        return
    done = min(at + timedelta(hours=rng.randrange(3, 60)), scene.moment)
    with standing_at(done):
        mark_fixed(by=keeper, fault=fault, said=Said(rng.choice(MENDED)))
    if not settled:
        return
    if rng.random() < 0.15:
        with standing_at(done + timedelta(hours=5)):
            reopen_fault(fault=fault, by=None, said=Said("还是老样子"), token=scene.token("again", number))
        with standing_at(done + timedelta(hours=20)):
            mark_fixed(by=keeper, fault=fault, said=Said(rng.choice(MENDED)))
    with standing_at(done + timedelta(hours=26)):
        confirm_fixed(fault=fault, by=None, token=scene.token("confirmed", number))


def _seed_calls(scene: StationScene, smart: Sequence[Station], keepers: dict[int, list[Account]]) -> None:
    rng = scene.draw("calls")
    for number in range(PAST_CALLS):
        station = rng.choice(list(smart))
        if not keepers[station.pk]:
            continue
        at = scene.at(-rng.randrange(2, 60), rng.randrange(24), rng.randrange(60))
        keeper = keepers[station.pk][0]
        with standing_at(at):
            call = call_for_help(station=station, source=HelpCall.Source.BUTTON, at=at,
                                 token=scene.token("call", number))
        with standing_at(at + timedelta(seconds=rng.randrange(20, 260))):
            answer_call(by=keeper, call=call)
        with standing_at(at + timedelta(minutes=rng.randrange(9, 40))):
            close_call(by=keeper, call=call, outcome=rng.choice(OUTCOMES))
