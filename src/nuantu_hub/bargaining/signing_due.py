"""What staff's today learns of the text that both sides froze, its signatures, what is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.bargaining.domain.party_signing import list_signing_sides
from nuantu_hub.bargaining.models import FrozenText, SignedAgreement, Talk
from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.site.gathering import Due, DueSource

SHOWN = 50
SECTION = gettext_lazy("协商")
#: An agreement that begins is told so many days before.
AHEAD_DAYS = 7


def list_unsigned_texts(account: Any, moment: datetime) -> Iterator[Due]:
    """Frozen texts of the account's talks that wait for signatures, the oldest first."""
    del moment
    talks = Talk.objects.visible_to(account).filter(state=Talk.State.FROZEN)
    texts = FrozenText.objects.filter(talk__in=talks, state=FrozenText.State.STANDING).select_related("talk").annotate(
        signed=Count("signatures")).order_by("frozen_at", "pk")[:SHOWN]
    for text in texts:
        needed = len(list_signing_sides(text.talk))
        what = _("等签署：%(title)s") if text.signed < needed else _("可以公布了：%(title)s")
        yield Due(what % {"title": text.talk.title}, _("%(n)d方已签，一共%(all)d方") % {
            "n": text.signed, "all": needed}, SECTION, None, None, reverse("bargaining:signing", args=[text.talk_id]),
            _("去签署"), key=f"bargaining-unsigned-{text.pk}", since=text.frozen_at, rank=26)


def list_beginning(account: Any, moment: datetime) -> Iterator[Due]:
    """Signed agreements of the account's talks that begin within a week."""
    today = localdate(moment)
    rows = SignedAgreement.objects.filter(
        text__talk__in=Talk.objects.visible_to(account), effective_on__gt=today,
        effective_on__lte=today + timedelta(days=AHEAD_DAYS)).select_related("text").order_by("effective_on", "pk")
    for one in rows[:SHOWN]:
        yield Due(_("协议要施行了：%(title)s") % {"title": one.text.title}, "", SECTION, end_of(one.effective_on), None,
                  reverse("bargaining:signed_agreement", args=[one.sign]), _("看协议"),
                  key=f"bargaining-begins-{one.pk}", since=one.published_at, rank=27)


SOURCES: tuple[DueSource, ...] = (list_unsigned_texts, list_beginning)
