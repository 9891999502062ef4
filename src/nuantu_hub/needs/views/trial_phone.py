"""Trials on a worker's phone: what one needs, what one tries, how it was, that it is dangerous, leaving, recalls."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.trial_feedback import give_feedback, is_stopped, report_hazard
from nuantu_hub.needs.domain.trial_recalls import see_notices
from nuantu_hub.needs.domain.trial_stock import list_places
from nuantu_hub.needs.domain.trial_testers import find_tester, quit_trial
from nuantu_hub.needs.domain.trial_wishes import WishFacts, guess_company, say_wish
from nuantu_hub.needs.interfaces.trial_forms import FeedbackForm, HazardForm, QuitForm, WishForm
from nuantu_hub.needs.interfaces.trial_tile import list_ready
from nuantu_hub.needs.models import Trial, TrialHandout, TrialTester, TrialTurn, TrialWish
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard


def find_asking(request: GuardedRequest, sign: str) -> Trial:
    """The trial behind a sign."""
    del request
    return get_object_or_404(Trial.objects.select_related("unit"), sign=sign)


def find_turn(request: GuardedRequest, key: int) -> TrialTurn:
    """The turn that the address names."""
    del request
    return get_object_or_404(TrialTurn.objects.select_related(
        "tester__account", "tester__trial__unit", "sample__trial", "feedback__photo"), pk=key)


def find_own_tester(request: GuardedRequest, sign: str) -> TrialTester:
    """Oneself as a tester of the trial behind a sign."""
    found = find_tester(find_asking(request, sign), request.user)
    if found is None:
        raise Http404
    return found


@guard("needs.say")
@never_cache
def own_trials(request: GuardedRequest) -> HttpResponse:
    """What was called back, what one tries, what one holds, what is asked."""
    account = request.user
    testers = list(TrialTester.objects.filter(account=account).select_related(
        "trial__decision__sample").prefetch_related(
        "turns__sample__hazards", "turns__feedback").order_by("-trial__at")[:10])
    asked = Trial.objects.asking().select_related("unit").order_by("-at")[:10]
    answered = set(TrialWish.objects.filter(account=account).values_list("trial", flat=True))
    held = TrialHandout.objects.filter(person__account=account, returned_at=None).select_related(
        "trial", "station", "lot")
    return render(request, "needs/own_trials.html", {
        "recalls": see_notices(account), "held": list(held), "today": localdate(now()),
        "ready": [(one, list_places(one)) for one in list_ready(account)],
        "tests": [(one, [(turn, is_stopped(turn.sample)) for turn in one.turns.all()]) for one in testers],
        "asking": [(one, one.pk in answered) for one in asked]})


@guard("needs.say", find=find_asking)
@never_cache
def trial_wish(request: GuardedRequest, sign: str) -> HttpResponse:
    """Say what one needs: wanted or not, vehicle, size; and whether one would try."""
    del sign
    trial: Trial = request.found
    known = TrialWish.objects.filter(trial=trial, account=request.user).first()
    initial = {"company": guess_company(request.user)} if known is None else {
        "wanted": "yes" if known.wanted else "no", "vehicle": known.vehicle, "size": known.size, "sex": known.sex,
        "company": known.company, "would_try": known.would_try}
    form = WishForm(request.POST or None, trial=trial, initial=initial)
    if request.method == "POST":
        made = carry_out(form, lambda told: say_wish(account=request.user, trial=trial, facts=WishFacts(**told)))
        if made is not None:
            messages.success(request, _("记下了，抽到你试用会告诉你") if made.would_try else _("记下了，谢谢"))
            return redirect("needs:own_trials")
    return render(request, "needs/trial_wish.html", {
        "trial": trial, "form": form, "known": known,
        "open": trial.state in (Trial.State.SURVEY, Trial.State.SAMPLING)}, status=status_of(form))


@guard("needs.try_sample", find=find_turn)
@never_cache
def trial_turn(request: GuardedRequest, key: int) -> HttpResponse:
    """How a sample was: scores, words, a picture. It can be changed until the trying ends."""
    turn: TrialTurn = request.found
    spec = turn.tester.trial.specs.prefetch_related("criteria").first()
    if spec is None:
        raise Http404
    before = getattr(turn, "feedback", None)
    form = FeedbackForm(request.POST or None, request.FILES or None, criteria=list(spec.criteria.all()),
                        scores=before.scores if before else None, initial={"words": before.words if before else ""})
    if request.method == "POST":
        made = carry_out(form, lambda told: give_feedback(
            account=request.user, turn=turn, scores=form.read_scores(), words=told["words"], photo=told["photo"],
            token=told["token"]))
        if made is not None:
            messages.success(request, _("收到了。结果出来会告诉你"))
            return redirect("needs:own_trials")
    return render(request, "needs/trial_turn.html", {
        "turn": turn, "trial": turn.tester.trial, "form": form, "before": before, "stopped": is_stopped(turn.sample),
        "begun": turn.first_day <= localdate(now()),
        "open": turn.tester.trial.state == Trial.State.TRYING and not turn.void, "key": key}, status=status_of(form))


@guard("needs.try_sample", find=find_turn)
@never_cache
def trial_hazard(request: GuardedRequest, key: int) -> HttpResponse:
    """Say that a sample is dangerous."""
    del key
    turn: TrialTurn = request.found
    form = HazardForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: report_hazard(account=request.user, turn=turn, **told))
        if made is not None:
            messages.success(request, _("收到了。这一款所有人都先停用，查清楚告诉你"))
            return redirect("needs:own_trials")
    return render(request, "needs/trial_hazard.html", {"turn": turn, "trial": turn.tester.trial, "form": form},
                  status=status_of(form))


@guard("needs.try_sample", find=find_own_tester)
@never_cache
def trial_quit(request: GuardedRequest, sign: str) -> HttpResponse:
    """Leave a trial."""
    del sign
    tester: Any = request.found
    form = QuitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        quit_trial(tester=tester, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("已退出，样品交回驿站就行"))
        return redirect("needs:own_trials")
    return render(request, "needs/trial_quit.html", {"tester": tester, "trial": tester.trial, "form": form})
