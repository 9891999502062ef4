"""The desk of trials: the list, beginning one, one trial with its way, giving it up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.trial_samples import list_faults
from nuantu_hub.needs.domain.trial_wishes import count_wishes
from nuantu_hub.needs.domain.trials import TrialPlan, begin_trial, drop_trial
from nuantu_hub.needs.interfaces.trial_acts import Act, take_act
from nuantu_hub.needs.interfaces.trial_forms import BeginForm, WhyForm
from nuantu_hub.needs.interfaces.trial_words import TONES, list_course
from nuantu_hub.needs.models import TRIAL_ROLES, Trial, TrialHazard, TrialSpec, Vehicle
from nuantu_hub.people.domain.verbs import say_verb
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Deed
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.guards import guard

ROWS, SHOWN = 50, 30


def find_trial(request: GuardedRequest, key: int) -> Trial:
    """The trial that the address names."""
    del request
    return get_object_or_404(Trial.objects.select_related("unit", "by"), pk=key)


def newest_spec(trial: Trial) -> TrialSpec | None:
    """The specification that holds."""
    return trial.specs.prefetch_related("criteria").first()


@guard("needs.see_trials")
@never_cache
def trials(request: GuardedRequest) -> HttpResponse:
    """Trials of the own units, the newest first."""
    seen = Trial.objects.visible_to(request.user)
    rows = seen.select_related("unit").annotate(
        answered=Count("wishes", distinct=True), sample_count=Count("samples", distinct=True),
        tester_count=Count("testers", filter=Q(testers__state="tries"), distinct=True),
        handed=Count("handouts", filter=Q(handouts__returned_at=None), distinct=True))
    page = Paginator(rows.order_by("-at", "-pk"), ROWS).get_page(request.GET.get("page"))
    return render(request, "needs/trials.html", {"page": page, "tones": TONES})


@guard("needs.see_trials")
@never_cache
def trial_add(request: GuardedRequest) -> HttpResponse:
    """Begin a trial."""
    units = units_of(request.user, *TRIAL_ROLES).filter(closed_on=None).order_by("path")
    form = BeginForm(request.POST or None, units=units)
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> Trial:
            plan = {name: value for name, value in told.items() if name not in ("unit", "token")}
            return begin_trial(by=request.user, unit=told["unit"], plan=TrialPlan(**plan), token=told["token"])

        made = carry_out(form, carry)
        if made is not None:
            messages.success(request, _("已开始摸底，骑手在手机上就能填"))
            return redirect("needs:trial", made.pk)
    return render(request, "needs/trial_add.html", {"form": form}, status=status_of(form))


@guard("needs.see_trial", find=find_trial)
@never_cache
def trial(request: GuardedRequest, key: int) -> HttpResponse:
    """One trial: how far it is, what riders need, what was done."""
    del key
    found: Trial = request.found
    acts = {"drop": Act(lambda data, _files: WhyForm(data),
                        lambda told: drop_trial(by=request.user, trial=found, **told), _("已记下，公开页会写明"))}
    acted = take_act(request, acts)
    if acted.done:
        return redirect("needs:trial", found.pk)
    counts = count_wishes(found)
    deeds = Deed.objects.filter(thing="needs.trial", thing_id=str(found.pk)).select_related("by").order_by("-pk")
    vehicles = [(label, counts.vehicles.get(value, 0)) for value, label in Vehicle.choices]
    return render(request, "needs/trial.html", {
        **frame_trial(request, found, "trial"), "counts": counts, "vehicles": vehicles,
        "sizes": [(size, counts.sizes.get(size, 0)) for size in found.sizes], "forms": acted.forms,
        "steps": found.steps.select_related("by").order_by("at", "pk"),
        "may_drop": found.state in Trial.COURSE[:6],
        "history": [(deed, say_verb(deed.verb)) for deed in deeds[:SHOWN]]}, status=acted.status)


def frame_trial(request: GuardedRequest, found: Trial, at: str) -> dict[str, Any]:
    """What every page of a trial's desk shows: its way, its specification, open dangers."""
    spec = newest_spec(found)
    samples = list(found.samples.prefetch_related("hazards").select_related("out_by"))
    hazards = TrialHazard.objects.filter(sample__trial=found, state=TrialHazard.State.OPEN).select_related("sample")
    return {"trial": found, "at": at, "tone": TONES[found.state], "course": list_course(found), "spec": spec,
            "samples": [(one, list_faults(one, spec.cap_minor if spec else 2**31)) for one in samples],
            "open_hazards": list(hazards),
            "may": {"decide": request.user.has_perm("needs.decide_trial", found)}}
