"""Mandates: what constituents ask of their representatives, who stands behind it, and what was reported back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.recalls import require_constituent
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Constituency, Mandate, MandateSupport, Representative
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = Mandate.State
OPEN_AT_ONCE = 5


@transaction.atomic
def ask_representatives(*, account: Account, constituency: Constituency, text: str, token: UUID) -> Mandate:
    """Ask the constituency's representatives for something; the asker stands behind it. Raises NeedRefused."""
    known = Mandate.objects.filter(token=token).first()
    if known is not None:
        return known
    person = require_constituent(account, constituency)
    if not text.strip():
        raise NeedRefused(_("没有写请代表办什么"), _("一句就可以"), field="text")
    if Mandate.objects.filter(person=person, state=State.ASKED).count() >= OPEN_AT_ONCE:
        raise NeedRefused(_("你有五件还没有回应"), _("等代表回应，或给别人的事加一票"), field="text")
    made = Mandate.objects.create(token=token, constituency=constituency, person=person, text=text.strip()[:200],
                                  at=now().replace(minute=0, second=0, microsecond=0))
    MandateSupport.objects.create(mandate=made, person=person)
    return made


@transaction.atomic
def support_mandate(*, account: Account, mandate: Mandate) -> int:
    """Stand behind what somebody asked; twice is once. Gives how many do."""
    person = require_constituent(account, mandate.constituency)
    MandateSupport.objects.get_or_create(mandate=mandate, person=person)
    return mandate.supports.count()


@transaction.atomic
def report_back(*, account: Account, mandate: Mandate, done: bool, report: str) -> Mandate:
    """A representative takes a mandate on, or reports what came of it. Raises NeedRefused."""
    held = Mandate.objects.select_for_update(of=("self",)).select_related("constituency__unit").get(pk=mandate.pk)
    seat = find_own_seat(account, held.constituency)
    if seat is None:
        raise NeedRefused(_("只有本选区的代表可以回告"), _("看代表名单"))
    if not report.strip():
        raise NeedRefused(_("没有写办得怎么样"), _("写做了什么、还差什么"), field="report")
    held.state = State.DONE if done else State.TAKEN
    held.report, held.reported_by, held.reported_at = report.strip()[:600], seat, now()
    held.save(update_fields=["state", "report", "reported_by", "reported_at"])
    record_deed(account, "mandate reported on", held, held.constituency.unit, state=held.state)
    return held


def find_own_seat(account: Account, constituency: Constituency) -> Representative | None:
    """The seat that somebody holds now in a constituency."""
    return Representative.objects.standing_at(now()).filter(
        person__account=account, constituency=constituency.merged_into or constituency).first()


def list_mandates(constituency: Constituency) -> QuerySet[Mandate]:
    """What a constituency asks, what most stand behind first."""
    return Mandate.objects.filter(constituency=constituency).annotate(
        behind=Count("supports")).select_related("reported_by").order_by("-behind", "-at", "pk")
