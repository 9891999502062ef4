"""The own page of whoever takes part in talks, with or without a post of the union."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.own_talks import list_own_meetings, list_own_seats
from nuantu_hub.bargaining.interfaces.meeting_told import TONES as MEETING_TONES
from nuantu_hub.bargaining.interfaces.talk_course import TONES
from nuantu_hub.bargaining.navigation import DUE
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

SHOWN = 50


@guard("bargaining.take_part")
@never_cache
def own_talks(request: GuardedRequest) -> HttpResponse:
    """What waits for one's vote, answer, approval or signature; the next meeting; the talks where one sits."""
    account, moment = request.user, now()
    due = [thing for source in DUE for thing in source(account, moment)]
    meetings = list_own_meetings(account, moment)
    phone = account.kind == Account.WORKER
    return render(request, "bargaining/own_talks_phone.html" if phone else "bargaining/own_talks.html", {
        "due": sorted(due, key=lambda one: (one.due is None, one.due or moment, one.rank))[:SHOWN], "now": moment,
        "seats": [(one, TONES[one.talk.state]) for one in list_own_seats(account, moment)],
        "next": meetings[0] if meetings else None, "meetings": [(one, MEETING_TONES[one.state]) for one in meetings]})
