"""Objecting to stars, and answering."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.star_appeals import answer_appeal, appeal_star, last_day_to_appeal
from nuantu_hub.stations.interfaces.inspection_forms import AppealAnswerForm, AppealForm
from nuantu_hub.stations.models import StarAppeal
from nuantu_hub.stations.views.inspections import list_answers, name_items
from nuantu_hub.stations.views.stars import find_star


def find_appeal(request: GuardedRequest, key: int) -> StarAppeal:
    """The objection that the address names."""
    del request
    return get_object_or_404(StarAppeal.objects.select_related(
        "station__unit", "star__evidence", "star__station", "by", "decided_by", "brought"), pk=key)


@guard("stations.appeal_star", find=find_star)
def add_appeal(request: GuardedRequest, key: int) -> HttpResponse:
    """Object to a decision, as the keeper of the station."""
    del key
    star = request.found
    answers = list_answers(star.evidence) if star.evidence else []
    items = [(row["id"], f"{row['words']}（{row['value']}）") for _part, rows in answers for row in rows
             if row["tone"] != "kept"]
    form = AppealForm(request.POST or None, items=items, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        made = carry_out(form, lambda told: appeal_star(by=request.user, star=star, **told))
        if made is not None:
            messages.success(request, _("申诉已交"))
            return redirect("stations:star_appeal", made.pk)
    return render(request, "stations/appeal_add.html", {
        "star": star, "station": star.station, "form": form, "until": last_day_to_appeal(star)}, status=status_of(form))


@guard("stations.see_appeal", find=find_appeal)
def appeal(request: GuardedRequest, key: int) -> HttpResponse:
    """One objection and its answer; who may answers here."""
    del key
    found: StarAppeal = request.found
    may = found.state == StarAppeal.State.OPEN and request.user.has_perm("stations.decide_stars", found)
    form = AppealAnswerForm(request.POST if request.method == "POST" and may else None)
    if request.method == "POST" and may:
        done = carry_out(form, lambda told: answer_appeal(by=request.user, appeal=found, **told))
        if done is not None:
            messages.success(request, _("答复已公布"))
            return redirect("stations:star_appeal", found.pk)
    words = name_items()
    return render(request, "stations/appeal.html", {
        "appeal": found, "star": found.star, "station": found.station, "form": form, "may": may,
        "items": [words.get(item, item) for item in found.items]}, status=status_of(form))
