"""Faults on the desk: whose each is, what is overdue, and what was said to be repaired and is not confirmed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.files import read_file
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.fault_export import export_faults
from nuantu_hub.stations.domain.faults import (
    Said,
    confirm_fixed,
    drop_fault,
    give_fault,
    mark_fixed,
    nudge_owner,
    reopen_fault,
    take_fault,
)
from nuantu_hub.stations.interfaces.fault_forms import FixedForm, NudgeForm, OwnerForm, SayForm
from nuantu_hub.stations.models import Fault
from nuantu_hub.stations.models.fault import FaultQuerySet
from nuantu_hub.stations.permissions import stations_of
from nuantu_hub.stations.views.places import find_fault

ROWS = 50
SHOWS = {"open": gettext_lazy("没修好"), "overdue": gettext_lazy("逾期"), "mine": gettext_lazy("我的"),
         "fixed": gettext_lazy("等别人确认"), "done": gettext_lazy("已结")}


def _sieve(faults: FaultQuerySet, show: str, account: Any, moment: datetime) -> QuerySet[Fault]:
    if show == "overdue":
        return faults.broken().filter(due_at__lt=moment)
    if show == "mine":
        return faults.broken().filter(owner=account)
    if show == "fixed":
        return faults.filter(state=Fault.State.FIXED).order_by("fixed_at")
    if show == "done":
        return faults.filter(state__in=(Fault.State.CONFIRMED, Fault.State.DROPPED)).order_by("-reported_at", "-pk")
    return faults.broken()


@guard("stations.see_desk")
def faults(request: GuardedRequest) -> HttpResponse:
    """Faults of the stations that one looks after, the most urgent first."""
    show, moment = request.GET.get("show", "open"), now()
    if show not in SHOWS:
        raise Http404
    seen = Fault.objects.filter(station__in=stations_of(request.user))
    rows = _sieve(seen, show, request.user, moment).select_related("station", "owner", "fixed_by")
    return render(request, "stations/faults.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "show": show, "now": moment,
        "shows": [(name, words, _sieve(seen, name, request.user, moment).count()) for name, words in SHOWS.items()]})


@guard("stations.see_desk")
@require_POST
def export(request: GuardedRequest) -> HttpResponse:
    """All faults of these stations as a table, without words and pictures."""
    body = export_faults(by=request.user, faults=Fault.objects.filter(station__in=stations_of(request.user)))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="faults.csv"'})


@guard("stations.see_desk", find=find_fault)
@never_cache
def fault(request: GuardedRequest, key: int) -> HttpResponse:
    """One fault: what was said, what became of it, what can be done."""
    del key
    return _show_fault(request)


def _show_fault(request: GuardedRequest, **forms: Any) -> HttpResponse:
    found: Fault = request.found
    shown = {"fixed": FixedForm(), "nudge": NudgeForm(), "again": SayForm(initial={"token": uuid.uuid4()}),
             "drop": SayForm(initial={"token": uuid.uuid4()}), "owner": OwnerForm(station=found.station), **forms}
    may = {name: request.user.has_perm(f"stations.{name}", found) for name in ("keep", "change")}
    return render(request, "stations/fault.html", {
        "fault": found, "station": found.station, "steps": found.steps.select_related("by"), "forms": shown, "may": may,
        "now": now(), "own": found.owner_id == request.user.pk, "own_repair": found.fixed_by_id == request.user.pk,
    }, status=max(status_of(form) for form in shown.values()))


@guard("stations.see_desk", find=find_fault)
@never_cache
def photo(request: GuardedRequest, key: int, step: int) -> HttpResponse:
    """The picture of a step, drawn anew when it was handed in."""
    del key
    found = get_object_or_404(request.found.steps.exclude(photo=None).select_related("photo"), pk=step)
    answer = HttpResponse(read_file(found.photo), content_type=found.photo.kind)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@guard("stations.keep", find=find_fault)
@require_POST
def act(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Take it on, hand it to somebody, remind, say that it is repaired, confirm, open again, drop."""
    found: Fault = request.found
    forms: dict[str, Any] = {
        "take": SayForm(request.POST), "confirm": SayForm(request.POST), "again": SayForm(request.POST),
        "drop": SayForm(request.POST), "nudge": NudgeForm(request.POST),
        "fixed": FixedForm(request.POST, request.FILES), "owner": OwnerForm(request.POST, station=found.station)}
    if act not in forms:
        raise Http404
    form = forms[act]
    if carry_out(form, lambda told: _do(request, found, act, told)) is None:
        if act in ("take", "confirm"):
            raise Refused(" ".join(str(one) for one in form.non_field_errors()) or _("没有记上"), _("刷新再试"))
        return _show_fault(request, **{act: form})
    messages.success(request, _("已记下"))
    return redirect("stations:fault", key)


def _do(request: GuardedRequest, found: Fault, act: str, told: dict[str, Any]) -> Fault:
    by = request.user
    if act == "take":
        return take_fault(by=by, fault=found)
    if act == "owner":
        return give_fault(by=by, fault=found, owner=told["owner"])
    if act == "nudge":
        return nudge_owner(by=by, fault=found, words=told["words"])
    if act == "fixed":
        return mark_fixed(by=by, fault=found, said=Said(told["words"], told["photo"]))
    if act == "confirm":
        return confirm_fixed(by=by, fault=found, token=told["token"])
    if act == "again":
        return reopen_fault(by=by, fault=found, said=Said(told["words"]), token=told["token"])
    return drop_fault(by=by, fault=found, words=told["words"])
