"""What delegates' today learns of the table: the other side's offers that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.bargaining.domain.topics import BARGAINERS
from nuantu_hub.bargaining.models import Delegate, Offer, Talk, Topic
from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import Due, DueSource

SECTION = gettext_lazy("协商")
SHOWN = 30


def list_due_offers(account: Any, moment: datetime) -> Iterator[Due]:
    """Offers of the other side that stand on the table of a talk where the account bargains."""
    if not isinstance(account, Account):
        return
    seats = {seat.talk_id: seat for seat in Delegate.objects.sitting_at(moment).filter(
        account=account, side__in=BARGAINERS, talk__state=Talk.State.TALKING)}
    waiting = Offer.objects.filter(
        topic__talk__in=seats, state=Offer.State.STANDING, topic__state=Topic.State.OFFERED).select_related("topic")
    for one in waiting.order_by("put_at", "pk")[:SHOWN]:
        seat = seats[one.topic.talk_id]
        if seat.side == one.side or not seat.may_speak:
            continue
        yield Due(_("对方报了价：%(title)s") % {"title": one.topic.title}, one.topic.clause_id, SECTION, None, None,
                  reverse("bargaining:topic", args=[one.topic_id]), _("去看"), key=f"offer-{one.pk}",
                  since=one.put_at, rank=30)


SOURCES: tuple[DueSource, ...] = (list_due_offers,)
