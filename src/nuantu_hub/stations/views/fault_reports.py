"""Faults as anybody: saying that something is broken in three taps, and whether it works again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.domain.faults import Said, confirm_fixed, open_faults, reopen_fault, report_fault
from nuantu_hub.stations.interfaces.callers import read_caller
from nuantu_hub.stations.interfaces.fault_forms import ReportForm, SayForm
from nuantu_hub.stations.models import Fault
from nuantu_hub.stations.views.places import find_own_fault, find_signed


def _who(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


@open_to_all
@never_cache
def report(request: HttpRequest, sign: str) -> HttpResponse:
    """Say what is broken: the button on the station's page, a picture if one likes, done."""
    station = find_signed(sign)
    form = ReportForm(request.POST or None, request.FILES or None, initial={
        "token": uuid.uuid4(), "kind": request.GET.get("kind", Fault.Kind.OTHER)})
    if request.method == "POST":
        made = carry_out(form, lambda told: report_fault(
            station=station, kind=told["kind"], token=told["token"], said=Said(told["words"], told["photo"]),
            by=_who(request), caller=read_caller(request)))
        if made is not None:
            return redirect("stations:followed_fault", sign, made.pk)
    chosen = form["kind"].value()
    known = [one for one in open_faults(station) if one.kind == chosen]
    return render(request, "stations/report.html", {
        "station": station, "form": form, "chosen": chosen, "known": known,
        "kinds": Fault.Kind.choices, "now": now()}, status=status_of(form))


@open_to_all
@never_cache
def followed_fault(request: HttpRequest, sign: str, key: int) -> HttpResponse:
    """What became of a fault, for anybody: its state and its times; no words, no picture, no name."""
    fault = find_own_fault(sign, key)
    return render(request, "stations/fault_followed.html", {
        "fault": fault, "station": fault.station, "steps": fault.steps.exclude(kind="given"), "now": now(),
        "form": SayForm(initial={"token": uuid.uuid4()}),
        "own_repair": _who(request) is not None and fault.fixed_by_id == request.user.pk})


@open_to_all
@never_cache
@require_POST
def judge_repair(request: HttpRequest, sign: str, key: int, verdict: str) -> HttpResponse:
    """Somebody at the place says that it works again, or that it does not."""
    fault, form = find_own_fault(sign, key), SayForm(request.POST)
    caller = read_caller(request)
    if verdict == "works":
        done = carry_out(form, lambda told: confirm_fixed(
            fault=fault, by=_who(request), token=told["token"], caller=caller))
        said = _("谢谢，这件事结了")
    else:
        done = carry_out(form, lambda told: reopen_fault(
            fault=fault, by=_who(request), said=Said(told["words"]), token=told["token"], caller=caller))
        said = _("已重开，限时重新算")
    if done is None:
        messages.error(request, " ".join(str(one) for one in form.non_field_errors()) or _("没有记上，请再点一次"))
    else:
        messages.success(request, said)
    return redirect("stations:followed_fault", sign, key)
