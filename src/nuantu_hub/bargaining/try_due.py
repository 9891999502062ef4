"""What staff's today learns of tries: sets of days that were not made, so that nobody can try offers on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.bargaining.models import DaySet
from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import Due, DueSource

SHOWN = 20
SECTION = gettext_lazy("试算用的日子")


def list_failed_days(account: Any, moment: datetime) -> Iterator[Due]:
    """Sets that the engine did not make, for those who keep them. Tries are in nobody's list: they may be private."""
    del moment
    if not isinstance(account, Account) or not account.has_perm("bargaining.keep_days"):
        return
    for one in DaySet.objects.filter(state=DaySet.State.FAILED).order_by("made_at", "pk")[:SHOWN]:
        yield Due(_("没做成：%(name)s") % {"name": one.name}, one.about, SECTION, None, None,
                  reverse("bargaining:day_sets"), _("再算一次"), key=f"day-set-{one.pk}", since=one.made_at, rank=8)


SOURCES: tuple[DueSource, ...] = (list_failed_days,)
