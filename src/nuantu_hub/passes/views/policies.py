"""The policies of a compound: what holds, what is proposed, what differs, and what each side says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.parties import list_roles
from nuantu_hub.passes.domain.policies import find_in_force, give_voice, propose_policy, withdraw_policy
from nuantu_hub.passes.interfaces.policy_forms import PolicyForm, fill_form
from nuantu_hub.passes.interfaces.policy_told import (
    draw_week,
    list_differences,
    pick_note,
    tell_hours,
    tell_vehicles,
)
from nuantu_hub.passes.models import Compound, CompoundPolicy, Party
from nuantu_hub.passes.views.compounds import find_compound
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.seam.pass_policy import read_terms
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

SHOWN = 50
TONES = {"proposed": "watch", "agreed": "kept", "refused": "broken", "withdrawn": "not_applicable"}


def find_policy(request: GuardedRequest, key: int) -> CompoundPolicy:
    """The version that the address names."""
    del request
    return get_object_or_404(CompoundPolicy.objects.select_related("compound__unit", "by"), pk=key)


@never_cache
@guard("passes.see_compound", find=find_compound)
def policies(request: GuardedRequest, key: int) -> HttpResponse:
    """All versions, the newest first, each with what differs from the one before."""
    del key
    found: Compound = request.found
    listed = list(found.policies.select_related("by").prefetch_related("voices")[:SHOWN])
    force = find_in_force(found, now())
    return render(request, "passes/policies.html", {
        "compound": found, "rows": [_tell_row(listed, number) for number in range(len(listed))], "force": force,
        "open": next((one for one in listed if one.state == CompoundPolicy.State.PROPOSED), None),
        "may": bool(list_roles(request.user, found))})


def _tell_row(listed: list[CompoundPolicy], number: int) -> dict[str, Any]:
    """A version with what differs from the newest one before it that was agreed."""
    one = listed[number]
    before = next((old for old in listed[number + 1:] if old.agreed_at is not None), None)
    terms = read_terms(one.text)
    return {"policy": one, "tone": TONES[one.state], "terms": terms, "before": before,
            "differences": list_differences(read_terms(before.text), terms) if before else ()}


@never_cache
@guard("passes.see_compound", find=find_policy)
def policy(request: GuardedRequest, key: int) -> HttpResponse:
    """One version: its terms, what differs, what each side says; who speaks for a side says it here."""
    del key
    found: CompoundPolicy = request.found
    listed = [found, *found.compound.policies.filter(version__lt=found.version)]
    row, terms = _tell_row(listed, 0), read_terms(found.text)
    said = {one.role: one for one in found.voices.select_related("account")}
    own = list_roles(request.user, found.compound)
    first = found.voices.order_by("at", "pk").first()
    return render(request, "passes/policy.html", row | {
        "compound": found.compound, "week": draw_week(terms.hours), "hours": tell_hours(terms.hours),
        "vehicles": tell_vehicles(terms), "note": pick_note(terms),
        "voices": [(label, said.get(role), role in own) for role, label in Party.Role.choices],
        "own": [role for role in own if role not in said] if found.state == CompoundPolicy.State.PROPOSED else [],
        "may_withdraw": found.state == CompoundPolicy.State.PROPOSED and first is not None and first.role in own})


@guard("passes.see_compound", find=find_compound)
def propose(request: GuardedRequest, key: int) -> HttpResponse:
    """Propose terms; the form begins with what holds."""
    del key
    found: Compound = request.found
    force = find_in_force(found, now()) or found.policies.first()
    form = PolicyForm(request.POST or None, initial=fill_form(read_terms(force.text)) if force else None)
    if request.method == "POST":
        made = carry_out(form, lambda told: propose_policy(
            by=request.user, compound=found, terms=form.terms, since=form.moment, why=told["why"],
            token=told["token"]))
        if made is not None:
            messages.success(request, _("已提出，等各方表态"))
            return redirect("passes:policy", made.pk)
    return render(request, "passes/policy_propose.html", {"compound": found, "form": form, "force": force},
                  status=status_of(form))


@guard("passes.see_compound", find=find_policy)
@require_POST
def say(request: GuardedRequest, key: int) -> HttpResponse:
    """Agree, or say no with a reason (``agrees=no``), or take one's own proposal back (``agrees=back``)."""
    word, role = request.POST.get("agrees", ""), request.POST.get("role", "")
    try:
        if word == "back":
            withdraw_policy(by=request.user, policy=request.found)
        else:
            give_voice(by=request.user, policy=request.found, role=role, agrees=word == "yes",
                       why=request.POST.get("why", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已记下"))
    return redirect("passes:policy", key)
