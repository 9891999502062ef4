"""What membership puts on the page of due things: transfers that wait for the receiving unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.identity import veil_name
from nuantu_hub.people.models import Account, Transfer
from nuantu_hub.people.permissions import MEMBER_ROLES, units_of
from nuantu_hub.site.gathering import Due

#: A receiving unit answers within this long.
ANSWER_WITHIN = timedelta(days=15)


def list_due_transfers(account: Account, moment: datetime) -> Iterator[Due]:
    """Transfers into the account's branch that its unit has not answered yet."""
    del moment
    waiting = Transfer.objects.filter(state=Transfer.State.WAITING, unit_agreed_at=None,
                                      receiving__in=units_of(account, *MEMBER_ROLES))
    for one in waiting.select_related("person", "giving", "receiving").order_by("asked_at"):
        yield Due(_("转接：%(name)s") % {"name": veil_name(one.person.name)},
                  f"{one.giving.name} → {one.receiving.name}", _("等接收的转接"), one.asked_at + ANSWER_WITHIN, None,
                  reverse("people:transfers"), _("接收"), people=1, key=f"transfer-{one.pk}", since=one.asked_at,
                  rank=15)
