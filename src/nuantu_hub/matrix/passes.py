"""What the cast of the matrix has of passes, a part after another; stations stand on both sides already."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from nuantu_hub.passes.domain.gate_numbers import give_number
from nuantu_hub.passes.models import (
    Compound,
    CompoundMap,
    CompoundPolicy,
    EscrowWindow,
    Party,
    PassGate,
    PassIncident,
    ResidentComplaint,
    ShareHolder,
    Suspension,
)
from nuantu_hub.people.models import Account
from nuantu_hub.seam.pass_policy import PolicyTerms, write_terms
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import CompoundGate

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]


def make_gate_numbers(cast: Cast, place: int, side: str) -> None:
    """A gate id on this side."""
    cast.put(side, pass_gate={"gate": give_number().pk}, pass_list={"number": place})


def make_suspensions(cast: Cast, place: int, side: str) -> None:
    """A suspension of this side's worker by its street, and somebody who holds a share."""
    worker = cast.get(("worker", "other_worker")[place])
    suspension = Suspension.objects.create(account=worker, unit=cast.streets[place], cause="incident", words="查明",
                                           by=None, since=now(), until=now() + timedelta(days=7))
    holder = ShareHolder.objects.create(seat=1 + place, name="单位", since=now(),
                                        public_key=base64.b64encode(secrets.token_bytes(32)).decode())
    cast.put(side, pass_suspension={"key": suspension.pk}, pass_holder={"key": holder.pk},
             pass_compound={"compound": 900_000 + place})


def make_compounds(cast: Cast, place: int, side: str) -> None:
    """A compound on trial with a gate, a plan, a policy, a side's account and a complaint; the manager keeps ours."""
    street, officer = cast.streets[place], cast.get(("officer", "other_officer")[place])
    compound = Compound.objects.create(unit=street, name="和风苑", address="路口", lat_deg=39.9,
                                       lon_deg=116.4 + place / 50, state=Compound.State.TRIAL, state_since=now())
    CompoundMap.objects.create(compound=compound, plan=cast.files[0], at=now())
    spot = CompoundGate.objects.create(unit=street, code=f"M{compound.pk}", compound=compound.name, name="南门",
                                       lat_deg=39.9, lon_deg=116.4 + place / 50, entry="code", checked_on=now().date())
    number = give_number()
    PassGate.objects.create(compound=compound, place=spot, number=number)
    text = write_terms(PolicyTerms(((((0, 1440),),) * 7), ("foot",), 5, 30, now().date(), ("—",)))
    policy = CompoundPolicy.objects.create(compound=compound, version=1, text=text, since=now(), by=officer, at=now())
    account = cast.get("manager") if not place else Account.objects.create_staff(f"wuye-{compound.pk}", "物业")
    Party.objects.create(compound=compound, role=Party.Role.PROPERTY, account=account, body="物业",
                         since=now() - timedelta(days=1))
    street_party = Party.objects.create(compound=compound, role=Party.Role.STREET, body="街道", since=now(),
                                        account=Account.objects.create_staff(f"jiedao-{compound.pk}", "街道"))
    complaint = ResidentComplaint.objects.create(compound=compound, kind="noise", words="吵", at=now(), due_at=now())
    cast.put(side, compound={"key": compound.pk}, compound_sign={"sign": compound.sign},
             compound_party={"key": street_party.pk}, compound_pass_gate={"key": number.pk},
             guarded_gate={"gate": number.pk},
             compound_policy={"key": policy.pk}, resident_complaint={"key": complaint.pk},
             complaint_receipt={"sign": compound.sign, "receipt": complaint.receipt})


def make_incidents(cast: Cast, place: int, side: str) -> None:
    """An incident at this side's gate, with a sealed list that somebody of the union could open."""
    start_s = int(now().timestamp()) // 14_400 * 14_400
    gate = PassGate.objects.get(number=cast.objects["compound_pass_gate"][side]["key"])
    window = EscrowWindow.objects.filter(zone=gate.zone, start_s=start_s).first() or EscrowWindow.objects.create(
        zone=gate.zone, start_s=start_s, public_key=base64.b64encode(bytes(32)).decode(), made_at=now())
    incident = PassIncident.objects.create(
        compound=gate.compound, gate=gate, kind="damage", words="花坛", minute=now(), day_key="0" * 64, trace="0" * 16,
        starts=[window.start_s], by=cast.get(("officer", "other_officer")[place]), at=now())
    cast.put(side, pass_incident={"key": incident.pk})


#: Each part of passes adds what its addresses are about.
PARTS: list[Part] = [make_gate_numbers, make_suspensions, make_compounds, make_incidents]
