"""What staff's today learns of the day: requests that are owed an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.days.models import Request
from nuantu_hub.site.gathering import Due

SHOWN = 50


def list_due_requests(account: Any, moment: datetime) -> Iterator[Due]:
    """Requests that the units of the account owe an answer, the most urgent first."""
    del moment
    owed = Request.objects.visible_to(account).filter(state__in=(Request.State.OPEN, Request.State.CLAIMED))
    for request in owed.select_related("unit", "claimed_by", "run").order_by("due_at", "id")[:SHOWN]:
        claimed = request.claimed_by
        yield Due(
            title=_("申诉 %(number)s · %(clause)s") % {"number": request.number, "clause": request.clause_type},
            detail=str(request.run), section=gettext_lazy("申诉"), due=request.due_at,
            owner=str(claimed) if claimed else None, url=reverse("days:request", args=[request.pk]),
            action=gettext_lazy("答复") if claimed else gettext_lazy("认领"), clause_id=request.clause_type, people=1)
