"""Joining, leaving and how long somebody has been a member. Stretches are added and closed, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Membership, Person, Transfer, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


def find_open(person: Person) -> Membership | None:
    """Where the person is a member now."""
    return person.memberships.filter(until=None).select_related("unit").first()


@transaction.atomic
def enrol(*, by: Account | None, person: Person, unit: Unit, standing: str, began: str,
          at: datetime | None = None) -> Membership:
    """Begin a stretch of membership. Raises Refused where the person is a member already.

    ``at`` lies in the past where a register says so; never before the end of an earlier stretch.
    """
    moment = at or now()
    if find_open(person):
        raise Refused(_("这个人现在已经是会员"), _("换工会用转接，不用重新入会"))
    last = person.memberships.order_by("-until").first()
    if last is not None and last.until is not None and moment < last.until:
        raise Refused(_("开始的日子早于上一段会籍结束的日子"), _("改成上一段结束之后的日子"), field="since")
    made = Membership.objects.create(person=person, unit=unit, standing=standing, since=moment, began=began)
    record_deed(by, f"membership.{began}", made, unit, standing=standing)
    return made


@transaction.atomic
def close(*, by: Account | None, membership: Membership, ended: str, at: datetime | None = None) -> Membership:
    """End a stretch of membership."""
    if membership.until is not None:
        raise Refused(_("这段会籍已经结束"), _("刷新页面看现在的会籍"))
    membership.until = at or now()
    membership.ended = ended
    membership.save(update_fields=["until", "ended"])
    record_deed(by, f"membership.ended.{ended}", membership, membership.unit)
    return membership


@transaction.atomic
def leave(*, by: Account, person: Person) -> Membership:
    """Leave the union; the history stays, and one may come back. Raises Refused for who is no member."""
    here = find_open(person)
    if here is None:
        raise Refused(_("你现在不是会员"), _("要入会，扫工会的海报或打开入会页"))
    for transfer in person.transfers.filter(state=Transfer.State.WAITING):
        transfer.state = Transfer.State.WITHDRAWN
        transfer.ended_at, transfer.ended_by = now(), by
        transfer.save(update_fields=["state", "ended_at", "ended_by"])
        record_deed(by, "transfer.withdrawn", transfer, transfer.receiving)
    return close(by=by, membership=here, ended=Membership.Ended.LEFT)


def list_history(person: Person) -> list[Membership]:
    """All stretches of a person, those of records folded into it among them, the oldest first."""
    records = [person.pk, *person.folded.values_list("pk", flat=True)]
    return list(Membership.objects.filter(person__in=records).select_related("unit").order_by("since", "pk"))


def count_seniority(history: Iterable[Membership], at: datetime) -> timedelta:
    """How long somebody was a member in all, until ``at``: gaps are left out, overlaps count once."""
    total = timedelta()
    reached: datetime | None = None
    for stretch in sorted(history, key=lambda one: one.since):
        begin = max(stretch.since, reached) if reached else stretch.since
        end = min(stretch.until or at, at)
        if end > begin:
            total += end - begin
        reached = max(reached or end, end)
    return total
