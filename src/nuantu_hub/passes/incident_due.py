"""What staff's today learns of incidents: a list that waits for one of two sides to open it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.passes.models import Party, PassIncident
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due

SHOWN = 50
#: Both sides open within two days: ours, no rule names a term, but the gate's trace is gone after seven.
OPENED_WITHIN = timedelta(days=2)


def list_due_incidents(account: Any, moment: datetime) -> Iterator[Due]:
    """Incidents that wait for a side which the account stands for, but for those where it has opened its share."""
    if not isinstance(account, Account):
        return
    sides = account.compound_parties.held_at(moment).filter(role__in=[Party.Role.STREET, Party.Role.COMMITTEE])
    waiting = PassIncident.objects.filter(state__in=[PassIncident.State.REPORTED, PassIncident.State.HANDED]).filter(
        Q(compound__unit__in=units_of(account, Post.Role.OFFICER)) | Q(compound__in=sides.values("compound")))
    for one in waiting.exclude(first_by=account).select_related("compound").order_by("at", "pk")[:SHOWN]:
        yield Due(_("小区事件等两方打开名单：%(name)s") % {"name": one.compound.name}, str(one.get_state_display()),
                  gettext_lazy("小区的事件"), one.at + OPENED_WITHIN, None,
                  reverse("passes:incident", args=[one.pk]), _("打开"), key=f"pass-incident-{one.pk}", since=one.at,
                  rank=20)


SOURCES = (list_due_incidents,)
