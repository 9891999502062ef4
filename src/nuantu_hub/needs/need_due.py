"""What staff's today learns of what riders say: what nobody received, recordings, who says "not solved"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nuantu_hub.needs.domain.need_lists import GROUPED_WITHIN, HEARD_WITHIN, count_joined, sieve_needs
from nuantu_hub.needs.models import Need
from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import Due

SHOWN = 50
SECTION = gettext_lazy("没人收的诉求")
WORDS_SHOWN = 24


def list_due_needs(account: Any, moment: datetime) -> Iterator[Due]:
    """Needs that nobody has received, the oldest first: within two hours."""
    del moment
    if not isinstance(account, Account):
        return
    waiting = list(Need.objects.visible_to(account).filter(state=Need.State.SAID, echo_of=None)
                   .select_related("station", "unit").order_by("at", "pk")[:SHOWN])
    joined = count_joined(waiting)
    for one in waiting:
        where = one.station.name if one.station else one.place or one.unit.name
        yield Due(_title(one), _("%(where)s · 2 小时内要收到") % {"where": where}, SECTION, one.at + HEARD_WITHIN, None,
                  reverse("needs:need", args=[one.pk]), _("收到"), people=1 + joined.get(one.pk, 0),
                  key=f"need-{one.pk}", since=one.at, rank=5)


def list_untyped(account: Any, moment: datetime) -> Iterator[Due]:
    """Recordings that nobody has typed up: one line for all."""
    if not isinstance(account, Account):
        return
    waiting = sieve_needs(Need.objects.visible_to(account), "voice", moment)
    first = waiting.order_by("at", "pk").first()
    if first is not None:
        count = waiting.count()
        yield Due(ngettext("%(n)d 段录音等听写", "%(n)d 段录音等听写", count) % {"n": count}, _("写成文字才能归并"),
                  SECTION, first.at + GROUPED_WITHIN, None, reverse("needs:needs") + "?show=voice", _("听写"),
                  since=first.at, rank=6)


def list_reopened(account: Any, moment: datetime) -> Iterator[Due]:
    """Needs without a problem whose writers say that the answer did not help."""
    del moment
    if not isinstance(account, Account):
        return
    again = Need.objects.visible_to(account).filter(state=Need.State.REOPENED, echo_of=None)
    for one in again.select_related("unit").order_by("at", "pk")[:SHOWN]:
        yield Due(_("说没解决：%(title)s") % {"title": _title(one)}, one.unit.name, SECTION, None, None,
                  reverse("needs:need", args=[one.pk]), _("重新答复"), key=f"need-again-{one.pk}", rank=7)


def _title(need: Need) -> str:
    """The words staff may read, else what it is about; a list of what is due holds nothing that was only heard."""
    return need.shown[:WORDS_SHOWN] or _("%(topic)s：%(number)s") % {
        "topic": need.get_topic_display(), "number": need.number}


SOURCES = (list_due_needs, list_untyped, list_reopened)
