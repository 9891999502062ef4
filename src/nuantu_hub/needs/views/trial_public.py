"""Trials for everybody: what was tried, what testers said, what was decided, what it cost and where it went."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.trial_stock import list_stock
from nuantu_hub.needs.domain.trial_tables import count_handed, write_account, write_scores
from nuantu_hub.needs.domain.trial_wishes import LEAST_SHOWN, count_wishes, withhold
from nuantu_hub.needs.interfaces.trial_charts import chart_totals, list_criteria
from nuantu_hub.needs.interfaces.trial_words import TONES, list_course
from nuantu_hub.needs.models import Trial, TrialResult, Vehicle
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.site.guards import open_to_all

ROWS = 50


def find_signed(sign: str) -> Trial:
    """The trial behind a sign."""
    return get_object_or_404(Trial.objects.select_related("unit"), sign=sign)


def find_shown_result(trial: Trial) -> TrialResult | None:
    """The figures, once it is decided: before, they could be used to lean on whoever decides."""
    result = getattr(trial, "result", None)
    return result if hasattr(trial, "decision") else None


@open_to_all
@never_cache
def open_trials(request: HttpRequest) -> HttpResponse:
    """All trials."""
    rows = Trial.objects.select_related("unit", "decision__sample").order_by("-at", "-pk")
    return render(request, "needs/open_trials.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "tones": TONES, "demo": is_demo()})


@open_to_all
@never_cache
def open_trial(request: HttpRequest, sign: str) -> HttpResponse:
    """One trial's account."""
    trial = find_signed(sign)
    result, counts = find_shown_result(trial), count_wishes(trial)
    vehicles = withhold(counts.vehicles)
    return render(request, "needs/open_trial.html", {
        "trial": trial, "tone": TONES[trial.state], "course": list_course(trial), "counts": counts,
        "vehicles": [(label, vehicles[value]) for value, label in Vehicle.choices if value in vehicles],
        "least": LEAST_SHOWN, "many": counts.answered >= LEAST_SHOWN, "demo": is_demo(),
        "specs": trial.specs.prefetch_related("criteria"), "samples": trial.samples.prefetch_related("hazards"),
        "draw": getattr(trial, "draw", None), "result": result, "decision": getattr(trial, "decision", None),
        "chart": chart_totals(result.told) if result else None,
        "criteria": list_criteria(result.told) if result else (),
        "budgets": trial.budgets.order_by("at"), "orders": trial.orders.order_by("at"),
        "lots": trial.lots.order_by("at"), "handed": count_handed(trial).items(),
        "in_stock": sum(line.pieces for line in list_stock(trial)),
        "recalls": trial.recalls.select_related("lot"), "steps": trial.steps.order_by("at", "pk")})


def _answer_table(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{name}.csv"'})


@open_to_all
def open_trial_account(request: HttpRequest, sign: str) -> HttpResponse:
    """The account as a table."""
    del request
    return _answer_table(write_account(find_signed(sign)), f"trial-{sign}-account")


@open_to_all
def open_trial_scores(request: HttpRequest, sign: str) -> HttpResponse:
    """Every score without a name, once it is decided."""
    del request
    result = find_shown_result(find_signed(sign))
    if result is None:
        raise Http404
    return _answer_table(write_scores(result), f"trial-{sign}-scores")
