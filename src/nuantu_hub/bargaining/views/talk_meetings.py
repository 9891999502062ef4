"""Meetings of a talk: the list, and calling one."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.meetings import MEETING_STATES, call_meeting, find_shares
from nuantu_hub.bargaining.interfaces.meeting_forms import CallMeetingForm
from nuantu_hub.bargaining.interfaces.meeting_told import TONES
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50


def find_talk_row(request: HttpRequest, key: int) -> Talk:
    """The talk that the address names."""
    del request
    return get_object_or_404(Talk.objects.select_related("unit"), pk=key)


@guard("bargaining.see_talk", find=find_talk_row)
@never_cache
def meetings(request: GuardedRequest, key: int) -> HttpResponse:
    """The meetings of a talk, the newest first, with who is there."""
    del key
    talk: Talk = request.found
    voting = Q(seats__has_vote=True)
    rows = talk.meetings.annotate(
        voters=Count("seats", filter=voting), here=Count(
            "seats", filter=voting & Q(seats__present_since__isnull=False, seats__left_at=None))).order_by("-number")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/meetings.html", {
        "talk": talk, "page": page, "rows": [(one, TONES[one.state]) for one in page],
        "may_call": talk.state in MEETING_STATES and request.user.has_perm("bargaining.call_meeting", talk)})


@guard("bargaining.call_meeting", find=find_talk_row)
@never_cache
def call(request: GuardedRequest, key: int) -> HttpResponse:
    """Call a meeting."""
    del key
    talk: Talk = request.found
    starts = now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    form = CallMeetingForm(request.POST or None, initial={"starts_at": starts})
    if request.method == "POST":
        made = carry_out(form, lambda told: call_meeting(by=request.user, talk=talk, **told))
        if made is not None:
            messages.success(request, _("已召集，双方代表都有席位，再加会场和线上代表"))
            return redirect("bargaining:meeting", made.pk)
    return render(request, "bargaining/meeting_call.html", {
        "form": form, "talk": talk, "shares": find_shares(talk.procedure)}, status=status_of(form))
