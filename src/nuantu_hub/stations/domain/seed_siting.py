"""The demonstration's share of siting: candidates, parks, roads, wishes with votes, gates, and one plan computed."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.stations.domain.compound_gates import enter_gate
from nuantu_hub.stations.domain.invented_city import find_degrees
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.domain.site_candidates import enter_candidate
from nuantu_hub.stations.domain.site_demand import SHARES
from nuantu_hub.stations.domain.site_plans import enter_plan, publish_plan, solve_plan
from nuantu_hub.stations.domain.site_wishes import Place, answer_wish, ask_for_station
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import SiteCandidate, SiteVote, SiteWish, TruckRoad

FILE = Path(__file__).resolve().parents[1] / "data" / "demo_siting.yaml"
#: The city lies in this district.
HOME = "朝阳区"
NOBODY = Caller(device="", address="")


@cache
def read_told() -> dict[str, Any]:
    """The file."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def seed_siting(scene: StationScene) -> None:
    """Everything, by the verbs that people use; the plan is computed by the engine."""
    officer, home = scene.find_account("officer-chaoyang"), scene.find_unit(HOME)
    with standing_at(scene.at(-90)):
        seed_candidates(scene, officer, home)
        seed_trucks(scene, officer, home)
        seed_gates(scene, officer, home)
    seed_wishes(scene, officer)
    seed_plan(scene, officer, home)


def _move(rng: random.Random, place: list[Any], low_m: float, high_m: float) -> tuple[float, float]:
    """A place some way from a crossing, degrees."""
    angle_x, angle_y = rng.choice((-1, 1)), rng.choice((-1, 1))
    lat, lon = find_degrees(place[0] + angle_x * rng.uniform(low_m, high_m),
                            place[1] + angle_y * rng.uniform(low_m, high_m))
    return round(lat, 6), round(lon, 6)


def seed_candidates(scene: StationScene, officer: Account, home: Unit) -> None:
    """Rooms and plots near the crossings of the city."""
    rng, told = scene.draw("candidates"), read_told()
    places = scene.told["places"]
    kinds = [kind for kind, one in told["candidates"].items() for _number in range(one["count"])]
    rng.shuffle(kinds)
    taken: set[str] = set()
    for number, kind in enumerate(kinds):
        place = places[(number * 37 + 11) % len(places)]
        one = told["candidates"][kind]
        part = place[2] or "河岸"
        marks = [mark for mark in told["marks"] if f"{part}{mark}{one['name']}" not in taken] or told["marks"]
        name = f"{part}{rng.choice(marks)}{one['name']}"
        taken.add(name)
        lat, lon = _move(rng, place, 20, 140)
        enter_candidate(by=officer, unit=home, code=f"HX-{number + 1:03d}", name=name, kind=kind, lat_deg=lat,
                        lon_deg=lon, area_m2=float(rng.randint(*one["area"])), source="街道摸底（演示）")


def seed_trucks(scene: StationScene, officer: Account, home: Unit) -> None:
    """Logistics parks, motorways and their service areas."""
    told = read_told()
    for number, park in enumerate(told["parks"]):
        lat, lon = find_degrees(*(part * 1000 for part in park["at"]))
        enter_candidate(by=officer, unit=home, code=f"WL-{number + 1:02d}", name=park["name"],
                        kind=SiteCandidate.Kind.PARK, lat_deg=round(lat, 6), lon_deg=round(lon, 6),
                        **_tell_count(scene, park))
    for turn, road in enumerate(told["roads"]):
        TruckRoad.objects.create(unit=home, name=road["name"], from_km=0, to_km=road["to"])
        for number, area in enumerate(road["areas"]):
            away = area["km"] * 1000
            lat, lon = find_degrees(*((0.62 * away, 0.78 * away) if turn == 0 else (-0.5 * away, -0.6 * away)))
            enter_candidate(by=officer, unit=home, code=f"FW{turn + 1}-{number + 1:02d}", name=area["name"],
                            kind=SiteCandidate.Kind.AREA, lat_deg=round(lat, 6), lon_deg=round(lon, 6),
                            road=road["name"], road_km=float(area["km"]), **_tell_count(scene, area))


def _tell_count(scene: StationScene, row: dict[str, Any]) -> dict[str, Any]:
    counted = row["counted"]
    return {"trucks_per_day": row["trucks"], "has_home": row["home"], "source": "人工数车（演示）" if counted else "",
            "counted_on": None if counted is None else scene.day(-counted)}


def seed_gates(scene: StationScene, officer: Account, home: Unit) -> None:
    """Two or three gates of each compound, near the crossings of the city."""
    rng, told = scene.draw("gates"), read_told()
    places = scene.told["places"]
    entries, weights = list(told["entries"]), list(told["entries"].values())
    for number in range(3 * len(told["compounds"])):
        stem = told["compounds"][number % len(told["compounds"])]
        name = stem if number < len(told["compounds"]) else f"{stem}{'二三'[number // len(told['compounds']) - 1]}区"
        place = places[(number * 23 + 5) % len(places)]
        for turn, gate in enumerate(rng.sample(told["gates"], rng.choice((2, 2, 3)))):
            lat, lon = _move(rng, place, 40, 190)
            enter_gate(by=officer, unit=home, code=f"XQ-{number + 1:03d}-{turn + 1}", compound=name, name=gate,
                       lat_deg=lat, lon_deg=lon, entry=rng.choices(entries, weights)[0],
                       hours="06:00–22:00" if rng.random() < 0.3 else "全天", route=rng.choice(told["ways"]))


def seed_wishes(scene: StationScene, officer: Account) -> None:
    """Wishes at crossings, with the votes of workers and of browsers, some answered."""
    rng = scene.draw("wishes")
    workers = list(Account.objects.filter(kind=Account.WORKER, is_active=True).order_by("created_at", "login"))
    for number, row in enumerate(read_told()["wishes"]):
        x, y, _part, first, second = scene.told["places"][row["place"]]
        lat, lon = find_degrees(x, y)
        askers = rng.sample(workers, min(row["votes"], len(workers)))
        place = Place(f"{first}与{second}路口" if second else f"{first}旁", round(lat, 6), round(lon, 6), row["need"])
        with standing_at(scene.at(-row["days"], 9 + number % 10)):
            wish = ask_for_station(by=askers[0] if askers else None, caller=Caller(f"browser {number}", ""),
                                   place=place, words=row.get("words", ""), token=scene.token("wish", number))
        _add_votes(scene, rng, wish, row, askers[1:])
        if "state" in row:
            with standing_at(scene.at(-row["days"] + 12, 15)):
                answer_wish(by=officer, wish=wish, state=row["state"], answer=row["answer"])


def _add_votes(scene: StationScene, rng: random.Random, wish: SiteWish, row: dict[str, Any],
               more: list[Account]) -> None:
    first = 1 if row.get("stranger") else 0
    votes = [SiteVote(wish=wish, account=one, at=scene.at(-rng.randrange(row["days"]), 12)) for one in more]
    votes += [SiteVote(wish=wish, device=blind_index(f"{wish.pk} {number}", "site vote"),
                       at=scene.at(-rng.randrange(row["days"]), 13)) for number in range(first, row["browsers"])]
    SiteVote.objects.bulk_create(votes)


def seed_plan(scene: StationScene, officer: Account, home: Unit) -> None:
    """The plan for stations that never close, computed and published."""
    told = read_told()["plan"]
    with standing_at(scene.at(-1, 16)):
        plan = enter_plan(by=officer, unit=home, sites=told["sites"], walk_minutes=told["minutes"],
                          around_the_clock=True, shares=SHARES, token=scene.token("plan"))
        solve_plan(plan)
    if plan.state == plan.State.DONE:
        with standing_at(scene.at(0, 9)):
            publish_plan(by=officer, plan=plan)
