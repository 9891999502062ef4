"""Gates of compounds that take the pass: one row in the stations' registry, one number, one poster after another."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.compounds import lock_compound
from nuantu_hub.passes.domain.gate_numbers import give_number
from nuantu_hub.passes.domain.parties import take_signature_back
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, Party, PassGate
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.stations.domain.compound_gates import close_gate, enter_gate
from nuantu_hub.stations.domain.coordinates import measure_m
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import CompoundGate

#: A gate farther than this from the compound's place is another compound's, metres.
FAR_M = 2_000.0
MOST_GATES = 20


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What is registered of a gate; the place in degrees, WGS 84. ``hours`` are words, the policy says when."""

    name: str
    lat_deg: float
    lon_deg: float
    hours: str = ""
    route: str = ""


@transaction.atomic
def add_gate(*, by: Account, compound: Compound, facts: GateFacts, code: str = "") -> PassGate:
    """Register a gate, or take one over that the registry has under ``code``; its number is drawn here.

    Raises PassRefused naming the field: no name, a name that a gate here has, a place far from the compound.
    """
    compound = lock_compound(compound)
    check_gate(compound, facts)
    if compound.gates.in_use().count() >= MOST_GATES:
        raise PassRefused(_("门太多了"), _("一个小区不超过 20 个门"), field="name")
    number = give_number()
    place = _enter(by, compound, code or f"ST-{number.pk:05d}", facts)
    if PassGate.objects.filter(place=place).exists():
        raise PassRefused(_("编号 %(code)s 的门已经在用码") % {"code": place.code}, _("换一个编号"), field="code")
    gate = PassGate.objects.create(compound=compound, place=place, number=number)
    record_deed(by, "pass gate added", gate, compound.unit)
    take_signature_back(by=None, compound=compound, role=Party.Role.PROPERTY, why="gate")
    return gate


@transaction.atomic
def change_gate(*, by: Account, gate: PassGate, facts: GateFacts) -> PassGate:
    """Change what is registered of a gate; its poster has to be printed anew where name or place changed."""
    compound = lock_compound(gate.compound)
    gate = PassGate.objects.select_for_update(of=("self",)).select_related("place", "number").get(pk=gate.pk)
    check_gate(compound, facts, but=gate)
    old = (gate.place.name, gate.place.lat_deg, gate.place.lon_deg)
    gate.place = _enter(by, compound, gate.place.code, facts)
    if old != (facts.name.strip(), facts.lat_deg, facts.lon_deg):
        gate.version += 1
        gate.save(update_fields=["version"])
        take_signature_back(by=None, compound=compound, role=Party.Role.PROPERTY, why="gate")
    record_deed(by, "pass gate changed", gate, compound.unit)
    return gate


@transaction.atomic
def close_pass_gate(*, by: Account, gate: PassGate) -> PassGate:
    """The gate is no more: its poster ends, and its number is given to no other."""
    compound = lock_compound(gate.compound)
    gate = PassGate.objects.select_for_update(of=("self",)).select_related("place").get(pk=gate.pk)
    close_gate(by=by, gate=gate.place)
    gate.save(update_fields=["zone"])  # tells those who hear of gates: its poster ends
    record_deed(by, "pass gate closed", gate, compound.unit)
    return gate


def check_gate(compound: Compound, facts: GateFacts, but: PassGate | None = None) -> None:
    """Raises PassRefused naming the field that does not fit this compound."""
    name = facts.name.strip()
    if not name or len(name) > 30:
        raise PassRefused(_("没有写门的名字"), _("例如：南门。不超过 30 个字"), field="name")
    others = compound.gates.in_use().filter(place__name=name)
    if any(one != but for one in others):
        raise PassRefused(_("已经有一个门叫%(name)s") % {"name": name}, _("换一个名字"), field="name")
    if measure_m(compound.lat_deg, compound.lon_deg, facts.lat_deg, facts.lon_deg) > FAR_M:
        raise PassRefused(_("离小区太远"), _("核对经纬度"), field="lat_deg")


def _enter(by: Account, compound: Compound, code: str, facts: GateFacts) -> CompoundGate:
    """The gate's row in the registry, as one that is entered by the code."""
    try:
        return enter_gate(by=by, unit=compound.unit, code=code, compound=compound.name, name=facts.name.strip(),
                          lat_deg=facts.lat_deg, lon_deg=facts.lon_deg, entry=CompoundGate.Entry.CODE,
                          hours=facts.hours.strip()[:80], route=facts.route.strip()[:160])
    except StationRefused as refusal:
        raise PassRefused(refusal.what, refusal.fix, field=refusal.field) from refusal
