"""Coordination meetings on the desk: the list, calling one, who sits there, minutes, what was agreed and its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.coordination import (
    Agreed,
    Seat,
    add_outcome,
    add_party,
    call_meeting,
    cancel_meeting,
    end_outcome,
    hold_meeting,
    state_position,
)
from nuantu_hub.needs.domain.problems import find_unit_over
from nuantu_hub.needs.interfaces.meeting_forms import (
    CallForm,
    CancelForm,
    EndForm,
    HoldForm,
    OutcomeForm,
    PartyForm,
    PositionForm,
)
from nuantu_hub.needs.models import CoordinationMeeting, MeetingOutcome, MeetingParty
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
SHOWS = {"coming": gettext_lazy("要开的"), "follow": gettext_lazy("在跟进"), "all": gettext_lazy("全部")}
OPEN = Q(outcomes__state=MeetingOutcome.State.AGREED)


def find_meeting(request: GuardedRequest, key: int, **words: Any) -> CoordinationMeeting:
    """The meeting of an address."""
    del request, words
    return get_object_or_404(CoordinationMeeting.objects.select_related("unit", "chair"), pk=key)


def find_party(request: GuardedRequest, key: int) -> MeetingParty:
    """The side of an address."""
    del request
    return get_object_or_404(MeetingParty.objects.select_related("meeting__unit"), pk=key)


def find_outcome(request: GuardedRequest, key: int) -> MeetingOutcome:
    """What was agreed, by its address."""
    del request
    return get_object_or_404(MeetingOutcome.objects.select_related("meeting__unit", "problem"), pk=key)


@never_cache
@guard("needs.see_problems")
def meetings(request: GuardedRequest) -> HttpResponse:
    """The meetings that one sees, with how much of what was agreed is still to be done."""
    show = request.GET.get("show", "all")
    if show not in SHOWS:
        raise Http404
    seen = CoordinationMeeting.objects.visible_to(request.user)
    coming = seen.filter(state=CoordinationMeeting.State.CALLED)
    sieves = {"coming": coming.order_by("starts_at"), "follow": seen.filter(OPEN).distinct().order_by("starts_at"),
              "all": seen.order_by("-starts_at", "-pk")}
    rows = sieves[show].annotate(sides=Count("parties", distinct=True), about=Count("problems", distinct=True),
                                 owed=Count("outcomes", filter=OPEN, distinct=True))
    return render(request, "needs/meetings.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "show": show, "now": now(),
        "shows": [(name, title, sieves[name].count()) for name, title in SHOWS.items()]})


@never_cache
@guard("needs.see_problems")
def call(request: GuardedRequest) -> HttpResponse:
    """Call a meeting on one problem or several."""
    about = [int(key) for key in request.GET.getlist("problem") if key.isdigit()]
    form = CallForm(request.POST or None, account=request.user, initial={"problems": about})
    if request.method == "POST":
        made = carry_out(form, lambda told: call_meeting(
            by=request.user, unit=find_unit_over([one.unit for one in told["problems"]]),
            problems=list(told["problems"]), title=told["title"], place=told["place"], starts_at=told["starts_at"],
            seats=form.list_seats(), token=told["token"]))
        if made is not None:
            messages.success(request, _("已召集，各方的主张可以先记下"))
            return redirect("needs:meeting", made.pk)
    return render(request, "needs/meeting_call.html", {"form": form}, status=status_of(form))


@never_cache
@guard("needs.run_meeting", find=find_meeting)
def meeting(request: GuardedRequest, key: int) -> HttpResponse:
    """One meeting: both sides beside one another, minutes, what was agreed."""
    del key
    return show_meeting(request, request.found)


def show_meeting(request: GuardedRequest, found: CoordinationMeeting, **filled: Any) -> HttpResponse:
    """The page with a form that was handed in and not taken, if there is one."""
    shown: dict[str, forms.Form] = {
        "party": PartyForm(), "hold": HoldForm(meeting=found), "cancel": CancelForm(),
        "outcome": OutcomeForm(meeting=found), **filled}
    for name, form in shown.items():
        form.auto_id = f"{name}_%s"  # several forms of one page have fields of one name
    parties = list(found.parties.all())
    ours = [one for one in parties if one.side in (MeetingParty.Side.RIDERS, MeetingParty.Side.UNION)]
    return render(request, "needs/meeting.html", {
        "meeting": found, "ours": ours, "theirs": [one for one in parties if one not in ours], "forms": shown,
        "problems": found.problems.all(), "outcomes": found.outcomes.select_related("problem"), "now": now(),
        "today": localdate(now()), "begun": found.starts_at <= now(), "end_form": EndForm(),
    }, status=max(status_of(form) for form in shown.values()))


@require_POST
@guard("needs.run_meeting", find=find_meeting)
def act(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Add a side, write what was said, say that it was not held, write down what was agreed."""
    found: CoordinationMeeting = request.found
    filled: dict[str, forms.Form] = {
        "party": PartyForm(request.POST), "hold": HoldForm(request.POST, meeting=found),
        "cancel": CancelForm(request.POST), "outcome": OutcomeForm(request.POST, meeting=found)}
    if act not in filled:
        raise Http404
    if carry_out(filled[act], lambda told: _do(request, found, act, told)) is None:
        return show_meeting(request, found, **{act: filled[act]})
    messages.success(request, _("已记下"))
    return redirect("needs:meeting", key)


def _do(request: GuardedRequest, found: CoordinationMeeting, act: str, told: dict[str, Any]) -> Any:
    by = request.user
    if act == "party":
        return add_party(by=by, meeting=found, seat=Seat(told["name"], told["side"], told["position"]))
    if act == "hold":
        return hold_meeting(by=by, meeting=found, minutes=told["minutes"], told=told["told"],
                            came=[one.pk for one in told["came"]])
    if act == "cancel":
        return cancel_meeting(by=by, meeting=found, why=told["why"])
    token = told.pop("token")
    return add_outcome(by=by, meeting=found, agreed=Agreed(**told), token=token)


@never_cache
@guard("needs.run_meeting", find=find_party)
def position(request: GuardedRequest, key: int) -> HttpResponse:
    """Write down what one at the table holds."""
    del key
    found: MeetingParty = request.found
    form = PositionForm(request.POST or None, initial={"position": found.position})
    if request.method == "POST" and carry_out(form, lambda told: state_position(
            by=request.user, party=found, **told)) is not None:
        return redirect("needs:meeting", found.meeting_id)
    return render(request, "needs/meeting_position.html", {"party": found, "form": form}, status=status_of(form))


@require_POST
@guard("needs.run_meeting", find=find_outcome)
def end(request: GuardedRequest, key: int) -> HttpResponse:
    """Say whether what was agreed was done."""
    del key
    found: MeetingOutcome = request.found
    form = EndForm(request.POST)
    if carry_out(form, lambda told: end_outcome(
            by=request.user, outcome=found, is_done=request.POST.get("how") == "done", result=told["result"])) is None:
        messages.error(request, _("没有写办得怎么样"))
    return redirect("needs:meeting", found.meeting_id)
