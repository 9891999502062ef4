"""A worker's own elections: standing, nominating, getting a ballot paper; and the box, which knows nobody."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.ballot_box import take_ballot
from nuantu_hub.needs.domain.giving_papers import give_own_paper, list_own_contests
from nuantu_hub.needs.domain.nominations import (
    answer_nomination,
    find_own_person,
    nominate_oneself,
    nominate_other,
    withdraw_candidacy,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.election_forms import ProposeForm, StandForm
from nuantu_hub.needs.interfaces.election_told import TONES, name_rule, tell_course, tell_lines
from nuantu_hub.needs.models import Candidacy, Contest, Election, Turnout
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all

MOST_BODY = 4_096


def find_contest(request: GuardedRequest, key: int) -> Contest:
    """A contest of an election that was called."""
    del request
    return get_object_or_404(Contest.objects.exclude(election__state=Election.State.DRAFT).select_related(
        "election__unit", "constituency"), pk=key)


def find_own_contest(request: GuardedRequest, key: int) -> Contest:
    """A contest in which whoever asks is on the roll."""
    found = find_contest(request, key)
    if not found.roll.filter(person__account=request.user.pk).exists():
        raise Http404
    return found


@guard("needs.vote")
@never_cache
def own_elections(request: GuardedRequest) -> HttpResponse:
    """Where somebody may vote, stand or could have voted; what is to be answered first."""
    own = list_own_contests(request.user)
    person = find_own_person(request.user)
    asked = Candidacy.objects.filter(
        person=person, state=Candidacy.State.PROPOSED, contest__election__state=Election.State.NOMINATING
    ).select_related("contest__election", "contest__constituency") if person else ()
    moment = now()
    rows = [{"contest": one.contest, "voted": one.voted, "tone": TONES[one.contest.election.state],
             "open": one.contest.election.is_polling(moment)} for one in own]
    return render(request, "needs/own_elections.html", {"rows": rows, "asked": asked, "known": person is not None})


@guard("needs.vote", find=find_own_contest)
@never_cache
def own_contest(request: GuardedRequest, key: int) -> HttpResponse:
    """One contest: candidates; the form to stand; the ballot while the polls are open; the result."""
    del key
    contest: Contest = request.found
    person = find_own_person(request.user)
    forms: dict[str, Any] = {"stand": StandForm(initial={"token": uuid.uuid4()}, prefix="stand"),
                             "propose": ProposeForm(initial={"token": uuid.uuid4()}, prefix="propose")}
    status = 200
    if request.method == "POST":
        act = "propose" if request.POST.get("act") == "propose" else "stand"
        form: Any = (ProposeForm if act == "propose" else StandForm)(request.POST, prefix=act)
        if _nominate(request, contest, act, form):
            return redirect("needs:own_contest", contest.pk)
        forms[act], status = form, status_of(form)
    own = Candidacy.objects.filter(contest=contest, person=person).first()
    voted = Turnout.objects.filter(election=contest.election_id, person=person).first()
    told = tell_ballot(request, contest, reverse("needs:ballot_paper", args=[contest.pk]))
    if told["ballot"] is not None:
        told["ballot"]["voted"] = voted is not None
    return render(request, "needs/own_contest.html", {
        **told, "forms": forms, "own": own, "voted": voted, "steps": tell_course(contest.election),
        "nominating": contest.election.state == "nominating" and now() < contest.election.nominate_until},
        status=status)


def _nominate(request: GuardedRequest, contest: Contest, act: str, form: Any) -> bool:
    if act == "propose":
        made = carry_out(form, lambda told: nominate_other(
            account=request.user, contest=contest, card_number=told["card"], token=told["token"]))
        words = _("已提名，等他接受")
    else:
        made = carry_out(form, lambda told: nominate_oneself(account=request.user, contest=contest, **told))
        words = _("已报名，等资格审查")
    if made is not None:
        messages.success(request, words)
    return made is not None


def tell_ballot(request: HttpRequest, contest: Contest, paper: str, admitted: str = "") -> dict[str, Any]:
    """What a page with a ballot shows and what its module needs."""
    del request
    election = contest.election
    standing = list(contest.candidacies.filter(state=Candidacy.State.ELIGIBLE).order_by("number", "pk"))
    polling = election.is_polling(now())
    ballot = {"contest": contest.pk, "seats": contest.seats, "ticket_public": contest.ticket_public,
              "box_public": election.box_public, "paper": paper, "admitted": admitted, "booth": bool(admitted),
              "box": reverse("needs:ballot_box", args=[contest.pk]), "words": tell_words()} if polling else None
    lines = standing if election.state != Election.State.COUNTED else []
    return {"contest": contest, "election": election, "tone": TONES[election.state], "rule": name_rule(election),
            "standing": lines, "results": tell_lines(contest, standing) if not lines else (), "polling": polling,
            "ballot": ballot, "petition": getattr(election, "petition", None) if election.kind == "recall" else None}


def tell_words() -> dict[str, str]:
    """What the voting page says."""
    return {"busy": _("正在投……"), "offline": _("没有网络，或服务器没有回答。勾的不会丢：再按一次“投票”接着投。"),
            "old": _("这个浏览器太旧，不能加密选票。到驿站投，或用纸票。"),
            "marked": _("勾了 {n} 个，最多 {most} 个")}


def read_bytes(text: Any) -> bytes:
    """Bytes of base64. Raises NeedRefused for anything else."""
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NeedRefused(_("选票没有领成"), _("重新打开这一页再试")) from fault


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON of a small request. Raises NeedRefused for anything else."""
    try:
        told = json.loads(request.body) if len(request.body) <= MOST_BODY else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise NeedRefused(_("选票没有领成"), _("重新打开这一页再试"))
    return told


def answer_refusal(refusal: NeedRefused) -> JsonResponse:
    """A refusal in words for the page."""
    return JsonResponse({"what": str(refusal)}, status=refusal.status)


@guard("needs.vote", find=find_own_contest)
@never_cache
@require_POST
def ballot_paper(request: GuardedRequest, key: int) -> HttpResponse:
    """Sign the blinded paper of whoever is signed in."""
    del key
    try:
        signed = give_own_paper(account=request.user, contest=request.found,
                                blinded=read_bytes(read_body(request).get("blinded")))
    except NeedRefused as refusal:
        return answer_refusal(refusal)
    return JsonResponse({"signed": base64.b64encode(signed).decode()})


@open_to_all
@never_cache
@csrf_exempt
def ballot_box(request: HttpRequest, key: int) -> HttpResponse:
    """The box: takes a ballot from nobody. It reads no cookie, keeps no address, and answers the same to all."""
    contest = Contest.objects.select_related("election").filter(pk=key).first()
    try:
        if request.method != "POST" or contest is None:
            raise NeedRefused(_("这不是有效的选票"), _("回到投票的页面再试"))
        told = read_body(request)
        ticket, signature, body = (read_bytes(told.get(name)) for name in ("ticket", "signature", "body"))
        take_ballot(contest=contest, ticket=ticket, signature=signature, body=body)
    except NeedRefused as refusal:
        return answer_refusal(refusal)
    return JsonResponse({"taken": True})


def find_own_nomination(request: GuardedRequest, key: int) -> Candidacy:
    """The own candidacy that the address names."""
    return get_object_or_404(Candidacy.objects.select_related("contest__election"), pk=key,
                             person__account=request.user.pk)


@guard("needs.vote", find=find_own_nomination)
@never_cache
def own_nomination(request: GuardedRequest, key: int) -> HttpResponse:
    """Answer being put forward, or stand back."""
    del key
    found: Candidacy = request.found
    form = StandForm(request.POST or None, initial={"token": uuid.uuid4()})
    act = request.POST.get("act", "")
    if request.method == "POST":
        if act == "withdraw":
            withdraw_candidacy(account=request.user, candidacy=found)
            return redirect("needs:own_contest", found.contest_id)
        if act == "decline":
            answer_nomination(account=request.user, candidacy=found, accepts=False)
            return redirect("needs:own_elections")
        done = carry_out(form, lambda told: answer_nomination(
            account=request.user, candidacy=found, accepts=True, shown_name=told["shown_name"],
            statement=told["statement"]))
        if done is not None:
            return redirect("needs:own_contest", found.contest_id)
    return render(request, "needs/own_nomination.html", {"one": found, "contest": found.contest, "form": form},
                  status=status_of(form))
