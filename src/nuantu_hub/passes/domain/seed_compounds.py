"""Filling a demonstration with forty invented compounds, by the verbs that people use."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from nuantu_hub.passes.domain.compound_maps import publish_map, save_draft, start_map
from nuantu_hub.passes.domain.compound_papers import hold_papers, publish_due_papers
from nuantu_hub.passes.domain.compounds import (
    CompoundFacts,
    add_compound,
    go_live,
    measure_baseline,
    pause_compound,
    start_trial,
)
from nuantu_hub.passes.domain.invented_compound import Laid, lay_rows, lay_scene
from nuantu_hub.passes.domain.map_format import write_map
from nuantu_hub.passes.domain.map_weaving import Plane
from nuantu_hub.passes.domain.parties import invite_party, sign_step
from nuantu_hub.passes.domain.pass_gates import GateFacts, add_gate
from nuantu_hub.passes.domain.policies import give_voice, propose_policy
from nuantu_hub.passes.domain.resident_complaints import answer_complaint, complain
from nuantu_hub.passes.models import Compound
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account
from nuantu_hub.seam.pass_policy import PolicyTerms
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.invented_city import find_degrees
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.domain.station_scene import StationScene

FILE = Path(__file__).resolve().parents[1] / "data" / "demo_compounds.yaml"
NOBODY = Caller(device="", address="")
#: Days before the demonstration at which the first compound was registered, and days between steps.
FIRST, APART = 150, 2


@cache
def read_told() -> dict[str, Any]:
    """The file."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


@dataclass
class Filled:
    """A compound that is being filled: its number, who speaks for its sides, its chance, its first day."""

    number: int
    compound: Compound
    people: dict[str, Account]
    rng: random.Random
    day: int
    laid: Laid


def seed_compounds(moment: datetime) -> str:
    """Fill a demonstration with compounds; where there are some already nothing changes."""
    if not Compound.objects.exists():
        scene = StationScene(moment)
        with transaction.atomic(), hold_papers():
            plan = _list_states()
            made = [_register(scene, number) for number in range(len(plan))]
            for one, state in zip(made, plan, strict=True):
                _bring(scene, one, state)
                one.compound.refresh_from_db()
            _seed_complaints(scene, [one for one in made if one.compound.state != Compound.State.PREPARING])
        with standing_at(moment):
            publish_due_papers()
    return f"{Compound.objects.count()} compounds"


def _list_states() -> list[str]:
    told = read_told()
    return [state for state, count in told["states"].items() for _one in range(count)] + list(told["preparing"])


def _register(scene: StationScene, number: int) -> Filled:
    told, rng = read_told(), scene.draw(f"compound {number}")
    name = told["scene"]["name"] if not number else told["names"][number - 1]
    places = scene.told["places"]
    place = places[(number * 31 + 17) % len(places) if number else told["scene"]["place"]]
    lat_deg, lon_deg = (round(part, 7) for part in find_degrees(place[0] + rng.uniform(40, 90),
                                                                place[1] - rng.uniform(15, 30)))
    plane, officer = Plane((lon_deg, lat_deg)), scene.find_account("officer-chaoyang")
    street = told["streets"][number % len(told["streets"])]
    day = -FIRST + number * 3 if number < 32 else -24 + number - 32
    with standing_at(scene.at(day)):
        compound = add_compound(
            by=officer, unit=scene.find_unit(street), token=scene.token("compound", number), facts=CompoundFacts(
                name, f"{rng.choice(told['roads'])} {rng.randrange(1, 99)} 号", lat_deg, lon_deg,
                f"010-5550 {1000 + number * 7}（演示）"))
    compound.sign = "".join(rng.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _sign in range(8))
    compound.save(update_fields=["sign"])
    laid = lay_rows(plane, rng, told) if number else lay_scene(plane, told["scene"])
    return Filled(number, compound, {"union": officer}, rng, day, laid)


def _bring(scene: StationScene, one: Filled, state: str) -> None:
    """Do one step after the other, as far as the compound got."""
    if state == "fresh":
        return
    steps = [_invite, _measure, _add_gates, _draw, _agree, _sign]
    stop = {"parties": 2, "gates": 3, "map": 4, "voices": 5}.get(state, len(steps))
    for number, step in enumerate(steps[:stop]):
        with standing_at(scene.at(min(one.day + number * APART, -1), 11 + number % 6)):
            step(scene, one, state)
    if stop < len(steps):
        return
    begun = -12 + one.number % 6 if state == "trial" else one.day + len(steps) * APART
    with standing_at(scene.at(begun, 18)):
        start_trial(by=one.people["union"], compound=one.compound, until=scene.day(begun + 18 + one.number % 12))
    if state == "trial":
        return
    with standing_at(scene.at(begun + 8, 19)):
        go_live(by=one.people["union"], compound=one.compound)
    if state == "paused":
        with standing_at(scene.at(0, 8, 30)):
            pause_compound(by=one.people["property"], compound=one.compound, until=scene.day(6),
                           why=read_told()["pauses"][one.number % 3])


def _invite(scene: StationScene, one: Filled, state: str) -> None:
    told = read_told()
    street = one.number % len(told["streets"])
    pick = {"property": (one.number % len(told["managers"]), told["managers"], "wuye"),
            "committee": (one.number % len(told["committees"]), told["committees"], "juwei"),
            "street": (street, told["streets"], "jiedao")}
    offset = 0
    for role, (place, bodies, stem) in pick.items():
        if role == "street" and state == "parties":
            continue
        body = f"{bodies[place]}办事处" if role == "street" else bodies[place]
        made = invite_party(by=one.people["union"], compound=one.compound, role=role, body=body,
                            login=stem if not place else f"{stem}-{place + 1:02d}", name=told["people"][place + offset])
        one.people[role] = made.account
        offset += len(bodies)
    del scene


def _measure(scene: StationScene, one: Filled, state: str) -> None:
    del state
    measure_baseline(by=one.people["property"], compound=one.compound, seconds=one.rng.randrange(95, 260),
                     how=one.rng.choice(read_told()["measured"]), on=scene.day(one.day + 1))


def _add_gates(scene: StationScene, one: Filled, state: str) -> None:
    del scene, state
    plane = Plane((one.compound.lon_deg, one.compound.lat_deg))
    for name, east, north in one.laid.gates:
        lon_deg, lat_deg = plane.take((east, north))
        add_gate(by=one.people["property"], compound=one.compound, facts=GateFacts(
            name, lat_deg, lon_deg, "", "进门沿主路走，楼号在墙角"))


def _draw(scene: StationScene, one: Filled, state: str) -> None:
    del scene
    features = [*start_map(one.compound), *one.laid.features]
    if state == "map":  # worked on: the last houses are drawn and have no doors yet
        features = [each for each in features if each.kind != "entrance" or each.building in ("1", "2", "3")]
    save_draft(by=one.people["property"], compound=one.compound, text=write_map(features))
    if state != "map":
        publish_map(by=one.people["property"], compound=one.compound)


def _agree(scene: StationScene, one: Filled, state: str) -> None:
    told = read_told()
    row = [each for each in told["policies"] for _one in range(each["count"])][one.number]
    days = (tuple(map(tuple, row["work"])),) * 5 + (tuple(map(tuple, row["end"])),) * 2
    note = {"zh": "走西侧路，东侧禁行", "en": "Take the west path; the east one is closed"} if not one.number \
        else told["notes"][one.number % len(told["notes"])]
    terms = PolicyTerms(hours=days, vehicles=("ebike", "bicycle", "foot"), speed_kmh=row["speed"],
                        stay_max_min=row["stay"], agreed_on=scene.day(one.day), parties=("—",), notes=note)
    _settle(scene, one, terms, "第一份", ("committee", "street") if state == "voices" else
            ("committee", "street", "union"))


def _settle(scene: StationScene, one: Filled, terms: PolicyTerms, why: str, roles: tuple[str, ...]) -> None:
    policy = propose_policy(by=one.people["property"], compound=one.compound, terms=terms, since=now(), why=why,
                            token=scene.token("policy", one.number, why))
    for role in roles:
        policy = give_voice(by=one.people[role], policy=policy, role=role, agrees=True)


def _sign(scene: StationScene, one: Filled, state: str) -> None:
    del scene, state
    for role in ("property", "committee", "street", "union"):
        sign_step(by=one.people[role], compound=one.compound, role=role,
                  says="贴在各楼门厅十天，业主群里发过" if role == "committee" else "")


def _seed_complaints(scene: StationScene, made: list[Filled]) -> None:
    for number, row in enumerate(read_told()["complaints"]):
        one = made[number * 3 % len(made)]
        with standing_at(scene.at(-row["days"], 20)):
            complaint = complain(compound=one.compound, kind=row["kind"], words=row["words"], caller=NOBODY,
                                 token=scene.token("complaint", number))
        if "answer" in row:
            with standing_at(scene.at(-row["days"] + row["after"], 10)):
                answer_complaint(by=one.people["property"], complaint=complaint, answer=row["answer"])
