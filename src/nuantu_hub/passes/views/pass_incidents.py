"""Incidents of a compound: reporting, opening by two of three, and what the rider who was found is told."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.parties import keep_share_key
from nuantu_hub.passes.domain.pass_incidents import (
    Handover,
    drop_incident,
    hand_over,
    list_own_seats,
    list_seconds,
    report_incident,
    see_own_incidents,
    take_answer,
    take_window,
)
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.interfaces.escrow_words import tell_words
from nuantu_hub.passes.interfaces.incident_forms import DropForm, FoundForm, HandForm, IncidentForm, ShareKeyForm
from nuantu_hub.passes.models import Compound, Party, PassIncident, ShareHolder
from nuantu_hub.passes.views.compounds import find_compound
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
TONES = {"reported": "watch", "handed": "watch", "searched": "kept", "dropped": "not_applicable"}


def find_incident(request: GuardedRequest, key: int) -> PassIncident:
    """The incident that the address names."""
    del request
    return get_object_or_404(PassIncident.objects.select_related(
        "compound__unit", "gate__place", "rider", "by", "first_by", "second_by"), pk=key)


@never_cache
@guard("passes.see_compound", find=find_compound)
def incidents(request: GuardedRequest, key: int) -> HttpResponse:
    """Incidents of one compound; what happened stands on each one's page."""
    del key
    found: Compound = request.found
    rows = PassIncident.objects.filter(compound=found).select_related("gate__place").order_by("-at", "-pk")
    return render(request, "passes/incidents.html", {
        "compound": found, "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "tones": TONES,
        "may_report": request.user.has_perm("passes.tend_compound", found),
        "holds": request.user.has_perm("passes.hold_share", found)})


@never_cache
@guard("passes.tend_compound", find=find_compound)
def report(request: GuardedRequest, key: int) -> HttpResponse:
    """Report an incident with what the gate handed over."""
    del key
    found: Compound = request.found
    gates = found.gates.select_related("place")
    form = IncidentForm(request.POST or None, gates=gates, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        made = carry_out(form, lambda told: report_incident(
            by=request.user, gate=told["gate"], kind=told["kind"], words=told["words"], token=told["token"],
            told=Handover(told["minute"], told["day_key"], told["trace"])))
        if made is not None:
            messages.success(request, _("已报告，保管钥匙的两方可以打开"))
            return redirect("passes:incident", made.pk)
    return render(request, "passes/incident_add.html", {"compound": found, "form": form}, status=status_of(form))


@never_cache
@guard("passes.see_compound", find=find_incident)
def incident(request: GuardedRequest, key: int) -> HttpResponse:
    """One incident: what happened, who has opened, what came of it."""
    del key
    found: PassIncident = request.found
    record_reading(request.user, found, "incident")
    return render(request, "passes/incident.html", _tell_page(request, found))


def _tell_page(request: GuardedRequest, found: PassIncident, **forms: Any) -> dict[str, Any]:
    """What the page shows: the step that is next, for whoever may take it."""
    seats = list_own_seats(request.user, found.compound) if found.is_open else []
    is_first = found.state == PassIncident.State.REPORTED and bool(seats)
    is_second = (found.state == PassIncident.State.HANDED and found.first_by_id != request.user.pk
                 and any(seat != found.first_seat for seat in seats))
    told: dict[str, Any] = {"words": tell_words()}
    seconds: list[tuple[str, str, int]] = []
    if is_first or is_second:
        told |= {"minute": int(found.minute.timestamp()), "day_key": found.day_key, "trace": found.trace,
                 "handed": found.handed}
    if is_first:
        try:
            seconds = list_seconds(found, seats)
        except PassRefused:
            is_first = False
    names = dict(ShareHolder.Seat.choices)
    return {"incident": found, "compound": found.compound, "tone": TONES[found.state], "first": is_first,
            "second": is_second, "seconds": [(name, key, names[seat]) for name, key, seat in seconds], "told": told,
            "may_run": request.user.has_perm("passes.run_compound", found),
            "may_drop": found.is_open and request.user.has_perm("passes.tend_compound", found),
            "hand_form": forms.get("hand") or HandForm(), "found_form": forms.get("answer") or FoundForm(),
            "drop_form": forms.get("drop") or DropForm()}


def _carry(request: GuardedRequest, name: str, form: Any, verb: Any, said: str) -> HttpResponse:
    found: PassIncident = request.found
    if carry_out(form, verb) is None:
        return render(request, "passes/incident.html", _tell_page(request, found, **{name: form}),
                      status=status_of(form))
    messages.success(request, said)
    return redirect("passes:incident", found.pk)


@never_cache
@require_POST
@guard("passes.open_incident", find=find_incident)
def hand(request: GuardedRequest, key: int) -> HttpResponse:
    """The first holder hands a share to the second."""
    del key
    return _carry(request, "hand", HandForm(request.POST), lambda told: hand_over(
        by=request.user, incident=request.found, **told), _("已封给第二方，等他打开"))


@never_cache
@require_POST
@guard("passes.open_incident", find=find_incident)
def answer(request: GuardedRequest, key: int) -> HttpResponse:
    """The second holder tells what the search gave."""
    del key
    return _carry(request, "answer", FoundForm(request.POST), lambda told: take_answer(
        by=request.user, incident=request.found, **told), _("已查，已记进日志"))


@never_cache
@require_POST
@guard("passes.tend_compound", find=find_incident)
def drop(request: GuardedRequest, key: int) -> HttpResponse:
    """Nobody is looked for any more."""
    del key
    return _carry(request, "drop", DropForm(request.POST), lambda told: drop_incident(
        by=request.user, incident=request.found, **told), _("不查了，痕迹已清空"))


@never_cache
@guard("passes.open_incident", find=find_incident)
def window(request: GuardedRequest, key: int) -> HttpResponse:
    """The sealed list of that window, for a holder's page or command."""
    del key
    found: PassIncident = request.found
    try:
        body = take_window(by=request.user, incident=found)
    except PassRefused as refused:
        raise Http404 from refused
    return HttpResponse(body, content_type="application/json", headers={
        "Content-Disposition": f'attachment; filename="window-{found.pk:05d}.json"'})


@never_cache
@guard("passes.hold_share", find=find_compound)
def share_key(request: GuardedRequest, key: int) -> HttpResponse:
    """A side's own key: drawn in the browser, its public half kept here, the file kept by the side alone."""
    del key
    found: Compound = request.found
    party = found.parties.held_at(now()).filter(account=request.user).exclude(role=Party.Role.PROPERTY).first()
    if party is None:
        raise Http404
    form = ShareKeyForm(request.POST or None)
    if request.method == "POST" and carry_out(form, lambda told: keep_share_key(
            by=request.user, party=party, **told)) is not None:
        messages.success(request, _("已登记，下一个四小时起生效"))
        return redirect("passes:share_key", found.pk)
    return render(request, "passes/share_key.html", {
        "compound": found, "party": party, "form": form,
        "told": {"words": tell_words(), "office": party.body, "at": int(now().timestamp())}}, status=status_of(form))


@never_cache
@guard("passes.carry")
def own_incidents(request: GuardedRequest) -> HttpResponse:
    """What the rider is told: which compound, which minute, who opened, and how to object."""
    return render(request, "passes/own_incidents.html", {"rows": see_own_incidents(request.user)})
