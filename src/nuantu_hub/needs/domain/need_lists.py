"""Lists of needs for the desk: what waits, what is late, what was said about a place; counts for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models import Need
from nuantu_hub.needs.models.need import NeedQuerySet

#: Received within two hours, grouped within a day: the first two clocks of answering at once.
HEARD_WITHIN, GROUPED_WITHIN = timedelta(hours=2), timedelta(hours=24)
State = Need.State
SHOWS: dict[str, Any] = {
    "said": _("等收到"), "late": _("超过 2 小时"), "voice": _("要听写"), "heard": _("等归并"), "grouped": _("已归并"),
    "reopened": _("说没解决"), "answered": _("已答复"), "aside": _("不办的"), "all": _("全部")}


def sieve_needs(needs: NeedQuerySet, show: str, moment: datetime) -> NeedQuerySet:
    """The needs that a filter holds. Who joined something ("me too") stands with it, not in these lists."""
    roots = needs.filter(echo_of=None)
    if show == "late":
        return roots.filter(state=State.SAID, at__lt=moment - HEARD_WITHIN)
    if show == "voice":
        return roots.filter(voice__isnull=False, typed_by=None).exclude(state__in=(State.ASIDE, State.CLOSED))
    if show == "answered":
        return roots.filter(state__in=(State.ANSWERED, State.CLOSED))
    return roots if show == "all" else roots.filter(state=show)


def order_needs(needs: NeedQuerySet, show: str) -> NeedQuerySet:
    """What waits stands with the oldest first, what is done with the newest."""
    waits = show in ("said", "late", "voice", "heard", "reopened")
    return needs.order_by("at" if waits else "-at", "pk")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to beside its filter."""

    topic: str = ""
    channel: str = ""
    place: str = ""

    def narrow(self, needs: NeedQuerySet) -> NeedQuerySet:
        """Only those that fit."""
        fits = Q()
        if self.topic in Need.Topic.values:
            fits &= Q(topic=self.topic)
        if self.channel in Need.Channel.values:
            fits &= Q(channel=self.channel)
        if self.place.strip():
            fits &= Q(place__icontains=self.place.strip()) | Q(station__name__icontains=self.place.strip())
        return needs.filter(fits)


def count_shows(needs: NeedQuerySet, moment: datetime) -> dict[str, int]:
    """How many each filter holds, in two questions."""
    roots = needs.filter(echo_of=None).order_by()
    by_state = dict(roots.values_list("state").annotate(count=Count("pk")))
    apart = roots.aggregate(
        late=Count("pk", filter=Q(state=State.SAID, at__lt=moment - HEARD_WITHIN)),
        voice=Count("pk", filter=Q(voice__isnull=False, typed_by=None) & ~Q(state__in=(State.ASIDE, State.CLOSED))))
    return {
        **apart, "all": sum(by_state.values()),
        "answered": by_state.get(State.ANSWERED, 0) + by_state.get(State.CLOSED, 0),
        **{name: by_state.get(name, 0) for name in SHOWS if name not in ("late", "voice", "answered", "all")}}


def count_joined(needs: list[Need]) -> dict[int, int]:
    """How many joined each of these needs."""
    rows = Need.objects.filter(echo_of__in=[need.pk for need in needs]).exclude(state=State.ASIDE).order_by()
    return dict(rows.values_list("echo_of").annotate(count=Count("pk")))
