"""Tables that siting and screens stand on: places that could be had, gates of compounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.compound_gates import close_gate, enter_gate, take_gates, write_gates
from nuantu_hub.stations.domain.site_candidates import (
    Line,
    drop_candidate,
    enter_candidate,
    take_candidates,
    write_candidates,
)
from nuantu_hub.stations.interfaces.siting_forms import CandidateForm, GateForm, TableForm, WhyForm
from nuantu_hub.stations.models import CompoundGate, SiteCandidate
from nuantu_hub.stations.views.siting import find_planning_unit, list_planning_units

ROWS = 50


def find_candidate(request: GuardedRequest, key: int) -> SiteCandidate:
    """The candidate that the address names."""
    del request
    return get_object_or_404(SiteCandidate.objects.select_related("unit"), pk=key)


def find_gate(request: GuardedRequest, key: int) -> CompoundGate:
    """The gate that the address names."""
    del request
    return get_object_or_404(CompoundGate.objects.select_related("unit"), pk=key)


def _download(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(body, content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}-{localdate(now())}.csv"'})


@guard("stations.see_siting")
@never_cache
def candidates(request: GuardedRequest) -> HttpResponse:
    """Places that could be had, by kind."""
    seen = SiteCandidate.objects.visible_to(request.user).at_hand()
    kind = request.GET.get("kind", "")
    counts = dict.fromkeys(SiteCandidate.Kind.values, 0)
    for found in seen.values_list("kind", flat=True):
        counts[found] += 1
    if kind in counts:
        seen = seen.filter(kind=kind)
    return render(request, "stations/site_candidates.html", {
        "page": Paginator(seen.select_related("unit"), ROWS).get_page(request.GET.get("page")), "kind": kind,
        "kinds": [(value, label, counts[value]) for value, label in SiteCandidate.Kind.choices],
        "all": sum(counts.values()), "unit": list_planning_units(request.user).first()})


@guard("stations.see_siting")
def candidates_table(request: GuardedRequest) -> HttpResponse:
    """The candidates of one's units as a table that can be taken over again."""
    return _download(write_candidates(SiteCandidate.objects.visible_to(request.user).at_hand()), "candidates")


@guard("stations.plan_sites", find=find_planning_unit)
def add_candidate(request: GuardedRequest, key: int) -> HttpResponse:
    """Enter a place, or take a table over."""
    del key
    return _add(request, CandidateForm, "stations/site_candidate_add.html", "stations:site_candidates",
                lambda told: enter_candidate(by=request.user, unit=request.found, **told),
                lambda body: take_candidates(by=request.user, unit=request.found, body=body))


@guard("stations.plan_sites", find=find_candidate)
@require_POST
def drop(request: GuardedRequest, key: int) -> HttpResponse:
    """The place cannot be had any more."""
    del key
    form = WhyForm(request.POST)
    if carry_out(form, lambda told: drop_candidate(by=request.user, candidate=request.found, **told)) is None:
        messages.error(request, _("没有写原因"))
    else:
        messages.success(request, _("已划掉，以后不再选它"))
    return redirect("stations:site_candidates")


@guard("stations.see_siting")
@never_cache
def gates(request: GuardedRequest) -> HttpResponse:
    """Gates of compounds."""
    words = request.GET.get("q", "").strip()[:40]
    seen = CompoundGate.objects.visible_to(request.user).in_use()
    if words:
        seen = seen.filter(compound__icontains=words)
    return render(request, "stations/compound_gates.html", {
        "page": Paginator(seen.select_related("unit"), ROWS).get_page(request.GET.get("page")), "words": words,
        "unit": list_planning_units(request.user).first()})


@guard("stations.see_siting")
def gates_table(request: GuardedRequest) -> HttpResponse:
    """The gates of one's units as a table that can be taken over again."""
    return _download(write_gates(CompoundGate.objects.visible_to(request.user).in_use()), "gates")


@guard("stations.plan_sites", find=find_planning_unit)
def add_gate(request: GuardedRequest, key: int) -> HttpResponse:
    """Enter a gate, or take a table over."""
    del key
    return _add(request, GateForm, "stations/compound_gate_add.html", "stations:compound_gates",
                lambda told: enter_gate(by=request.user, unit=request.found, **told),
                lambda body: take_gates(by=request.user, unit=request.found, body=body))


@guard("stations.plan_sites", find=find_gate)
@require_POST
def close(request: GuardedRequest, key: int) -> HttpResponse:
    """The gate is no more."""
    del key
    close_gate(by=request.user, gate=request.found)
    messages.success(request, _("已注销，屏幕上不再显示"))
    return redirect("stations:compound_gates")


def _add(request: GuardedRequest, form_class: Any, template: str, back: str,
         enter: Callable[[dict[str, Any]], Any], take: Callable[[bytes], list[Line]]) -> HttpResponse:
    """One entry, or a table whose lines are shown with what became of them."""
    by_table = request.method == "POST" and request.POST.get("what") == "table"
    one = form_class(request.POST if request.method == "POST" and not by_table else None)
    sheet = TableForm(request.POST if by_table else None, request.FILES if by_table else None)
    lines: list[Line] | None = None
    if by_table:
        lines = carry_out(sheet, lambda told: take(told["file"].read()))
    elif request.method == "POST" and carry_out(one, enter) is not None:
        messages.success(request, _("已登记"))
        return redirect(back)
    counts = {fate: sum(line.fate == fate for line in lines or ()) for fate in ("new", "changed", "same", "bad")}
    return render(request, template, {
        "unit": request.found, "form": one, "sheet": sheet, "lines": lines, "counts": counts,
        "bad": [line for line in lines or () if line.fate == "bad"][:ROWS]},
        status=max(status_of(one), status_of(sheet)))
