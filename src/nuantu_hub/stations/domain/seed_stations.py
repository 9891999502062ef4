"""Filling a demonstration with stations: 600 in use over its districts, who keeps and who inspects them, and what went
wrong with some. Everything goes through the verbs that people use, and comes from ``data/demo_stations.yaml``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import transaction

from nuantu_hub.people.domain.posts import give_post
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.stations.domain.coordinates import Datum, measure_m
from nuantu_hub.stations.domain.favourites import mark_favourite
from nuantu_hub.stations.domain.invented_city import find_degrees
from nuantu_hub.stations.domain.notices import decide_notice, write_notice
from nuantu_hub.stations.domain.registry import (
    StationFacts,
    appoint_keeper,
    close_station,
    move_station,
    open_station,
    pause_station,
)
from nuantu_hub.stations.domain.station_import import hand_in_stations
from nuantu_hub.stations.domain.station_rows import COLUMNS
from nuantu_hub.stations.domain.station_scene import Part, StationScene
from nuantu_hub.stations.models import Facility, Station
from nuantu_hub.stations.models.station import SIGNS

#: Days before the demonstration at which the registry was filled, and how long before that stations were opened.
FILLED, OLDEST = 420, 1_400
#: Stations in the districts beyond the city keep this distance from one another, metres.
APART_M = 220.0
SUFFIX = {"warm": "驿站", "ride": "司机小站", "taxi": "的士之家", "drivers": "司机之家"}
#: What fills the rest, by name of module and function in this folder; a part may stand on what those before it filled.
PARTS: tuple[str, ...] = ("seed_equipment.seed_equipment", "seed_visits.seed_visits", "seed_siting.seed_siting",
                          "seed_stars.seed_stars")


def seed_stations(moment: datetime) -> str:
    """Fill a demonstration with stations and what the parts add; where stations stand already nothing changes."""
    if not Station.objects.exists():
        scene = StationScene(moment)
        with transaction.atomic():
            with standing_at(scene.at(-FILLED)):
                _open_all(scene)
                seed_staff(scene)
            with standing_at(scene.at(-20)):
                seed_changes(scene)
            _draw_signs(scene)
            seed_notices(scene)
            seed_favourites(scene)
            seed_list(scene)
            for name in PARTS:
                find_part(name)(scene)
    return f"{Station.objects.filter(state=Station.State.USED).count()} stations in use"


def find_part(name: str) -> Part:
    """What a name in PARTS stands for."""
    module, _dot, verb = name.partition(".")
    part: Part = getattr(import_module(f"nuantu_hub.stations.domain.{module}"), verb)
    return part


def _open_all(scene: StationScene) -> None:
    rng = scene.draw("stations")
    officer = scene.find_account("officer-city")
    taken: set[str] = set()
    for row in scene.told["districts"]:
        units = [scene.find_unit(row["name"]), *(scene.find_unit(name) for name in row.get("streets", ()))]
        places = _list_city(scene) if "at" not in row else _scatter(scene, rng, row)
        for number, facts in enumerate(_tell_stations(scene, rng, row, places, taken)):
            code = f"{row['code']}-{number + 1:04d}"
            unit = units[1 + rng.randrange(len(units) - 1)] if len(units) > 1 and rng.random() < 0.8 else units[0]
            scene.stations.append(open_station(by=officer, unit=unit, code=code, facts=facts,
                                               token=scene.token("station", code)))


def _draw_signs(scene: StationScene) -> None:
    """Signs that are the same each time, in the place of those drawn when the stations were registered."""
    rng = scene.draw("signs")
    for station in scene.stations:
        station.sign = "".join(rng.choice(SIGNS) for _sign in range(8))
    Station.objects.bulk_update(scene.stations, ["sign"], batch_size=100)


def _list_city(scene: StationScene) -> list[tuple[float, float, str, str]]:
    """Places on the streets of the city: degrees, the part of town, the address. The two round the clock first."""
    told = [(*find_degrees(x, y), part or "河岸", f"{first}与{second}交叉口" if second else f"{first}旁")
            for x, y, part, first, second in scene.told["places"]]
    first = [one["place"] for one in scene.told["smart"]]
    return [told[place] for place in first] + [one for place, one in enumerate(told) if place not in first]


def _scatter(scene: StationScene, rng: random.Random, row: dict[str, Any]) -> list[tuple[float, float, str, str]]:
    """Places strewn around the middle of a district, none nearer than 220 m to another."""
    found: list[tuple[float, float, str, str]] = []
    while len(found) < row["stations"]:
        x, y = (rng.gauss(row["at"][place], row["wide"] / 2) * 1_000 for place in (0, 1))
        lat_deg, lon_deg = find_degrees(x, y)
        if all(measure_m(lat_deg, lon_deg, one[0], one[1]) >= APART_M for one in found):
            road = rng.choice(scene.told["roads"])
            found.append((lat_deg, lon_deg, road[:2], f"{row['name']}{road}{rng.randrange(1, 200)}号"))
    return found


def _tell_stations(scene: StationScene, rng: random.Random, row: dict[str, Any],
                   places: list[tuple[float, float, str, str]], taken: set[str]) -> Iterator[StationFacts]:
    smart = scene.told["smart"] if "at" not in row else []
    for number, (lat_deg, lon_deg, part, address) in enumerate(places[:row["stations"]]):
        where: dict[str, Any] = {"lat_deg": round(lat_deg, 6), "lon_deg": round(lon_deg, 6), "address": address,
                 "contact": "12351 转驿站（演示）"}
        if number < len(smart):
            one = smart[number]
            yield StationFacts(name=one["name"], kind=Station.Kind.SMART, hours="24/7", seats=one["seats"],
                               area_m2=one["area"], opened_on=scene.day(-OLDEST // 2),
                               facilities=scene.told["smart_facilities"], **where)
        else:
            yield _tell_station(scene, rng, part, taken, where)


def _tell_station(scene: StationScene, rng: random.Random, part: str, taken: set[str],
                  where: dict[str, Any]) -> StationFacts:
    kinds = scene.told["kinds"]
    kind = rng.choices(list(kinds), [one["share"] for one in kinds.values()])[0]
    told = kinds[kind]
    name = rng.choice([stem for stem in scene.told["names"] if f"{part}{stem}{kind}" not in taken]
                      or scene.told["names"])
    taken.add(f"{part}{name}{kind}")
    seats = rng.randint(*told["seats"])
    low, high = told["area"]
    host = _choose_host(scene, rng) if kind == "warm" else None
    return StationFacts(
        name=f"{part}{name}{SUFFIX[kind]}", kind=kind, seats=seats if rng.random() < 0.96 else None,
        area_m2=float(round(low + (high - low) * rng.random())) if rng.random() < 0.93 else None,
        hours=host["hours"] if host else rng.choice(scene.told["own_hours"][kind]),
        host=host["name"] if host else "", host_rules=host["rules"] if host else "",
        opened_on=scene.day(-rng.randrange(FILLED, OLDEST)), facilities=_choose_facilities(scene, rng, told, seats),
        **where)


def _choose_host(scene: StationScene, rng: random.Random) -> dict[str, Any] | None:
    drawn = rng.randrange(100)
    for host in scene.told["hosts"]:
        drawn -= host["share"]
        if drawn < 0:
            found: dict[str, Any] = host
            return found
    return None


def _choose_facilities(scene: StationScene, rng: random.Random, told: dict[str, Any], seats: int) -> dict[str, int]:
    kinds = {*told["facilities"], *(kind for kind, share in scene.told["extras"].items() if rng.randrange(100) < share)}
    counts = {"seats": seats, "parking": 2 + rng.randrange(20), "phone_charging": 4 + rng.randrange(9),
              "bike_charging": 2 + rng.randrange(7), "meal_heating": 1 + rng.randrange(3)}
    return {kind: counts.get(kind, 1) for kind in Facility.Kind.values if kind in kinds}


def seed_staff(scene: StationScene) -> None:
    """Inspectors with their posts, and keepers: the first keeps the two round the clock, the rest share the others."""
    for row in scene.told["inspectors"]:
        unit = Unit.objects.get(kind=Unit.Kind.CITY) if row["under"] == "city" else scene.find_unit(row["under"])
        give_post(by=None, account=Account.objects.create_staff(row["login"], row["name"]), unit=unit,
                  role=Post.Role.INSPECTOR)
    keepers = [Account.objects.create_staff("keeper" if not number else f"keeper-{number + 1:02d}", name)
               for number, name in enumerate(scene.told["keepers"])]
    smart = len(scene.told["smart"])
    for number, station in enumerate(scene.stations):
        share = (number - smart) * (len(keepers) - 1) // (len(scene.stations) - smart)
        appoint_keeper(by=None, station=station, account=keepers[0 if number < smart else 1 + share])


def seed_changes(scene: StationScene) -> None:
    """Stations that closed for works, paused, moved or closed for good."""
    officer = scene.find_account("officer-chaoyang")
    city = _list_city(scene)[scene.told["districts"][0]["stations"]:]
    for number, why in scene.told["works"].items():
        pause_station(by=officer, station=scene.stations[number], works=True, reason=why,
                      until=scene.day(9 + number % 7))
    for number, why in scene.told["paused"].items():
        pause_station(by=officer, station=scene.stations[number], works=False, reason=why)
    for number, why in scene.told["closed"].items():
        close_station(by=officer, station=scene.stations[number], reason=why)
    for place, (number, why) in zip(city, scene.told["moved"].items(), strict=False):
        _move(scene, scene.stations[number], place, why)
    for place in city[len(scene.told["moved"]):][:len(scene.told["closed"])]:
        _replace(scene, place)
    for station in scene.stations:
        station.refresh_from_db()


def _move(scene: StationScene, station: Station, place: tuple[float, float, str, str], why: str) -> None:
    lat_deg, lon_deg, _part, address = place
    facts = StationFacts(
        name=station.name, kind=station.kind, address=address, lat_deg=round(lat_deg, 6), lon_deg=round(lon_deg, 6),
        hours=station.hours, host=station.host, host_rules=station.host_rules, area_m2=station.area_m2,
        seats=station.seats, contact=station.contact, opened_on=scene.day(-40),
        facilities={one.kind: one.count for one in station.facilities.all()})
    with standing_at(scene.at(-40)):
        moved = move_station(by=scene.find_account("officer-chaoyang"), station=station, code=f"{station.code}-B",
                             facts=facts, reason=why, token=scene.token("moved", station.code))
    scene.stations.append(moved)


def _replace(scene: StationScene, place: tuple[float, float, str, str]) -> None:
    """What was opened for a station that closed, so that 600 stand."""
    rng = scene.draw("replacements")
    where: dict[str, Any] = {"lat_deg": round(place[0], 6), "lon_deg": round(place[1], 6), "address": place[3],
             "contact": "12351 转驿站（演示）"}
    code = f"CY-{len(scene.stations):04d}"
    with standing_at(scene.at(-25)):
        station = open_station(by=scene.find_account("officer-chaoyang"), unit=scene.find_unit("朝阳区"), code=code,
                               facts=_tell_station(scene, rng, place[2], set(), where),
                               token=scene.token("station", code))
        appoint_keeper(by=None, station=station, account=scene.find_account("keeper-02"))
    scene.stations.append(station)


def seed_notices(scene: StationScene) -> None:
    """Notices that everybody sees, one that waits, one that was refused."""
    keeper, officer = scene.find_account("keeper"), scene.find_account("officer-chaoyang")
    for number, row in enumerate(scene.told["notices"]):
        station = scene.stations[row["station"]] if "station" in row else None
        with standing_at(scene.at(row["days"], 9)):
            notice = write_notice(
                by=keeper, unit=scene.find_unit("朝阳区"), station=station, title=row["title"], words=row["words"],
                token=scene.token("notice", number), until=scene.at(row["until"]) if "until" in row else None)
        if "approved" in row:
            with standing_at(scene.at(row["days"], 11)):
                decide_notice(by=officer, notice=notice, approved=row["approved"], why=row.get("why", ""))


def seed_favourites(scene: StationScene) -> None:
    """The first workers marked a few stations."""
    rng = scene.draw("favourites")
    for account in Account.objects.filter(kind=Account.WORKER).order_by("created_at", "login")[:6]:
        with standing_at(scene.at(-7)):
            for station in rng.sample(scene.stations[:150], 3):
                mark_favourite(account=account, station=station)


def seed_list(scene: StationScene) -> None:
    """A list that the district handed in and has not taken over: rows as registered, and one of each trouble."""
    standing = [one for one in scene.stations[2:30] if one.state == Station.State.USED][:9]
    rows = [{"code": one.code, "name": one.name, "kind": one.kind, "address": one.address, "hours": one.hours,
             "lat_deg": f"{one.lat_deg:.6f}", "lon_deg": f"{one.lon_deg:.6f}", "datum": Datum.WGS84.label,
             "unit": one.unit.name, "host": one.host, "host_rules": one.host_rules}
            for one in standing]
    rows[4] |= {"seats": "18"}
    rows[5] |= {"code": "CY-0901"}
    rows[6] |= {"lat_deg": f"{standing[6].lat_deg + 0.004:.6f}"}
    rows[7] |= {"hours": "早七点到晚十点"}
    rows[8] |= {"datum": ""}
    body = write_table([one.heading for one in COLUMNS], [[row.get(one.field, "") for one in COLUMNS] for row in rows])
    with standing_at(scene.at(-2, 15)):
        hand_in_stations(by=scene.find_account("officer-chaoyang"), unit=scene.find_unit("朝阳区"),
                         file_name="朝阳区驿站核对表.csv", body=body, token=scene.token("list"))
