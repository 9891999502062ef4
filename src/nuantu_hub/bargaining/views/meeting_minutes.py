"""The minutes of a meeting: writing them, and both chiefs' approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.minutes import APPROVALS, approve_minutes, write_minutes
from nuantu_hub.bargaining.interfaces.meeting_forms import MinutesForm
from nuantu_hub.bargaining.interfaces.posted import read_number
from nuantu_hub.bargaining.models import Delegate, TalkMeeting
from nuantu_hub.bargaining.permissions import find_seat
from nuantu_hub.bargaining.views.meeting_room import find_meeting_row
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard


@guard("bargaining.see_talk", find=find_meeting_row)
@never_cache
def minutes(request: GuardedRequest, key: int) -> HttpResponse:
    """The words, who approved them, and the form of whoever writes them."""
    one: TalkMeeting = request.found
    writes = request.user.has_perm("bargaining.run_meeting", one)
    if request.method == "POST" and not writes:
        messages.error(request, _("纪要由记录员、主持人或工会的干部写"))
        return redirect("bargaining:minutes", key)
    begun = one.state in (TalkMeeting.State.OPEN, TalkMeeting.State.CLOSED)
    form = MinutesForm(request.POST or None, initial={"text": one.minutes, "version": one.minutes_version})
    if request.method == "POST" and carry_out(
            form, lambda told: write_minutes(by=request.user, meeting=one, **told)) is not None:
        messages.success(request, _("已保存，双方首席代表都要认可这一版"))
        return redirect("bargaining:minutes", key)
    seat = find_seat(request.user, one)
    column = None if seat is None or seat.role != Delegate.Role.CHIEF else APPROVALS.get(Delegate.Side(seat.side))
    return render(request, "bargaining/minutes.html", {
        "meeting": one, "talk": one.talk, "form": form if writes and begun and not one.is_approved else None,
        "approvals": [(Delegate.Side.WORKERS.label, one.workers_approved_at),
                      (Delegate.Side.PLATFORM.label, one.platform_approved_at)],
        "may_approve": (column is not None and one.state == TalkMeeting.State.CLOSED and bool(one.minutes)
                        and getattr(one, column) is None)}, status=status_of(form))


@guard("bargaining.speak", find=find_meeting_row)
@require_POST
def approve(request: GuardedRequest, key: int) -> HttpResponse:
    """A chief approves the version that they read."""
    try:
        approve_minutes(by=request.user, meeting=request.found, version=read_number(request, "version"))
        messages.success(request, _("已认可"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bargaining:minutes", key)
