"""The desk of needs: what waits to be received, what one need is and what can be done about it, figures and table."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.domain.need_export import export_needs
from nuantu_hub.needs.domain.need_figures import FEWEST, count_needs
from nuantu_hub.needs.domain.need_lists import (
    HEARD_WITHIN,
    SHOWS,
    Asked,
    count_joined,
    count_shows,
    order_needs,
    sieve_needs,
)
from nuantu_hub.needs.domain.own_needs import tell_own
from nuantu_hub.needs.domain.receiving import hear_needs, move_needs, put_aside, show_need, take_back, type_up
from nuantu_hub.needs.domain.shared_problems import tell_shared
from nuantu_hub.needs.interfaces.need_course import draw_course
from nuantu_hub.needs.interfaces.need_forms import AnswerForm, MoveForm, ShownForm, TypedForm, WhyForm
from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
RECEIVED_AT_ONCE = 500
DAYS = (7, 30, 90, 365)


def find_need(request: GuardedRequest, key: int, **words: Any) -> Need:
    """The need of an address."""
    del request, words
    return get_object_or_404(Need.objects.select_related("unit", "station", "visit", "account", "echo_of", "typed_by"),
                             pk=key)


@guard("needs.see_needs")
@never_cache
def needs(request: GuardedRequest) -> HttpResponse:
    """Needs of the units that one answers for, those that wait first."""
    show, moment = request.GET.get("show", "said"), now()
    if show not in SHOWS:
        raise Http404
    asked = Asked(*(request.GET.get(name, "")[:40] for name in ("topic", "channel", "place")))
    seen = asked.narrow(Need.objects.visible_to(request.user))
    rows = order_needs(sieve_needs(seen, show, moment), show).select_related("unit", "station")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    joined, problems, counts = count_joined(shown), tell_shared([one.pk for one in shown]), count_shows(seen, moment)
    query = request.GET.copy()
    for name in ("show", "page"):
        query.pop(name, None)
    return render(request, "needs/needs.html", {
        "page": page, "show": show, "shows": [(name, words, counts[name]) for name, words in SHOWS.items()],
        "rows": [(one, joined.get(one.pk, 0), problems.get(one.pk), one.at + HEARD_WITHIN) for one in shown],
        "asked": asked, "topics": Need.Topic.choices, "channels": Need.Channel.choices, "query": query.urlencode(),
        "waiting": counts["said"], "late": counts["late"]})


@guard("needs.see_needs")
@require_POST
def receive_all(request: GuardedRequest) -> HttpResponse:
    """Say that everything that was ticked has been received; without ticks, everything that waits."""
    ticked = [int(key) for key in request.POST.getlist("need") if key.isascii() and key.isdigit()]
    waiting = Need.objects.visible_to(request.user).filter(state=Need.State.SAID, echo_of=None)
    chosen = (waiting.filter(pk__in=ticked) if ticked else waiting).order_by("at", "pk")[:RECEIVED_AT_ONCE]
    count = hear_needs(by=request.user, needs=chosen)
    words = ngettext("收到 %(n)d 件，说的人看得到", "收到 %(n)d 件，说的人看得到", count)
    messages.success(request, words % {"n": count})
    return redirect("needs:needs")


@guard("needs.see_need", find=find_need)
@never_cache
def need(request: GuardedRequest, key: int) -> HttpResponse:
    """One need: what was said, what became of it, what can be done; that its words were read is written down."""
    del key
    return _show(request)


def _show(request: GuardedRequest, **given: Any) -> HttpResponse:
    found: Need = request.found
    shown: dict[str, Any] = {
        "answer": AnswerForm(initial={"token": uuid.uuid4()}), "shown": ShownForm(initial={"shown": found.shown}),
        "typed": TypedForm(initial={"words": found.words}), "move": MoveForm(), "aside": WhyForm(), "back": WhyForm(),
        **given}
    own = tell_own([found])[0]
    if found.words or found.voice_id or found.photo_id:
        record_reading(request.user, found, "need")
    return render(request, "needs/need.html", {
        "need": found, "own": own, "course": draw_course(own, now()), "forms": shown, "due": found.at + HEARD_WITHIN,
        "steps": found.steps.select_related("by"), "echoes": own.joined if found.echo_of_id is None else 0,
        "may_answer": request.user.has_perm("needs.answer_need", found)},
        status=max(status_of(form) for form in shown.values()))


@guard("needs.see_need", find=find_need)
@require_POST
def act(request: GuardedRequest, key: int, act: str) -> HttpResponse:
    """Receive, show, type up, move, answer, put aside, take up again."""
    found: Need = request.found
    made: dict[str, forms.Form] = {
        "hear": forms.Form(request.POST), "shown": ShownForm(request.POST), "typed": TypedForm(request.POST),
        "move": MoveForm(request.POST), "answer": AnswerForm(request.POST), "aside": WhyForm(request.POST),
        "back": WhyForm(request.POST)}
    if act not in made or (act == "answer" and not request.user.has_perm("needs.answer_need", found)):
        raise Http404
    if carry_out(made[act], lambda told: _do(request, found, act, told)) is None:
        return _show(request, **{act: made[act]})
    messages.success(request, _("已记下"))
    if act == "move" and not request.user.has_perm("needs.see_need", Need.objects.select_related("unit").get(pk=key)):
        return redirect("needs:needs")
    return redirect("needs:need", key)


def _do(request: GuardedRequest, found: Need, act: str, told: dict[str, Any]) -> Any:
    by = request.user
    if act == "hear":
        hear_needs(by=by, needs=[found])
        return found
    if act == "shown":
        return show_need(by=by, need=found, shown=told["shown"])
    if act == "typed":
        return type_up(by=by, need=found, words=told["words"])
    if act == "move":
        return move_needs(by=by, need=found, unit=told["unit"], why=told["why"])
    if act == "answer":
        return answer_needs(by=by, unit=found.unit, needs=[found], text=told["text"], token=told["token"])
    if act == "aside":
        return put_aside(by=by, need=found, why=told["why"])
    return take_back(by=by, need=found, why=told["why"])


@guard("needs.see_needs")
@require_POST
def export(request: GuardedRequest) -> HttpResponse:
    """All needs of these units as a table, without words."""
    body = export_needs(by=request.user, needs=Need.objects.visible_to(request.user))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="needs.csv"'})


@guard("needs.see_needs")
def figures(request: GuardedRequest) -> HttpResponse:
    """How much was said, about what, from where, and how much of it was received in time; small numbers withheld."""
    asked = request.GET.get("days", "30")
    days = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in DAYS else 30
    moment = now()
    told = count_needs(Need.objects.visible_to(request.user), moment - timedelta(days=days), moment)
    return render(request, "needs/need_figures.html", {"told": told, "days": days, "choices": DAYS, "fewest": FEWEST})
