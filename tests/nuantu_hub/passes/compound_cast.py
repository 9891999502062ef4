"""A compound and its four sides for tests: registered, drawn, agreed, signed, as far as a test wants it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.timezone import localdate

from nuantu_hub.passes.domain.compound_maps import publish_map, save_draft, start_map
from nuantu_hub.passes.domain.compounds import CompoundFacts, add_compound, measure_baseline, start_trial
from nuantu_hub.passes.domain.map_format import Feature, write_map
from nuantu_hub.passes.domain.map_weaving import Plane
from nuantu_hub.passes.domain.parties import invite_party, sign_step
from nuantu_hub.passes.domain.pass_gates import GateFacts, add_gate
from nuantu_hub.passes.domain.policies import give_voice, propose_policy
from nuantu_hub.passes.models import Compound, CompoundPolicy, PassGate
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.pass_policy import PolicyTerms
from nuantu_hub.site.clock import now

LAT, LON = 39.99, 116.47
ALL_DAY = tuple((((360, 1380),),) * 7)
TERMS = PolicyTerms(hours=ALL_DAY, vehicles=("ebike", "foot"), speed_kmh=15, stay_max_min=30,
                    agreed_on=date(2026, 1, 1), parties=("—",))
ROLES = ("property", "committee", "street")


@dataclass
class Sides:
    """The compound and who speaks for each side."""

    compound: Compound
    officer: Account
    property: Account
    committee: Account
    street: Account

    def get(self, role: str) -> Account:
        """Who speaks for a side."""
        found: Account = self.officer if role == "union" else getattr(self, role)
        return found


def put_compound(unit: Unit, officer: Account, name: str = "和风苑", lat_deg: float = LAT) -> Compound:
    """A compound in preparation."""
    return add_compound(by=officer, unit=unit, token=uuid.uuid4(), facts=CompoundFacts(
        name, "清渠街 12 号", lat_deg, LON, "010-5550 1234"))


def put_sides(unit: Unit, officer: Account, name: str = "和风苑", lat_deg: float = LAT) -> Sides:
    """A compound with somebody for each side."""
    compound = put_compound(unit, officer, name, lat_deg)
    people = {role: invite_party(by=officer, compound=compound, role=role, body=f"{name}{role}",
                                 login=f"{role}-{compound.pk}", name="王平").account for role in ROLES}
    return Sides(compound, officer, **people)


def put_gate(sides: Sides, name: str = "南门", lat_deg: float | None = None) -> PassGate:
    """A gate at the compound's own place."""
    return add_gate(by=sides.property, compound=sides.compound, facts=GateFacts(
        name, lat_deg or sides.compound.lat_deg, sides.compound.lon_deg, "", "直行到底"))


def draw_features(compound: Compound) -> list[Feature]:
    """A map that may be published: one path from the gates to a house with one entrance."""
    plane = Plane((compound.lon_deg, compound.lat_deg))

    def put(key: str, kind: str, shape: str, *spots: tuple[float, float]) -> Feature:
        return Feature(key, kind, shape, tuple(plane.take(spot) for spot in spots))
    house = put("b", "building", "Polygon", (20, 60), (40, 60), (40, 80), (20, 80), (20, 60))
    return [*start_map(compound),
            put("edge", "boundary", "Polygon", (-60, 0), (60, 0), (60, 120), (-60, 120), (-60, 0)),
            put("p", "path", "LineString", (0, 0), (0, 55), (30, 55)), replace(house, name="7"),
            replace(put("e", "entrance", "Point", (30, 59)), building="7")]


def put_map(sides: Sides) -> None:
    """A published map."""
    save_draft(by=sides.property, compound=sides.compound, text=write_map(draw_features(sides.compound)))
    publish_map(by=sides.property, compound=sides.compound)


def put_policy(sides: Sides, terms: PolicyTerms = TERMS, why: str = "第一份") -> CompoundPolicy:
    """A policy that all four agreed to, in force."""
    made = propose_policy(by=sides.property, compound=sides.compound, terms=terms, since=now(), why=why,
                          token=uuid.uuid4())
    for role in ("committee", "street", "union"):
        made = give_voice(by=sides.get(role), policy=made, role=role, agrees=True)
    return made


def put_ready(unit: Unit, officer: Account, name: str = "和风苑") -> Sides:
    """A compound that lacks nothing for its trial."""
    sides = put_sides(unit, officer, name)
    measure_baseline(by=sides.property, compound=sides.compound, seconds=165, how="数了 40 次", on=localdate(now()))
    put_gate(sides)
    put_map(sides)
    put_policy(sides)
    for role in (*ROLES, "union"):
        sign_step(by=sides.get(role), compound=sides.compound, role=role, says="贴在各楼门厅")
    sides.compound.refresh_from_db()
    return sides


def put_trial(unit: Unit, officer: Account, name: str = "和风苑", days: int = 30) -> Sides:
    """A compound on trial."""
    sides = put_ready(unit, officer, name)
    sides.compound = start_trial(by=officer, compound=sides.compound, until=localdate(now()) + timedelta(days=days))
    return sides
