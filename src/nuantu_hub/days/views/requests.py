"""Requests: the worker's own, and the queue of those who owe an answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.days.domain import asking
from nuantu_hub.days.forms import AnswerForm, AskForm, WordsForm
from nuantu_hub.days.interfaces.sheet import build_sheet, find_ground
from nuantu_hub.days.models import Request
from nuantu_hub.days.views.links import add_refusal
from nuantu_hub.days.views.own import ROWS, find_today, read_own_order
from nuantu_hub.people.models import Account
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

State = Request.State
#: What a queue shows, by the word of its address.
QUEUES = {"waiting": (State.OPEN, State.CLAIMED), "answered": (State.ANSWERED,),
          "closed": (State.CLOSED, State.WITHDRAWN)}


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def find_request(request: HttpRequest, pk: uuid.UUID, **words: Any) -> Request:
    """The request of an address."""
    del request, words
    return get_object_or_404(Request.objects.select_related("run", "unit__parent", "claimed_by"), pk=pk)


@guard("days.ask")
def own_requests(request: HttpRequest) -> HttpResponse:
    """The worker's requests, the newest first."""
    rows = Request.objects.visible_to(request.user).select_related("unit", "run").order_by("-opened_at", "id")
    return render(request, "days/own_requests.html", {"page": Paginator(rows, ROWS).get_page(request.GET.get("page"))})


@guard("days.ask")
def ask(request: HttpRequest, clause_id: str) -> HttpResponse:
    """I do not agree: a request about a clause, on an own order or on the own day."""
    today = find_today(request)
    if today is None:
        raise Http404
    clause, order_id = today.view.clause(clause_id), request.GET.get("order", "")
    if clause is None:
        raise Http404
    order = read_own_order(today, order_id) if order_id else None
    ground = find_ground(clause, order_id=order_id, order=order, today=today)
    form = AskForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            made = asking.open_request(account=_account(request), run=today.run, ground=ground,
                                       words=form.cleaned_data["words"], token=form.cleaned_data["token"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("已提出，编号 %(number)s") % {"number": made.number})
            return redirect("days:own_request", made.pk)
    stated = today.view.facts["answer_within"]
    return render(request, "days/ask.html", {
        "form": form, "clause": clause, "order_id": order_id, "ground": ground, "today": today, "view": today.view,
        "sheet": build_sheet(today.view, clause, order=order, today=today),
        "within_s": stated[1] if stated else asking.SERVICE_S,
        "due_clause": today.view.clauses.get(stated[0]) if stated else None,
    }, status=422 if form.errors else 200)


def _show_request(request: HttpRequest, template: str, **more: Any) -> HttpResponse:
    found: Request = request.found  # type: ignore[attr-defined]
    view = found.run.view
    wrong = any(getattr(form, "errors", None) for form in more.values())
    return render(request, template, {
        "asked": found, "steps": found.steps.select_related("by", "unit"), "view": view,
        "clause": view.clauses.get(found.clause_id), "due_clause": view.clauses.get(found.due_clause), **more,
    }, status=422 if wrong else 200)


@guard("days.see_own_request", find=find_request)
def own_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One of the worker's requests: where it stands, and what can be done."""
    del pk
    return _show_request(request, "days/own_request.html", form=WordsForm())


@require_POST
@guard("days.see_own_request", find=find_request)
def act_on_own(request: HttpRequest, pk: uuid.UUID, act: str) -> HttpResponse:
    """Accept an answer, appeal against it, or take the request back."""
    found: Request = request.found  # type: ignore[attr-defined]
    if act == "appeal":
        form = WordsForm(request.POST)
        if not form.is_valid():
            return _show_request(request, "days/own_request.html", form=form)
        asking.appeal_request(request=found, words=form.cleaned_data["words"])
        messages.success(request, _("已转上一级工会"))
    elif act == "accept":
        asking.accept_answer(request=found)
        messages.success(request, _("已结束"))
    else:
        asking.withdraw_request(request=found)
        messages.success(request, _("已撤回"))
    return redirect("days:own_request", pk)


@guard("days.answer")
def queue(request: HttpRequest) -> HttpResponse:
    """Requests that the units of this desk owe an answer, the most urgent first."""
    chosen = request.GET.get("show", "waiting")
    if chosen not in QUEUES:
        raise Http404
    seen = Request.objects.visible_to(request.user)
    rows = seen.filter(state__in=QUEUES[chosen]).select_related("unit", "run", "claimed_by")
    counts = {name: seen.filter(state__in=states).count() for name, states in QUEUES.items()}
    return render(request, "days/queue.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "chosen": chosen, "counts": counts})


@guard("days.answer", find=find_request)
def desk_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request on the desk: what is asked, the arithmetic, and the answer."""
    del pk
    return _show_request(request, "days/request.html", form=AnswerForm())


@require_POST
@guard("days.answer", find=find_request)
def act_at_desk(request: HttpRequest, pk: uuid.UUID, act: str) -> HttpResponse:
    """Claim a request, put it back, or answer it."""
    found: Request = request.found  # type: ignore[attr-defined]
    if act == "claim":
        asking.claim_request(by=_account(request), request=found)
    elif act == "release":
        asking.release_request(by=_account(request), request=found)
        return redirect("days:queue")
    else:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return _show_request(request, "days/request.html", form=form)
        try:
            asking.answer_request(by=_account(request), request=found, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
            return _show_request(request, "days/request.html", form=form)
        messages.success(request, _("已答复"))
    return redirect("days:request", pk)
