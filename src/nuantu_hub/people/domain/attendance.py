"""Signing in at a visit: members and non-members alike, each once, known by phone and shown to nobody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.identity import read_name, read_phone
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Application, Attendance, Membership, Person, Visit
from nuantu_hub.people.models.account import PHONE
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

Source = Attendance.Source


@transaction.atomic
def sign_in(*, visit: Visit, name: str, phone: str, source: str = Source.SCAN, by: Account | None = None,
            account: Account | None = None, at: datetime | None = None) -> tuple[Attendance, bool]:
    """Take down who came, and whether that is new; the same phone at the same visit is the same person.

    Raises Refused for a name or phone that is none, and, for a scan, while the visit is not open. ``account`` is the
    signed-in worker's own. Whether the person is a member is kept for the count and never told to who signs in: anybody
    could ask it of anybody's phone.
    """
    moment = at or now()
    if source == Source.SCAN and not visit.is_open(moment):
        raise Refused(_("现在不能签到"), _("在走访当天到现场扫码"))
    name, phone = read_name(name), read_phone(phone)
    index = blind_index(phone, PHONE)
    known = Attendance.objects.filter(visit=visit, phone_index=index).first()
    if known is not None:
        return known, False
    made = Attendance.objects.create(visit=visit, at=moment, name=name, phone=phone, phone_index=index, source=source,
                                     account=account, member=is_member(index, moment))
    record_deed(by, "visit signed in", made, visit.unit, source=source)
    return made, True


def is_member(phone_index: str, moment: datetime) -> bool:
    """Whether a membership stood at a moment for whom a phone belongs to."""
    person = Person.objects.filter(phone_index=phone_index).first()
    return person is not None and Membership.objects.filter(person=person, since__lte=moment).exclude(
        until__lte=moment).exists()


def count_joined(visit: Visit) -> dict[str, int]:
    """Applications that began at the visit's poster, by state; unconfirmed ones are nobody's yet."""
    shown = (Application.State.WAITING, Application.State.APPROVED, Application.State.REJECTED)
    told = {state.value: 0 for state in shown}
    if visit.poster is not None:
        for state in visit.poster.applications.values_list("state", flat=True):
            if state in told:
                told[state] += 1
    return told
