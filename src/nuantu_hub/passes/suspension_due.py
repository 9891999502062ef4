"""What staff's today learns of suspensions: objections that wait for an answer by somebody who did not decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.passes.models import SuspensionAppeal
from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due

SHOWN = 50


def list_due_appeals(account: Any, moment: datetime) -> Iterator[Due]:
    """Open objections in the officer's units, but for those against what the account decided itself."""
    del moment
    waiting = SuspensionAppeal.objects.filter(
        state=SuspensionAppeal.State.OPEN, suspension__unit__in=units_of(account, Post.Role.OFFICER))
    for one in waiting.exclude(suspension__by=account).select_related("suspension").order_by("due_at", "pk")[:SHOWN]:
        yield Due(_("有骑手不同意停码"), str(one.suspension.get_cause_display()), gettext_lazy("停码的申诉"),
                  one.due_at, None, reverse("passes:suspension", args=[one.suspension_id]), _("再看一遍"),
                  key=f"pass-appeal-{one.pk}", since=one.at, rank=30)


SOURCES = (list_due_appeals,)
