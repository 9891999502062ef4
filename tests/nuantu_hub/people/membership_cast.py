"""People, members and applications for tests, each made by the verbs that make them in the hub."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from nuantu_hub.people.domain.consents import read_purposes
from nuantu_hub.people.domain.identity import CHECKS, WEIGHTS
from nuantu_hub.people.domain.joining import confirm_application, tell_application
from nuantu_hub.people.domain.membership import enrol
from nuantu_hub.people.models import Account, Application, Enterprise, Membership, Person, Stage, Standing, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now

#: The words of today to which who tells an id number consents.
CONSENT = read_purposes()["id_number"].words.version
JOINED = datetime(2025, 3, 1, tzinfo=UTC)


def id_number(serial: int, born: str = "19900307", place: str = "990101") -> str:
    """A made-up id number whose check digit fits."""
    body = f"{place}{born}{serial:03d}"
    return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def make_person(name: str, phone: str = "", *, account: Account | None = None, **more: Any) -> Person:
    """A record of a person."""
    person = Person(name=name, account=account, occupation=more.pop("occupation", "food"), created_at=now(), **more)
    person.set_phone(phone)
    person.save()
    return person


def make_member(name: str, unit: Unit, phone: str = "", *, account: Account | None = None,
                standing: str = Standing.FULL, at: datetime = JOINED) -> Membership:
    """A person who is a member of a unit."""
    return enrol(by=None, person=make_person(name, phone, account=account), unit=unit, standing=standing,
                 began=Membership.Began.JOINED, at=at)


def apply(place: Unit, name: str, phone: str, *, account: Account | None = None, **more: Any) -> Application:
    """An application that was told and confirmed by phone."""
    told = tell_application(token=uuid.uuid4(), poster=None, place=place, name=name, phone=phone,
                            occupation=more.pop("occupation", "food"), **more)
    handed_in = confirm_application(application=told, account=account).application
    assert handed_in is not None
    return handed_in


def found_enterprise(name: str, overseer: Unit, *, union: Unit | None = None, **more: Any) -> Enterprise:
    """An enterprise of the ledger, with its union where one is named."""
    return Enterprise.objects.create(
        name=name, kind=more.pop("kind", Enterprise.Kind.PLATFORM), overseer=overseer, union=union,
        stage=Stage.APPROVED if union else Stage.CONTACT, stage_since=JOINED.date(), **more)


def plant_federation(name: str, parent: Unit, trade: str) -> Unit:
    """An industry federation of a trade."""
    unit = plant_unit(name, Unit.Kind.FEDERATION, parent)
    unit.trade = trade
    unit.save(update_fields=["trade"])
    return unit
