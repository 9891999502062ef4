"""The desk of compounds: the list, one compound, registering, its sides, its state."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.compound_maps import find_published
from nuantu_hub.passes.domain.compounds import (
    CompoundFacts,
    add_compound,
    change_compound,
    close_compound,
    go_live,
    measure_baseline,
    pause_compound,
    resume_compound,
    start_trial,
)
from nuantu_hub.passes.domain.parties import end_party, invite_party, list_roles, sign_step, take_signature_back
from nuantu_hub.passes.domain.policies import find_in_force
from nuantu_hub.passes.domain.readiness import SIGNED, list_steps
from nuantu_hub.passes.domain.resident_complaints import count_complaints
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.interfaces.compound_forms import (
    BaselineForm,
    CompoundForm,
    NewCompoundForm,
    PartyForm,
    PauseForm,
    SignForm,
    TrialForm,
    WhyForm,
)
from nuantu_hub.passes.interfaces.compound_map_drawn import draw_map
from nuantu_hub.passes.interfaces.policy_told import tell_hours, tell_vehicles
from nuantu_hub.passes.models import Compound, Party, ResidentComplaint
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.domain.verbs import say_verb
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Deed, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.people.sign_in.invitations import make_invitation
from nuantu_hub.seam.pass_policy import read_terms
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS, SHOWN = 50, 40
PLACE = ("lat_deg", "lon_deg")
#: The tone in which a state is shown.
TONES = {"preparing": "unknown", "trial": "watch", "live": "kept", "paused": "broken", "closed": "not_applicable"}


def find_compound(request: GuardedRequest, key: int) -> Compound:
    """The compound that the address names."""
    del request
    return get_object_or_404(Compound.objects.select_related("unit"), pk=key)


def list_compounds(request: GuardedRequest) -> Any:
    """The compounds that the account sees, with what a list says of each, in one question."""
    seen = Compound.objects.visible_to(request.user).select_related("unit").annotate(
        gate_count=Count("gates", filter=Q(gates__place__closed_on=None), distinct=True),
        open_complaints=Count("complaints", filter=Q(complaints__state=ResidentComplaint.State.OPEN), distinct=True),
        overdue=Count("complaints", filter=Q(complaints__state=ResidentComplaint.State.OPEN,
                                             complaints__due_at__lt=now()), distinct=True))
    words = request.GET.get("q", "").strip()[:40]
    return seen.filter(Q(name__icontains=words) | Q(address__icontains=words)) if words else seen


@never_cache
@guard("passes.see_compounds")
def compounds(request: GuardedRequest) -> HttpResponse:
    """Compounds, filtered by state."""
    seen = list_compounds(request)
    counts = dict(Compound.objects.visible_to(request.user).order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    shown = seen.filter(state=state) if state in Compound.State.values else seen
    return render(request, "passes/compounds.html", {
        "page": Paginator(shown.order_by("name", "pk"), ROWS).get_page(request.GET.get("page")), "state": state,
        "words": request.GET.get("q", ""), "total": sum(counts.values()), "tones": TONES,
        "states": [(value, label, counts.get(value, 0)) for value, label in Compound.State.choices],
        "may_add": request.user.has_perm("passes.add_compound"),
        "may_see_doors": request.user.has_perm("stations.see_desk")})


@guard("passes.see_compounds")
def export_compounds(request: GuardedRequest) -> HttpResponse:
    """The list as a table; that it was taken along is written down."""
    rows = list(list_compounds(request).order_by("name", "pk"))
    with transaction.atomic():
        record_deed(request.user, "compounds exported", request.user, None, rows=len(rows))
    head = [_("小区"), _("地址"), _("工会"), _("状态"), _("从哪天起"), _("门"), _("没有码时进门，秒"),
            _("没答复的投诉")]
    body = write_table(head, ([one.name, one.address, one.unit.name, one.get_state_display(),
                               localdate(one.state_since).isoformat(), one.gate_count,
                               one.baseline_s if one.baseline_s is not None else "", one.open_complaints]
                              for one in rows))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="compounds.csv"'})


@guard("passes.add_compound")
def add(request: GuardedRequest) -> HttpResponse:
    """Register a compound."""
    units = units_of(request.user, Post.Role.OFFICER).filter(closed_on=None).order_by("path")
    form = NewCompoundForm(request.POST or None, units=units)
    if request.method == "POST":
        made = carry_out(form, lambda told: add_compound(
            by=request.user, unit=told["unit"], facts=_read_facts(told), token=told["token"]))
        if made is not None:
            messages.success(request, _("已登记，接着请三方派代表"))
            return redirect("passes:parties", made.pk)
    return render(request, "passes/compound_add.html", {"form": form}, status=status_of(form))


def _read_facts(told: dict[str, Any]) -> CompoundFacts:
    return CompoundFacts(told["name"], told["address"], told["lat_deg"], told["lon_deg"], told["contact"])


@never_cache
@guard("passes.see_compound", find=find_compound)
def compound(request: GuardedRequest, key: int) -> HttpResponse:
    """One compound: how far it is, who stands behind it, what holds, what happened."""
    del key
    found: Compound = request.found
    policy, drawn = find_in_force(found, now()), find_published(found)
    terms = read_terms(policy.text) if policy else None
    deeds = Deed.objects.filter(thing="passes.compound", thing_id=str(found.pk)).select_related("by")
    return render(request, "passes/compound.html", {
        "compound": found, "tone": TONES[found.state], "sides": _list_sides(request, found),
        "steps": list_steps(found) if found.state == Compound.State.PREPARING else (),
        "policy": policy, "terms": terms, "hours": tell_hours(terms.hours) if terms else (),
        "vehicles": tell_vehicles(terms) if terms else "", "drawn": drawn,
        "map": draw_map(drawn.text) if drawn else "", "counts": count_complaints(found),
        "gates": list(found.gates.in_use().select_related("place")), "course": found.steps.select_related("by")[:SHOWN],
        "history": [(deed, say_verb(deed.verb)) for deed in deeds.order_by("-at", "-pk")[:SHOWN]],
        "may": _list_powers(request, found)})


def _list_powers(request: GuardedRequest, found: Compound) -> dict[str, bool]:
    return {word: request.user.has_perm(f"passes.{word}_compound", found) for word in ("tend", "run")}


def _list_sides(request: GuardedRequest, found: Compound) -> list[dict[str, Any]]:
    """The four sides: who stands for each, whether it signed, and the form to sign where the reader may."""
    held = {one.role: one for one in found.parties.held_at(now()).select_related("account")}
    signed = {one.role: one for one in found.sign_offs.filter(ended_at=None).select_related("account")}
    own = list_roles(request.user, found)
    return [{"role": role, "words": label, "party": held.get(role), "signed": signed.get(role), "mine": role in own,
             "what": SIGNED[Party.Role(role)],
             "body": found.unit.name if role == Party.Role.UNION else held[role].body if role in held else ""}
            for role, label in Party.Role.choices]


@guard("passes.tend_compound", find=find_compound)
def edit(request: GuardedRequest, key: int) -> HttpResponse:
    """Change what is registered, or register the time of an entry without the pass (``what`` says which)."""
    del key
    found: Compound = request.found
    what = request.POST.get("what", "")
    form = CompoundForm(request.POST if what == "facts" else None, initial={
        name: getattr(found, name) for name in ("name", "address", "contact", *PLACE)} | {"datum": "wgs84"})
    measured = BaselineForm(request.POST if what == "baseline" else None, initial={
        "seconds": found.baseline_s, "how": found.baseline_how, "on": found.baseline_on or localdate(now())})
    done: Any = None
    if what == "facts":
        done = carry_out(form, lambda told: [change_compound(by=request.user, compound=found,
                                                             facts=_read_facts(told))])
    elif what == "baseline":
        done = carry_out(measured, lambda told: measure_baseline(by=request.user, compound=found, **told))
    if done is not None:
        messages.success(request, _("已保存"))
        return redirect("passes:compound", found.pk)
    return render(request, "passes/compound_edit.html", {"compound": found, "form": form, "measured": measured},
                  status=max(status_of(form), status_of(measured)))


@never_cache
@guard("passes.run_compound", find=find_compound)
def parties(request: GuardedRequest, key: int) -> HttpResponse:
    """Who stands for the sides; a new account's invitation is shown once."""
    del key
    found: Compound = request.found
    form = PartyForm(request.POST or None, initial={"role": request.GET.get("role", Party.Role.PROPERTY)})
    link, invited = "", None
    if request.method == "POST":
        made = carry_out(form, lambda told: invite_party(by=request.user, compound=found, **told))
        if made is not None and made.account.has_usable_password():
            messages.success(request, _("已登记，他登录后就看得到这个小区"))
            return redirect("passes:parties", found.pk)
        if made is not None:
            link, invited = request.build_absolute_uri(make_invitation(made.account)), made
            form = PartyForm()
    listed = found.parties.select_related("account").order_by("-since", "-pk")[:SHOWN]
    return render(request, "passes/compound_parties.html", {
        "compound": found, "form": form, "parties": listed, "link": link, "invited": invited}, status=status_of(form))


def find_party(request: GuardedRequest, key: int) -> Party:
    """The party that the address names."""
    del request
    return get_object_or_404(Party.objects.select_related("compound__unit", "account"), pk=key)


@guard("passes.run_compound", find=find_party)
@require_POST
def dismiss_party(request: GuardedRequest, key: int) -> HttpResponse:
    """They stand for their side no more."""
    del key
    end_party(by=request.user, party=request.found)
    messages.success(request, _("已结束，他不再看得到这个小区"))
    return redirect("passes:parties", request.found.compound_id)


@guard("passes.see_compound", find=find_compound)
@require_POST
def sign(request: GuardedRequest, key: int) -> HttpResponse:
    """Sign the own side's step, or take the signature back (``back=1``)."""
    found: Compound = request.found
    form = SignForm(request.POST)
    if request.POST.get("back"):
        take_signature_back(by=request.user, compound=found, role=request.POST.get("role", ""))
        messages.success(request, _("签字已收回"))
    elif carry_out(form, lambda told: sign_step(by=request.user, compound=found, **told)) is not None:
        messages.success(request, _("已签字"))
    else:
        messages.error(request, " ".join(str(one) for faults in form.errors.values() for one in faults))
    return redirect("passes:compound", key)


@guard("passes.see_compound", find=find_compound)
def change_state(request: GuardedRequest, key: int) -> HttpResponse:
    """Begin the trial, go live, pause, go on or leave; ``what`` of the submit says which. Every side may pause."""
    del key
    found: Compound = request.found
    what, may = request.POST.get("what", ""), request.user.has_perm("passes.run_compound", found)
    forms = {"trial": TrialForm(request.POST if what == "trial" else None),
             "pause": PauseForm(request.POST if what == "pause" else None),
             "close": WhyForm(request.POST if what == "close" else None)}
    if what and what != "pause" and not may:
        raise PassRefused(_("由工会来办"), _("请负责的干部操作"))
    done: Any = None
    if what == "trial":
        done = carry_out(forms[what], lambda told: start_trial(by=request.user, compound=found, **told))
    elif what == "pause":
        done = carry_out(forms[what], lambda told: pause_compound(by=request.user, compound=found, **told))
    elif what == "close":
        done = carry_out(forms[what], lambda told: close_compound(by=request.user, compound=found, **told))
    elif what in ("live", "resume"):
        done = (go_live if what == "live" else resume_compound)(by=request.user, compound=found)
    if done is not None:
        messages.success(request, _("已保存，手机和门口下次联网时知道"))
        return redirect("passes:compound", found.pk)
    return render(request, "passes/compound_state.html", {
        "compound": found, "tone": TONES[found.state], "may_run": may, "forms": forms,
        "missing": [one for one in list_steps(found) if not one.done]},
        status=max(status_of(form) for form in forms.values()))
