"""Riders who may carry passes, holders of the sealed lists, and phones with keys, for the tests of what is issued."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import Descriptor, write_descriptor
from nuantu.passes.presentation import Presentation, find_step, present
from nuantu_hub.passes.domain.eligibility import PURPOSE
from nuantu_hub.passes.domain.publishing import publish
from nuantu_hub.passes.models import Compound, GateNumber, PassGate, Publication, ShareHolder
from nuantu_hub.people.domain.consents import give_consent, read_purposes
from nuantu_hub.people.models import Account, Membership, Person, Unit
from nuantu_hub.seam.pass_keys import find_posting_key
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import CompoundGate

SINCE = datetime(2025, 1, 1, tzinfo=UTC)


def let_carry(account: Account) -> Account:
    """The worker agrees to carry passes."""
    give_consent(account=account, purpose=PURPOSE, version=read_purposes()[PURPOSE].words.version)
    return account


def confirm(account: Account, street: Unit) -> Account:
    """A union has a record of the worker."""
    person = Person.objects.create(account=account, name="林小满", occupation="food", created_at=now())
    Membership.objects.create(person=person, unit=street, standing="full", since=now(), began="joined")
    return account


def seat_holders(zone: int = 1) -> dict[int, X25519PrivateKey]:
    """One holder for each of the three seats; the private halves by seat, which the hub never sees."""
    drawn = {seat: X25519PrivateKey.generate() for seat in ShareHolder.Seat.values}
    ShareHolder.objects.bulk_create(
        ShareHolder(zone=zone, seat=seat, name=f"{seat}", since=now() - timedelta(days=1),
                    public_key=base64.b64encode(private.public_key().public_bytes_raw()).decode())
        for seat, private in drawn.items())
    return drawn


def draw_phone_keys(count: int) -> list[ec.EllipticCurvePrivateKey]:
    """Keys of a phone."""
    return [ec.generate_private_key(ec.SECP256R1()) for _ in range(count)]


def write_point(private: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half as it is asked with: a compressed point."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def put_up_poster(*, door: bool = False, zone: int = 1) -> GateNumber:
    """A gate (or a door) whose poster is published, signed by the key that this hub holds for posters."""
    moment = int(now().timestamp())
    key = find_posting_key(settings.DATA.root, moment)
    assert key is not None
    kind = GateNumber.Kind.DOOR if door else GateNumber.Kind.GATE
    number = GateNumber.objects.create(kind=kind)
    text = write_descriptor(Descriptor(
        number.pk, 900_000 + number.pk, "望和园", "东门", 39_900_000, 116_400_000, zone, 1, moment,
        moment + 86_400 * 365, bytes(8), PassClass(number.credential_class)), key)
    publish(kind=Publication.Kind.DESCRIPTOR, number=number.pk, version=1, body=text.encode())
    return number


def show_code(credential: bytes, private: ec.EllipticCurvePrivateKey, gate: int, at_s: int) -> str:
    """What a phone shows at a gate."""
    return present(credential, Presentation(find_step(at_s), gate, b"\1\2\3\4"), private)


def build_compound_gate(unit: Unit, name: str, *, compound: Compound | None = None, baseline_s: int | None = None,
                        state: str = "live", at: tuple[float, float] = (39.9, 116.4),
                        number: GateNumber | None = None) -> PassGate:
    """A gate of a compound, which is made where none is named."""
    number = number or GateNumber.objects.create(kind="gate")
    compound = compound or Compound.objects.create(
        unit=unit, name=name, address="路口", lat_deg=at[0], lon_deg=at[1], baseline_s=baseline_s, state=state,
        state_since=now())
    place = CompoundGate.objects.create(unit=unit, code=f"T-{number.pk}", compound=name, name=f"{number.pk} 门",
                                        lat_deg=at[0], lon_deg=at[1], entry="code", checked_on=now().date())
    return PassGate.objects.create(compound=compound, place=place, number=number)
