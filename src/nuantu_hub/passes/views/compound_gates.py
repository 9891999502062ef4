"""Gates of a compound: registering, changing, closing, and the poster that hangs there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.compound_papers import find_poster
from nuantu_hub.passes.domain.pass_gates import GateFacts, add_gate, change_gate, close_pass_gate
from nuantu_hub.passes.interfaces.compound_forms import GateForm
from nuantu_hub.passes.interfaces.poster_code import draw_poster_code
from nuantu_hub.passes.models import Compound, PassGate
from nuantu_hub.passes.views.compounds import find_compound
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard


def find_gate(request: GuardedRequest, key: int) -> PassGate:
    """The gate that the address names by its number."""
    del request
    return get_object_or_404(PassGate.objects.select_related("compound__unit", "place", "number"), number=key)


def _read_facts(told: dict[str, Any]) -> GateFacts:
    return GateFacts(told["name"], told["lat_deg"], told["lon_deg"], told["hours"], told["route"])


@never_cache
@guard("passes.see_compound", find=find_compound)
def gates(request: GuardedRequest, key: int) -> HttpResponse:
    """The gates of a compound; who looks after it adds one here."""
    del key
    found: Compound = request.found
    may = request.user.has_perm("passes.tend_compound", found)
    form = GateForm(request.POST or None, initial={"lat_deg": found.lat_deg, "lon_deg": found.lon_deg,
                                                   "datum": "wgs84"})
    if request.method == "POST":
        if not may:
            raise Http404
        made = carry_out(form, lambda told: add_gate(by=request.user, compound=found, facts=_read_facts(told)))
        if made is not None:
            messages.success(request, _("已登记，编号 %(n)s") % {"n": made.number_id})
            return redirect("passes:compound_gates", found.pk)
    listed = found.gates.select_related("place", "number").order_by("place__closed_on", "pk")
    return render(request, "passes/compound_gates.html", {"compound": found, "gates": listed, "form": form, "may": may},
                  status=status_of(form))


@guard("passes.tend_compound", find=find_gate)
def edit_gate(request: GuardedRequest, key: int) -> HttpResponse:
    """Change a gate."""
    del key
    gate: PassGate = request.found
    form = GateForm(request.POST or None, initial={
        name: getattr(gate.place, name) for name in ("name", "lat_deg", "lon_deg", "hours", "route")}
        | {"datum": "wgs84"})
    if request.method == "POST" and carry_out(
            form, lambda told: change_gate(by=request.user, gate=gate, facts=_read_facts(told))) is not None:
        messages.success(request, _("已保存；名字或位置变了的，门口要换新的码"))
        return redirect("passes:compound_gates", gate.compound_id)
    return render(request, "passes/compound_gate.html", {"gate": gate, "compound": gate.compound, "form": form},
                  status=status_of(form))


@guard("passes.tend_compound", find=find_gate)
@require_POST
def close(request: GuardedRequest, key: int) -> HttpResponse:
    """The gate is no more."""
    del key
    close_pass_gate(by=request.user, gate=request.found)
    messages.success(request, _("已注销，这个编号不再给别的门"))
    return redirect("passes:compound_gates", request.found.compound_id)


@never_cache
@guard("passes.see_compound", find=find_gate)
def poster(request: GuardedRequest, key: int) -> HttpResponse:
    """The sheet that hangs at the gate, signed."""
    del key
    gate: PassGate = request.found
    told = find_poster(gate)
    return render(request, "passes/gate_poster.html", {
        "gate": gate, "compound": gate.compound, "poster": told, "now": now(),
        "code": draw_poster_code(told.text, gate.place.name) if told else ""})
