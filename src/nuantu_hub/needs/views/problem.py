"""One problem: what was said, its clocks, what became of it, and everything that can be done about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.problem_answers import answer_problem, count_verdicts
from nuantu_hub.needs.domain.problem_clocks import pause_clocks, resume_clocks, set_urgency
from nuantu_hub.needs.domain.problem_lineage import merge_problems, move_members, split_problem
from nuantu_hub.needs.domain.problem_starts import find_start, list_starts, start_from, tell_matter
from nuantu_hub.needs.domain.problems import give_problem, move_problem, rename_problem, sort_problem, take_problem
from nuantu_hub.needs.domain.referrals import refer_problem
from nuantu_hub.needs.interfaces.problem_forms import (
    AnswerForm,
    EmptyForm,
    MergeForm,
    OwnerForm,
    PauseForm,
    ReferForm,
    RenameForm,
    SortForm,
    SplitForm,
    UnitForm,
    UrgencyForm,
)
from nuantu_hub.needs.interfaces.problem_told import fold_joined, tell_clocks, tell_rows
from nuantu_hub.needs.models import Need, Problem
from nuantu_hub.needs.views.referrals import list_departments
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
#: What an officer alone may do, and what whoever tends the problem may.
DECIDES = frozenset({"merge", "move", "rename", "owner"})
#: Steps that take a button and no words.
BARE = frozenset({"take", "resume"})


def find_problem(request: GuardedRequest, key: int, **words: Any) -> Problem:
    """The problem of an address."""
    del request, words
    return get_object_or_404(Problem.objects.select_related("unit", "owner", "merged_into"), pk=key)


def make_forms(request: GuardedRequest, found: Problem, data: Any = None) -> dict[str, forms.Form]:
    """Every form of the page; with ``data`` they are filled in."""
    account = request.user
    made: dict[str, forms.Form] = {
        "sort": SortForm(data, initial={"name": found.title[:60], "urgency": found.urgency}),
        "rename": RenameForm(data, initial={"name": found.name}),
        "urgency": UrgencyForm(data, initial={"urgency": found.urgency}),
        "owner": OwnerForm(data, problem=found), "move": UnitForm(data), "pause": PauseForm(data),
        "refer": ReferForm(data, departments=list_departments(found.unit)), "answer": AnswerForm(data),
        "split": SplitForm(data, problem=found, account=account),
        "merge": MergeForm(data, problem=found, account=account), "take": EmptyForm(data), "resume": EmptyForm(data)}
    for name, form in made.items():
        if name != "sort":  # several forms of one page have fields of one name
            form.auto_id = f"{name}_%s"
    return made


@never_cache
@guard("needs.see_problem", find=find_problem)
def problem(request: GuardedRequest, key: int) -> HttpResponse:
    """The page; that somebody read what was said is written down."""
    del key
    record_reading(request.user, request.found, "needs of a problem")
    return show_problem(request)


def show_problem(request: GuardedRequest, **filled: Any) -> HttpResponse:
    """The page with a form that was handed in and not taken, if there is one."""
    found: Problem = request.found
    moment, shown = now(), {**make_forms(request, found), **filled}
    said = Need.objects.filter(problem_member__problem=found).select_related("station", "unit").prefetch_related(
        "echoes").order_by("-at", "pk")
    row = tell_rows([found], moment)[0]
    clocks = tell_clocks(list(found.clocks.all()), row.pause, moment)
    replies = found.replies.select_related("reply__by").order_by("-reply__at")
    may = {name: request.user.has_perm(f"needs.{name}_problem", found) for name in ("tend", "decide")}
    return render(request, "needs/problem.html", {
        "problem": found, "row": row, "page": Paginator(said, ROWS).get_page(request.GET.get("page")),
        "clocks": clocks, "provisional": any(one.provisional for one in clocks), "forms": shown, "may": may,
        "steps": fold_joined(found.steps.select_related("by", "other").order_by("-at", "-pk")),
        "referrals": found.referrals.select_related("department"), "meetings": found.meetings.all(),
        "outcomes": found.outcomes.select_related("meeting"), "own": found.owner_id == request.user.pk,
        "replies": [(one, count_verdicts(one.reply)) for one in replies],
        "starts": list_starts(request.user) if found.public_at else (), "begun": found.starts.all(),
    }, status=max(status_of(form) for form in shown.values()))


@require_POST
@guard("needs.tend_problem", find=find_problem)
def act(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Check and name, own, hand on, pause, refer, answer, split, fold."""
    found: Problem = request.found
    filled = make_forms(request, found, request.POST)
    if act not in filled or (act in DECIDES and not request.user.has_perm("needs.decide_problem", found)):
        raise Http404
    form = filled[act]
    if carry_out(form, lambda told: _do(request, found, act, told)) is None:
        if act in BARE:
            messages.error(request, " ".join(str(one) for one in form.non_field_errors()))
            return redirect("needs:problem", key)
        return show_problem(request, **{act: form})
    messages.success(request, _("已记下"))
    return redirect("needs:problem", key)


def _do(request: GuardedRequest, found: Problem, act: str, told: dict[str, Any]) -> Any:
    by = request.user
    verbs: dict[str, Any] = {
        "sort": sort_problem, "rename": rename_problem, "urgency": set_urgency, "owner": give_problem,
        "move": move_problem, "pause": pause_clocks, "resume": resume_clocks, "take": take_problem,
        "refer": refer_problem, "answer": answer_problem}
    if act == "merge":
        return merge_problems(by=by, kept=told["kept"], folded=found, why=told["why"])
    if act == "split":
        return _split(request, found, told)
    return verbs[act](by=by, problem=found, **told)


def _split(request: GuardedRequest, found: Problem, told: dict[str, Any]) -> Any:
    """Into a problem of their own, or into one that stands."""
    needs = list(told["needs"])
    if told["into"] is not None:
        return move_members(by=request.user, needs=needs, out=found, into=told["into"], why=told["why"])
    return split_problem(by=request.user, problem=found, needs=needs, name=told["name"], why=told["why"],
                         token=told["token"])


@never_cache
@guard("needs.tend_problem", find=find_problem)
def start(request: GuardedRequest, key: int, kind: str) -> HttpResponse:
    """Start something from a problem, by the form of the app that knows how."""
    del key
    found: Problem = request.found
    entry = find_start(request.user, kind) if found.public_at else None
    if entry is None:
        raise Http404
    form = entry.make_form(request.user, tell_matter(found), request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: start_from(by=request.user, problem=found, start=entry, told=told))
        if made is not None:
            messages.success(request, _("已开始：%(title)s") % {"title": made.title})
            return redirect(made.address)
    return render(request, "needs/problem_start.html", {
        "problem": found, "entry": entry, "form": form}, status=status_of(form))
