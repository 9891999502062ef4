"""What staff's today learns after a signature: promises that lapse or wait for a word, agreements that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.promises import PromiseState
from nuantu_hub.bargaining.domain.renewals import list_renewals, read_terms
from nuantu_hub.bargaining.interfaces.promise_told import tell_promise
from nuantu_hub.bargaining.models import Promise, PromiseEvidence, Talk
from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.site.gathering import Due, DueSource

SHOWN = 50
SECTION, RENEWALS = gettext_lazy("承诺"), gettext_lazy("续签")
#: A promise is told so many days before its last one.
AHEAD_DAYS = 30


def list_due_promises(account: Any, moment: datetime) -> Iterator[Due]:
    """Promises of the account's talks that lapsed, run out within thirty days, or whose evidence waits for a word."""
    today = localdate(moment)
    near = Q(deadline__lte=today + timedelta(days=AHEAD_DAYS))
    waiting = Q(evidence__state=PromiseEvidence.State.WAITING)
    rows = Promise.objects.filter(near | waiting, talk__in=Talk.objects.visible_to(account)).distinct()
    for promise in rows.select_related("talk").prefetch_related("evidence").order_by("deadline", "pk")[:SHOWN]:
        told = tell_promise(promise, today)
        state = told.standing.state
        if state in (PromiseState.KEPT, PromiseState.KEPT_LATE) and not told.standing.waiting:
            continue
        title = _("承诺过期没有落实：%(words)s") if state is PromiseState.LAPSED else _("承诺：%(words)s")
        yield Due(title % {"words": promise.words[:60]}, "；".join(filter(None, (promise.owner_name, told.detail))),
                  SECTION, end_of(promise.deadline) if promise.deadline else None, None,
                  reverse("bargaining:promise", args=[promise.pk]), _("看证据"),
                  key=f"bargaining-promise-{promise.pk}", since=promise.made_at, rank=26)


def list_due_renewals(account: Any, moment: datetime) -> Iterator[Due]:
    """Agreements of the hub that end within three months: either side may ask for renewal."""
    if not account.has_perm("bargaining.keep_talk"):
        return
    place = 1 if (get_language() or "").startswith("en") else 0
    found = list_renewals(read_terms(Path(settings.DATA.root) / "agreements"), localdate(moment))
    for one in found[:SHOWN]:
        yield Due(_("可以提出续签：%(title)s") % {"title": one.title[place]},
                  _("到期前三个月内，任何一方都可以提出；还有 %(days)d 天") % {"days": one.left_days}, RENEWALS,
                  end_of(one.ends), None, reverse("bargaining:talk_add"), _("提出协商"),
                  key=f"bargaining-renewal-{one.name}", since=end_of(one.opens), rank=28)


SOURCES: tuple[DueSource, ...] = (list_due_promises, list_due_renewals)
