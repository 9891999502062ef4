"""What the day puts into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.domain.linking import PURPOSE, forget_links
from nuantu_hub.days.due import list_due_requests
from nuantu_hub.people.domain.consents import ON_WITHDRAWAL
from nuantu_hub.site.gathering import DUE_SOURCES, RAIL, TABS, Place

DESK = (
    Place(_("回放"), "replay", "days:runs", "days.see_runs", 10),
    Place(_("申诉"), "dispute", "days:queue", "days.answer", 12),
)
PHONE = (Place(_("今天"), "today", "days:home", "days.see_own_day", 0),)


def register_places() -> None:
    """Fill the registries, and say what follows from withdrawing the consent to a link; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    follow = ON_WITHDRAWAL.setdefault(PURPOSE, [])
    if forget_links not in follow:
        follow.append(forget_links)
    if list_due_requests not in DUE_SOURCES:
        DUE_SOURCES.append(list_due_requests)
