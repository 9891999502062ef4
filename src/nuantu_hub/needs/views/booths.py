"""Voting without a phone: a booth on a station's screen, and ballots on paper, handed out once and read by two."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.giving_papers import admit_to_booth, give_booth_paper, hand_out_paper
from nuantu_hub.needs.domain.paper_ballots import count_papers, enter_paper, print_papers
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.election_forms import CardForm, CountForm, PaperForm
from nuantu_hub.needs.interfaces.election_record import set_papers
from nuantu_hub.needs.models import Candidacy, Contest, Election
from nuantu_hub.needs.permissions import BOOTH_ROLES
from nuantu_hub.needs.views.election_desk import find_desk_contest, find_election
from nuantu_hub.needs.views.voting import answer_refusal, read_body, read_bytes, tell_ballot
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.permissions import list_paths
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard


@guard("needs.serve_booths")
@never_cache
def booths(request: GuardedRequest) -> HttpResponse:
    """Elections for which a booth can stand here."""
    paths = list_paths(request.user, *BOOTH_ROLES)
    rows = [one for one in Election.objects.filter(state__in=["polling", "closed"]).select_related("unit")
            if any(path.startswith(one.unit.path) or one.unit.path.startswith(path) for path in paths)]
    return render(request, "needs/booths.html", {"rows": rows})


@guard("needs.serve_booth", find=find_election)
@never_cache
def booth(request: GuardedRequest, key: int) -> HttpResponse:
    """Look at a card, then hand over the screen, or hand out a printed ballot."""
    del key
    found: Election = request.found
    contests = found.contests.select_related("constituency", "election__unit")
    form = CardForm(request.POST or None, rows=contests)
    if request.method == "POST":
        if request.POST.get("act") == "paper":
            done = carry_out(form, lambda told: hand_out_paper(
                contest=told["contest"], card_number=told["card"]) or told["contest"])
            if done is not None:
                messages.success(request, _("已记下，发给他一张这个选区的纸票"))
                return redirect("needs:booth", found.pk)
        else:
            admitted = carry_out(form, lambda told: admit_to_booth(contest=told["contest"], card_number=told["card"]))
            if admitted is not None:
                return _show_booth(request, form.cleaned_data["contest"], admitted)
    return render(request, "needs/booth.html", {
        "election": found, "form": form, "polling": found.is_polling(now()), "contests": contests},
        status=status_of(form))


def _show_booth(request: GuardedRequest, contest: Contest, admitted: str) -> HttpResponse:
    told = tell_ballot(request, contest, reverse("needs:booth_paper", args=[contest.pk]), admitted)
    return render(request, "needs/booth_ballot.html", told)


@guard("needs.serve_booth", find=find_desk_contest)
@never_cache
def booth_ballot(request: GuardedRequest, key: int) -> HttpResponse:
    """Back to the card: a ballot in the booth is shown once only."""
    del key
    return redirect("needs:booth", request.found.election_id)


@guard("needs.serve_booth", find=find_desk_contest)
@never_cache
@require_POST
def booth_paper(request: GuardedRequest, key: int) -> HttpResponse:
    """Sign the blinded paper of whoever was admitted to the booth."""
    del key
    try:
        told = read_body(request)
        signed = give_booth_paper(contest=request.found, admitted=str(told.get("admitted")),
                                  blinded=read_bytes(told.get("blinded")))
    except NeedRefused as refusal:
        return answer_refusal(refusal)
    return JsonResponse({"signed": base64.b64encode(signed).decode()})


@guard("needs.serve_booth", find=find_desk_contest)
@never_cache
def papers(request: GuardedRequest, key: int) -> HttpResponse:
    """Ballots on paper: print, and read them after the polls."""
    del key
    found: Contest = request.found
    lines = [(one.number or 0, one.label) for one in Candidacy.objects.filter(
        contest=found, number__isnull=False).order_by("number")]
    act = request.POST.get("act", "")
    count = CountForm(request.POST if act == "print" else None)
    form = PaperForm(request.POST if act == "read" else None, lines=lines)
    if act == "print":
        codes = carry_out(count, lambda told: print_papers(by=request.user, contest=found, **told))
        if codes is not None:
            try:
                return HttpResponse(set_papers(found, codes), content_type="application/pdf", headers={
                    "Content-Disposition": 'attachment; filename="ballots.pdf"'})
            except RunError as fault:
                count.add_error(None, str(fault))
    if act == "read":
        read: Any = carry_out(form, lambda told: enter_paper(by=request.user, contest=found, **told))
        if read is not None:
            messages.success(request, str(read.get_state_display()))
            return redirect("needs:papers", found.pk)
    return render(request, "needs/papers.html", {
        "contest": found, "election": found.election, "counts": count_papers(found), "count_form": count,
        "form": form, "closed": found.election.state == "closed", "polling": found.election.state == "polling"},
        status=max(status_of(count), status_of(form)))
