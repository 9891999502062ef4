"""Elections at the desk: preparing, calling, checking candidates, opening and closing the polls, and watching."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.constituencies import merge_constituency, register_constituency, register_provinces
from nuantu_hub.needs.domain.elections import (
    Dates,
    call_election,
    close_polls,
    list_missing,
    name_watcher,
    open_polls,
    prepare_election,
    void_election,
    write_remark,
)
from nuantu_hub.needs.domain.nominations import check_candidate
from nuantu_hub.needs.domain.voter_rolls import add_voter, strike_voter
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.election_forms import (
    CheckForm,
    ConstituencyForm,
    ElectionForm,
    MergeForm,
    RemarkForm,
    VoterForm,
    WatcherForm,
    WhyForm,
)
from nuantu_hub.needs.interfaces.election_told import TONES, name_rule, tell_contests, tell_course
from nuantu_hub.needs.models import Candidacy, Constituency, Contest, Election
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.site.guards import guard

ROWS = 50


def find_election(request: GuardedRequest, key: int) -> Election:
    """The election that the address names."""
    del request
    return get_object_or_404(Election.objects.select_related("unit"), pk=key)


def find_desk_contest(request: GuardedRequest, key: int) -> Contest:
    """The contest that the address names."""
    del request
    return get_object_or_404(Contest.objects.select_related("election__unit", "constituency"), pk=key)


def find_candidate(request: GuardedRequest, key: int) -> Candidacy:
    """The candidacy that the address names; lines that are no person are none."""
    del request
    return get_object_or_404(Candidacy.objects.select_related(
        "contest__election__unit", "contest__constituency", "person", "checked_by"), pk=key, person__isnull=False)


def find_unit(request: GuardedRequest) -> Unit:
    """The union in whose name an officer acts: that of the post held longest. Raises Http404."""
    post = list_posts(request.user, Post.Role.OFFICER).select_related("unit").order_by("since", "pk").first()
    if post is None:
        raise Http404
    return post.unit


@guard("needs.see_elections")
@never_cache
def elections(request: GuardedRequest) -> HttpResponse:
    """Elections of the own units, and those that one watches."""
    rows = Election.objects.visible_to(request.user).select_related("unit").order_by("-opens_at", "-pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.tone = TONES[one.state]  # type: ignore[attr-defined]
    return render(request, "needs/elections.html", {
        "page": page, "may_run": request.user.has_perm("needs.run_elections")})


@guard("needs.run_elections")
@never_cache
def add_election(request: GuardedRequest) -> HttpResponse:
    """Prepare an election."""
    unit = find_unit(request)
    rows = Constituency.objects.filter(unit=unit, merged_into=None)
    form = ElectionForm(request.POST or None, rows=rows, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> Election:
            dates = Dates(told["nominate_until"], told["opens_at"], told["closes_at"])
            return prepare_election(by=request.user, unit=unit, kind=Election.Kind.REGULAR, dates=dates,
                                    name=told["name"], rule=told["rule"], term_months=told["term_months"],
                                    constituencies=list(told["constituencies"]), token=told["token"])

        made = carry_out(form, carry)
        if made is not None:
            messages.success(request, _("已建好，公布以前只有工会看得到"))
            return redirect("needs:election", made.pk)
    return render(request, "needs/election_add.html", {"form": form, "any": rows.exists()}, status=status_of(form))


@guard("needs.run_elections")
@never_cache
def constituencies(request: GuardedRequest) -> HttpResponse:
    """Constituencies of the own unit: the list, a new one, all provinces at once, merging small ones."""
    unit = find_unit(request)
    rows = Constituency.objects.filter(unit=unit).select_related("merged_into")
    act = request.POST.get("act", "")
    form = ConstituencyForm(request.POST if act == "add" else None, initial={"token": uuid.uuid4()})
    merge = MergeForm(request.POST if act == "merge" else None, rows=rows)
    if act == "provinces":
        count = register_provinces(by=request.user, unit=unit, seats=1, token=uuid.uuid4())
        messages.success(request, _("登记了 %(count)s 个省份选区") % {"count": count})
        return redirect("needs:constituencies")
    if act in ("add", "merge"):
        made = (carry_out(form, lambda told: register_constituency(by=request.user, unit=unit, **told))
                if act == "add" else carry_out(merge, lambda told: merge_constituency(by=request.user, **told)))
        if made is not None:
            return redirect("needs:constituencies")
    return render(request, "needs/constituencies.html", {
        "rows": rows, "form": form, "merge": merge, "unit": unit}, status=max(status_of(form), status_of(merge)))


@guard("needs.see_election", find=find_election)
@never_cache
def election(request: GuardedRequest, key: int) -> HttpResponse:
    """One election: its course, what is missing for the next step, its contests, candidates, watchers, remarks."""
    del key
    return _show(request, request.found)


def _show(request: GuardedRequest, found: Election, **forms: Any) -> HttpResponse:
    waiting = Candidacy.objects.filter(contest__election=found, person__isnull=False).exclude(
        state__in=[Candidacy.State.DECLINED, Candidacy.State.WITHDRAWN]).select_related(
        "contest__constituency").order_by("contest", "state", "pk")
    mine = found.watchers.filter(account=request.user).first()
    run = request.user.has_perm("needs.run_election", found)
    bound = [one for one in forms.values() if one.is_bound]
    return render(request, "needs/election.html", {
        "election": found, "tone": TONES[found.state], "steps": tell_course(found), "rule": name_rule(found),
        "contests": tell_contests(found), "candidates": waiting, "mine": mine, "may_run": run,
        "missing": list_missing(found) if found.state == Election.State.NOMINATING else [],
        "watchers": found.watchers.select_related("account"),
        "remarks": found.remarks.select_related("watcher"),
        "why_form": forms.get("why") or WhyForm(), "watcher_form": forms.get("watcher") or WatcherForm(),
        "remark_form": forms.get("remark") or RemarkForm()}, status=status_of(bound[0]) if bound else 200)


@guard("needs.run_election", find=find_election)
@require_POST
@never_cache
def act(request: GuardedRequest, key: int) -> HttpResponse:
    """The next step of an election: call it, open the polls, close them, or call it off with a reason."""
    del key
    found: Election = request.found
    wanted = request.POST.get("act", "")
    if wanted == "void":
        form = WhyForm(request.POST)
        if carry_out(form, lambda told: void_election(by=request.user, election=found, why=told["why"])) is None:
            return _show(request, found, why=form)
        return redirect("needs:election", found.pk)
    steps: dict[str, Any] = {"call": call_election, "open": open_polls, "close": close_polls}
    if wanted not in steps:
        return redirect("needs:election", found.pk)
    try:
        steps[wanted](by=request.user, election=found)
    except NeedRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, {"call": _("已公布，可以提名了"), "open": _("选票和票箱做好了"),
                                   "close": _("已封箱，等两位保管人开箱")}[wanted])
    return redirect("needs:election", found.pk)


@guard("needs.run_election", find=find_election)
@require_POST
@never_cache
def watchers(request: GuardedRequest, key: int) -> HttpResponse:
    """Name a watcher."""
    del key
    found: Election = request.found
    form = WatcherForm(request.POST)

    def carry(told: dict[str, Any]) -> Any:
        account = Account.objects.filter(login=told["login"].strip()).first()
        if account is None:
            raise NeedRefused(_("没有这个登录名"), _("先请系统管理开一个账号"), field="login")
        return name_watcher(by=request.user, election=found, account=account, body=told["body"], seat=told["seat"])

    if carry_out(form, carry) is None:
        return _show(request, found, watcher=form)
    return redirect("needs:election", found.pk)


@guard("needs.see_election", find=find_election)
@require_POST
@never_cache
def remark(request: GuardedRequest, key: int) -> HttpResponse:
    """Keep what a watcher found."""
    del key
    form = RemarkForm(request.POST)
    if carry_out(form, lambda told: write_remark(by=request.user, election=request.found, **told)) is None:
        return _show(request, request.found, remark=form)
    return redirect("needs:election", request.found.pk)


@guard("needs.see_election", find=find_candidate)
@never_cache
def candidate(request: GuardedRequest, key: int) -> HttpResponse:
    """One candidate, with what the records say, and the decision."""
    del key
    found: Candidacy = request.found
    may_run = request.user.has_perm("needs.run_election", found)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and may_run:
        if carry_out(form, lambda told: check_candidate(by=request.user, candidacy=found, **told)):
            return redirect("needs:election", found.contest.election_id)
    elif request.method == "POST":
        raise Http404
    record_reading(request.user, found, "candidate")
    on_roll = found.contest.roll.filter(person=found.person_id).exists()
    return render(request, "needs/candidate.html", {
        "one": found, "form": form, "may_run": may_run, "on_roll": on_roll, "election": found.contest.election},
        status=status_of(form))


@guard("needs.run_election", find=find_desk_contest)
@never_cache
def roll(request: GuardedRequest, key: int) -> HttpResponse:
    """The roll of a contest: how many, what was corrected and why, and the form to correct it."""
    del key
    found: Contest = request.found
    form = VoterForm(request.POST or None)
    if request.method == "POST":
        verb = strike_voter if request.POST.get("act") == "strike" else add_voter
        before = len(form.errors)
        carry_out(form, lambda told: verb(by=request.user, contest=found, card_number=told["card"], why=told["why"]))
        if len(form.errors) == before and form.is_valid():
            messages.success(request, _("名单已更正"))
            return redirect("needs:contest_roll", found.pk)
    added = found.roll.filter(added_by__isnull=False).select_related("person", "added_by").order_by("pk")
    if added:
        record_reading(request.user, found, "roll")
    return render(request, "needs/contest_roll.html", {
        "contest": found, "election": found.election, "count": found.roll.count(), "added": added, "form": form},
        status=status_of(form))
