"""What staff's today learns of talks: letters, clocks, delegates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.bargaining.domain.procedure_clocks import Clock, ClockState
from nuantu_hub.bargaining.domain.talk_facts import list_clocks_of
from nuantu_hub.bargaining.interfaces.talk_course import say_until, tell_clock
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.site.gathering import Due, DueSource

SHOWN = 50
SECTION = gettext_lazy("协商")
#: A clock is told so many days before its last one.
AHEAD_DAYS = 10
_RUNNING = (Talk.State.ASKED, Talk.State.PREPARING, Talk.State.TALKING, Talk.State.SUSPENDED, Talk.State.SIGNED)


def list_due_clocks(account: Any, moment: datetime) -> Iterator[Due]:
    """Clocks of the talks that the account keeps or sits at: those that are late, or run out within ten days."""
    talks = list(Talk.objects.visible_to(account).filter(state__in=_RUNNING).order_by("opened_at", "pk")[:SHOWN])
    found = [(talk, clock) for talk, clocks in list_clocks_of(talks, moment) for clock in clocks if _is_due(clock)]
    for talk, clock in sorted(found, key=lambda pair: (pair[1].due, pair[0].pk))[:SHOWN]:
        detail = tell_clock(clock)
        yield Due(_("%(what)s：%(title)s") % {"what": say_until(clock), "title": talk.title},
                  "；".join(one for one in (detail.words, detail.remark) if one), SECTION, end_of(clock.due), None,
                  reverse("bargaining:talk_seats" if clock.name == "vacancy" else "bargaining:talk", args=[talk.pk]),
                  _("看这场协商"), key=f"bargaining-{clock.name}-{talk.pk}-{clock.begins:%Y%m%d}",
                  since=end_of(clock.begins), rank=27)


def _is_due(clock: Clock) -> bool:
    return clock.state is ClockState.LATE or (
        clock.state in (ClockState.RUNNING, ClockState.OPEN) and clock.left_days <= AHEAD_DAYS)


SOURCES: tuple[DueSource, ...] = (list_due_clocks,)
