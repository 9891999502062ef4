"""The desk of a trial until it is decided: samples and criteria, testers and dangers, figures and the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.trial_decisions import decide_trial
from nuantu_hub.needs.domain.trial_draw import list_spread
from nuantu_hub.needs.domain.trial_feedback import settle_hazard
from nuantu_hub.needs.domain.trial_results import check_result, end_trying, find_result
from nuantu_hub.needs.domain.trial_samples import SampleFacts, add_sample, list_faults, put_out
from nuantu_hub.needs.domain.trial_specs import set_spec
from nuantu_hub.needs.domain.trial_testers import check_draw, draw_testers
from nuantu_hub.needs.domain.trial_wishes import count_wishes
from nuantu_hub.needs.interfaces.trial_acts import Act, take_act
from nuantu_hub.needs.interfaces.trial_charts import chart_totals, list_criteria
from nuantu_hub.needs.interfaces.trial_forms import (
    DecideForm,
    EndForm,
    OutForm,
    SampleForm,
    SettleForm,
    SpecForm,
)
from nuantu_hub.needs.models import Sex, Trial, TrialFeedback, TrialHazard, TrialTester, TrialTurn, Vehicle
from nuantu_hub.needs.views.trials import find_trial, frame_trial, newest_spec
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.site.guards import guard

State = Trial.State
FACTORS = {"company": gettext_lazy("公司"), "vehicle": gettext_lazy("车型"), "size": gettext_lazy("尺码"),
           "sex": gettext_lazy("性别")}


@guard("needs.see_trial", find=find_trial)
@never_cache
def trial_samples(request: GuardedRequest, key: int) -> HttpResponse:
    """Criteria and samples."""
    del key
    found: Trial = request.found
    acted = take_act(request, _list_sample_acts(request.user, found))
    if acted.done:
        return redirect("needs:trial_samples", found.pk)
    return render(request, "needs/trial_samples.html", {
        **frame_trial(request, found, "samples"), "forms": acted.forms,
        "specs": found.specs.select_related("by").prefetch_related("criteria")}, status=acted.status)


def _list_sample_acts(by: Account, found: Trial) -> dict[str, Act]:
    acts = {}
    if found.state in (State.SURVEY, State.SAMPLING, State.TRYING) and not TrialFeedback.objects.filter(
            turn__tester__trial=found).exists():
        acts["spec"] = Act(
            lambda data, _files: SpecForm(data, spec=newest_spec(found)),
            lambda told: set_spec(by=by, trial=found, **_read_weights(told)), _("标准已公布，写着今天的日期"))
    if found.state in (State.SURVEY, State.SAMPLING):
        acts["sample"] = Act(lambda data, _files: SampleForm(data, trial=found), lambda told: add_sample(
            by=by, trial=found, token=told["token"], facts=SampleFacts(
                told["supplier"], told["price_minor"], told.get("sizes") or (), told["vehicles"], told["certificate"],
                told["certificate_until"])), _("样品已收下"))
    if found.state in Trial.COURSE[:4] and found.samples.filter(out_at=None).exists():
        acts["out"] = Act(lambda data, _files: OutForm(data, trial=found), lambda told: put_out(
            by=by, sample=found.samples.get(pk=told["sample"]), why=told["why"]), _("已出局，在试的人会看到"))
    return acts


def _read_weights(told: dict[str, Any]) -> dict[str, Any]:
    weights = {name.removeprefix("weight_"): value for name, value in told.items() if name.startswith("weight_")}
    return {"words": told["words"], "cap_minor": told["cap_minor"], "weights": weights}


@guard("needs.see_trial", find=find_trial)
@never_cache
def trial_testers(request: GuardedRequest, key: int) -> HttpResponse:
    """Who tries what: drawing, how even it is, who told, dangers. That names were read stands on record."""
    del key
    found: Trial = request.found
    acted = take_act(request, _list_tester_acts(request.user, found))
    if acted.done:
        return redirect("needs:trial_testers", found.pk)
    drawn = getattr(found, "draw", None)
    testers = list(TrialTester.objects.filter(trial=found).select_related("account", "instead_of").prefetch_related(
        "turns__sample", "turns__feedback").order_by("state", "rank", "pk"))
    if testers:
        record_reading(request.user, found, "testers of a trial")
    hazards = TrialHazard.objects.filter(sample__trial=found).select_related("sample", "photo", "settled_by")
    return render(request, "needs/trial_testers.html", {
        **frame_trial(request, found, "testers"), "forms": acted.forms, "draw": drawn, "counts": count_wishes(found),
        "testers": testers, "spread": _tell_spread(drawn) if drawn else (), "hazards": list(hazards),
        "letters": sorted(drawn.told["samples"]) if drawn else (),
        "holds": check_draw(drawn) if drawn and request.GET.get("again") else None,
        "left": TrialTurn.objects.filter(tester__trial=found, void=False, feedback=None).count(),
        "told": TrialFeedback.objects.filter(turn__tester__trial=found).count()}, status=acted.status)


def _list_tester_acts(by: Account, found: Trial) -> dict[str, Act]:
    acts = {}
    if found.state == State.SAMPLING:
        acts["draw"] = Act(lambda data, _files: forms.Form(data), lambda _told: draw_testers(by=by, trial=found),
                           _("抽好了，试用的人在手机上看得到"))
    if found.state == State.TRYING:
        acts["end"] = Act(lambda data, _files: EndForm(data), lambda told: end_trying(by=by, trial=found, **told),
                          _("试用结束，结果算好了"))
    if TrialHazard.objects.filter(sample__trial=found, state=TrialHazard.State.OPEN).exists():
        acts["settle"] = Act(lambda data, _files: SettleForm(data), lambda told: settle_hazard(
            by=by, hazard=get_object_or_404(TrialHazard, sample__trial=found, pk=told.pop("hazard")), **told),
            _("已记下，试用的人会看到"))
    return acts


def _tell_spread(drawn: Any) -> list[tuple[str, str, int, list[int]]]:
    """How even a draw is: factor, kind, testers, and how often each sample is tried among them."""
    words = {"vehicle": dict(Vehicle.choices), "sex": dict(Sex.choices)}
    letters = sorted(drawn.told["samples"])
    return [(str(FACTORS[line.of]), str(words.get(line.of, {}).get(line.name, line.name)), line.testers,
             [line.counts.get(letter, 0) for letter in letters])
            for line in list_spread(drawn.told["testers"], drawn.drawn["turns"]) if line.name]


@guard("needs.see_trial", find=find_trial)
@never_cache
def trial_result(request: GuardedRequest, key: int) -> HttpResponse:
    """The figures with what they leave open, and the decision. Before the trying ends nobody sees any."""
    del key
    found: Trial = request.found
    if found.state in Trial.COURSE[:3]:
        return render(request, "needs/trial_result.html", {**frame_trial(request, found, "result"), "result": None})
    result = find_result(found) if found.state == State.WEIGHING else getattr(found, "result", None)
    spec = newest_spec(found)
    acts: dict[str, Act] = {}
    if found.state == State.WEIGHING and spec is not None and request.user.has_perm("needs.decide_trial", found):
        letters = [one.letter for one in found.samples.prefetch_related("hazards")
                   if not list_faults(one, spec.cap_minor)]
        acts["decide"] = Act(lambda data, _files: DecideForm(data, letters=letters), lambda told: decide_trial(
            by=request.user, trial=found, **told), _("已决定，公开页马上看得到"))
    acted = take_act(request, acts)
    if acted.done:
        return redirect("needs:trial_result", found.pk)
    feedback = TrialFeedback.objects.filter(turn__tester__trial=found).select_related(
        "turn__sample", "turn__tester", "photo").order_by("turn__sample__letter", "pk")
    return render(request, "needs/trial_result.html", {
        **frame_trial(request, found, "result"), "result": result, "forms": acted.forms,
        "chart": chart_totals(result.told) if result else None,
        "criteria": list_criteria(result.told) if result else (), "feedback": list(feedback),
        "decision": getattr(found, "decision", None),
        "holds": check_result(result) if result and request.GET.get("again") else None}, status=acted.status)
