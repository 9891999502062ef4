"""The roll call of a venue, on whatever screen there is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.quorum import Attendance, count_present
from nuantu_hub.bargaining.domain.roll_calls import call_in, let_go
from nuantu_hub.bargaining.models import MeetingSeat, Venue
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

ROWS = 50
VERBS = {"in": call_in, "out": let_go}


def find_venue(request: HttpRequest, key: int, venue: int, **words: Any) -> Venue:
    """The venue that the address names, of the meeting that it names."""
    del request, words
    return get_object_or_404(Venue.objects.select_related("meeting__talk__unit", "keeper"), pk=venue, meeting=key)


@guard("bargaining.call_roll", find=find_venue)
@never_cache
def venue(request: GuardedRequest, key: int, venue: int) -> HttpResponse:
    """Who belongs here and who is here; with ``?q=`` anybody of the meeting, so that a guest can be called."""
    del key, venue
    one: Venue = request.found
    wanted = str(request.GET.get("q", "")).strip()[:40]
    seats = MeetingSeat.objects.filter(meeting=one.meeting).select_related("venue", "asked_by").order_by("pk")
    home = list(seats.filter(venue=one).values_list("venue", "has_vote", "present_since", "left_at"))
    count = count_present([Attendance(place, votes, since is not None and left is None)
                           for place, votes, since, left in home], (one.meeting.present_of, one.meeting.present_in))
    shown = seats.filter(shown_name__contains=wanted) if wanted else seats.filter(Q(venue=one) | Q(asked_by=one))
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/venue.html", {
        "venue": one, "meeting": one.meeting, "page": page, "count": count, "wanted": wanted,
        "province": PROVINCES.get(one.province, ""), "may_see": request.user.has_perm(
            "bargaining.see_meeting", one.meeting)})


@guard("bargaining.call_roll", find=find_venue)
@require_POST
def call_roll(request: GuardedRequest, key: int, venue: int, seat: int, act: str) -> HttpResponse:
    """Find somebody present, or write down that they left."""
    one: Venue = request.found
    if act not in VERBS:
        raise Http404
    held = get_object_or_404(MeetingSeat.objects.select_related("venue"), pk=seat, meeting=one.meeting_id)
    try:
        VERBS[act](by=request.user, seat=held, venue=one)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bargaining:venue", key, venue)
