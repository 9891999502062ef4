"""Representatives: the public register, what their constituents ask and hear back, recalls, vacancies."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.constituencies import list_members
from nuantu_hub.needs.domain.elections import Dates
from nuantu_hub.needs.domain.mandates import (
    ask_representatives,
    find_own_seat,
    list_mandates,
    report_back,
    support_mandate,
)
from nuantu_hub.needs.domain.nominations import find_own_person
from nuantu_hub.needs.domain.recalls import open_petition, prepare_recall_vote, reply_to_petition, sign_petition
from nuantu_hub.needs.domain.terms import end_term, fill_with_next, find_next, prepare_by_election
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.election_forms import (
    AskForm,
    EndTermForm,
    PetitionForm,
    RecallVoteForm,
    ReplyForm,
    ReportForm,
)
from nuantu_hub.needs.models import Constituency, Mandate, RecallPetition, Representative, Vacancy
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all

ROWS, SHOWN = 50, 30
OPEN_STATES = ("open", "reached", "voting")


@open_to_all
def register(request: HttpRequest) -> HttpResponse:
    """Who represents whom, until when; open to everybody."""
    rows = Representative.objects.standing_at(now()).select_related("constituency__unit").order_by(
        "constituency__kind", "constituency__code", "pk")
    return render(request, "needs/representatives.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page"))})


@open_to_all
def constituency(request: HttpRequest, key: int) -> HttpResponse:
    """One constituency: its representatives, what they were asked and reported, recalls that are open or decided."""
    found = get_object_or_404(Constituency.objects.select_related("unit", "merged_into"), pk=key)
    return render(request, "needs/constituency.html", _tell_constituency(found))


def _tell_constituency(found: Constituency) -> dict[str, Any]:
    home = found.merged_into or found
    seats = Representative.objects.filter(constituency=home).select_related("vacancy__filled_by").order_by(
        "ended", "-since")
    petitions = RecallPetition.objects.filter(representative__constituency=home).select_related(
        "representative", "election").order_by("-opened_at")
    moment = now()
    return {"constituency": home, "standing": [one for one in seats if not one.ended and one.until > moment],
            "past": [one for one in seats if one.ended or one.until <= moment],
            "mandates": list_mandates(home)[:SHOWN], "petitions": petitions[:SHOWN]}


@guard("needs.vote")
@never_cache
def own_representatives(request: GuardedRequest) -> HttpResponse:
    """The representatives of the own constituencies, and asking them for something."""
    person = find_own_person(request.user)
    own = []
    if person is not None:
        rows = Constituency.objects.filter(merged_into=None, representatives__isnull=False).select_related(
            "unit").distinct()
        own = [one for one in rows if list_members(one).filter(pk=person.pk).exists()]
    form = AskForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST" and own:
        target = next((one for one in own if str(one.pk) == request.POST.get("constituency")), own[0])
        made = carry_out(form, lambda told: ask_representatives(account=request.user, constituency=target, **told))
        if made is not None:
            messages.success(request, _("已交给代表，回告会显示在这里"))
            return redirect("needs:own_representatives")
    told = [_tell_constituency(one) | {"seat": find_own_seat(request.user, one)} for one in own]
    return render(request, "needs/own_representatives.html", {"rows": told, "form": form, "report": ReportForm()},
                  status=status_of(form))


def find_mandate(request: GuardedRequest, key: int) -> Mandate:
    """The mandate that the address names."""
    del request
    return get_object_or_404(Mandate.objects.select_related("constituency__unit", "constituency__merged_into"), pk=key)


@guard("needs.vote", find=find_mandate)
@never_cache
def own_mandate(request: GuardedRequest, key: int) -> HttpResponse:
    """Stand behind what somebody asked; as a representative, report back."""
    del key
    found: Mandate = request.found
    form = ReportForm(request.POST if request.POST.get("act") == "report" else None)
    if request.method == "POST" and request.POST.get("act") == "report":
        if carry_out(form, lambda told: report_back(account=request.user, mandate=found, **told)):
            return redirect("needs:own_representatives")
    elif request.method == "POST":
        support_mandate(account=request.user, mandate=found)
        return redirect("needs:own_representatives")
    return render(request, "needs/own_mandate.html", {
        "one": found, "form": form, "behind": found.supports.count(),
        "seat": find_own_seat(request.user, found.constituency)}, status=status_of(form))


def find_seat(request: GuardedRequest, key: int) -> Representative:
    """The representative that the address names."""
    del request
    return get_object_or_404(Representative.objects.select_related(
        "constituency__unit", "constituency__merged_into", "contest__election", "person"), pk=key)


@guard("needs.vote", find=find_seat)
@never_cache
def ask_recall(request: GuardedRequest, key: int) -> HttpResponse:
    """Ask for a vote on whether a representative stays."""
    del key
    form = PetitionForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        made = carry_out(form, lambda told: open_petition(account=request.user, representative=request.found, **told))
        if made is not None:
            return redirect("needs:own_recall", made.pk)
    return render(request, "needs/ask_recall.html", {"one": request.found, "form": form}, status=status_of(form))


def find_petition(request: GuardedRequest, key: int) -> RecallPetition:
    """The petition that the address names."""
    del request
    return get_object_or_404(RecallPetition.objects.select_related(
        "representative__constituency__unit", "representative__constituency__merged_into", "representative__person",
        "representative__contest__election", "election"), pk=key)


@guard("needs.vote", find=find_petition)
@never_cache
def own_recall(request: GuardedRequest, key: int) -> HttpResponse:
    """One petition: the reason, what the representative says, how many names; sign it, or reply."""
    del key
    found: RecallPetition = request.found
    form = ReplyForm(request.POST if request.POST.get("act") == "reply" else None, initial={"reply": found.reply})
    if request.method == "POST" and request.POST.get("act") == "reply":
        if carry_out(form, lambda told: reply_to_petition(account=request.user, petition=found, **told)):
            return redirect("needs:own_recall", found.pk)
    elif request.method == "POST":
        sign_petition(account=request.user, petition=found)
        messages.success(request, _("已签名；谁签了名，代表和公众都看不到"))
        return redirect("needs:own_recall", found.pk)
    person = find_own_person(request.user)
    return render(request, "needs/own_recall.html", {
        "one": found, "form": form, "count": found.names.count(),
        "signed": person is not None and found.names.filter(person=person).exists(),
        "is_target": found.representative.person.account_id == request.user.pk}, status=status_of(form))


@guard("needs.run_elections")
@never_cache
def desk(request: GuardedRequest) -> HttpResponse:
    """Representatives of the own units: who is in office, which seats are vacant, which recalls are under way."""
    seats = Representative.objects.visible_to(request.user).standing_at(now()).select_related("constituency__unit")
    reach = units_of(request.user, Post.Role.OFFICER)
    vacant = Vacancy.objects.filter(filled_at=None, representative__constituency__unit__in=reach)
    return render(request, "needs/representatives_desk.html", {
        "page": Paginator(seats.order_by("constituency", "pk"), ROWS).get_page(request.GET.get("page")),
        "vacancies": vacant.select_related("representative__constituency", "election")[:ROWS],
        "petitions": RecallPetition.objects.filter(
            state__in=OPEN_STATES, representative__constituency__unit__in=reach).select_related(
            "representative__constituency", "election")[:ROWS]})


@guard("needs.see_representative", find=find_seat)
@never_cache
def seat(request: GuardedRequest, key: int) -> HttpResponse:
    """One representative at the desk: the term, and ending it with a reason."""
    del key
    found: Representative = request.found
    form = EndTermForm(request.POST or None)
    if request.method == "POST":
        done = carry_out(form, lambda told: end_term(by=request.user, representative=found, **told))
        if done is not None:
            messages.success(request, _("已结束，十五天内补上"))
            return redirect("needs:representatives_desk")
    return render(request, "needs/representative.html", {"one": found, "form": form}, status=status_of(form))


def find_vacancy(request: GuardedRequest, key: int) -> Vacancy:
    """The vacancy that the address names."""
    del request
    return get_object_or_404(Vacancy.objects.select_related(
        "representative__constituency__unit", "representative__contest__election", "election", "filled_by"), pk=key)


@guard("needs.see_representative", find=find_vacancy)
@never_cache
def vacancy(request: GuardedRequest, key: int) -> HttpResponse:
    """A vacant seat: filled by whoever came next, or by another vote."""
    del key
    found: Vacancy = request.found
    if request.method == "POST":
        try:
            if request.POST.get("act") == "next":
                fill_with_next(by=request.user, vacancy=found)
                return redirect("needs:representatives_desk")
            if request.POST.get("act") == "vote":
                made = prepare_by_election(by=request.user, vacancy=found, token=uuid.uuid4())
                return redirect("needs:election", made.pk)
        except NeedRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("needs:vacancy", found.pk)
    return render(request, "needs/vacancy.html", {
        "one": found, "following": None if found.filled_at else find_next(found)})


@guard("needs.see_representative", find=find_petition)
@never_cache
def recall_vote(request: GuardedRequest, key: int) -> HttpResponse:
    """A petition at the desk: how many names, and the days of the vote once there are enough."""
    del key
    found: RecallPetition = request.found
    form = RecallVoteForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> Any:
            dates = Dates(now(), told["opens_at"], told["closes_at"])
            return prepare_recall_vote(by=request.user, petition=found, dates=dates, token=told["token"])

        made = carry_out(form, carry)
        if made is not None:
            return redirect("needs:election", made.pk)
    return render(request, "needs/recall_vote.html", {"one": found, "form": form, "count": found.names.count()},
                  status=status_of(form))
