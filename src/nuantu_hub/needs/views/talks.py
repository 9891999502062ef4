"""Deliberations on the phone: what is open, one statement at a time, one's own sentence, what became of it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.opinion_votes import (
    MOST_AT_ONCE,
    cast_opinions,
    count_turn_out,
    find_voter,
    list_own,
)
from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.needs.domain.statements import find_followed, write_statement
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.deliberation_forms import FollowForm, StatementForm
from nuantu_hub.needs.interfaces.talk_told import tell_talk, tell_words
from nuantu_hub.needs.models import Deliberation, OpinionVote, Statement
from nuantu_hub.needs.views.deliberations_desk import put_state
from nuantu_hub.people.domain.publication import LEAST
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.interfaces.callers import read_caller

ROWS = 20
#: Codes that one address may try within an hour.
TRIES = QuietLimit(30)


def find_talk(request: HttpRequest, sign: str) -> Deliberation:
    """The announced deliberation that the address names."""
    del request
    return get_object_or_404(Deliberation.objects.announced().select_related("unit"), sign=sign)


@open_to_all
@never_cache
def talks(request: HttpRequest) -> HttpResponse:
    """What is asked now, and what came of earlier questions."""
    rows = Deliberation.objects.announced().select_related("unit").annotate(
        shown=Count("statements", filter=Q(statements__state=Statement.State.SHOWN)))
    order = (F("counted_at").desc(nulls_first=True), "closes_at", "pk")
    page = Paginator(rows.order_by(*order), ROWS).get_page(request.GET.get("page"))
    listed = sorted((put_state(row, now()) for row in page.object_list), key=_rank)
    return render(request, "needs/talks.html", {"page": page, "rows": listed, "form": FollowForm()})


def _rank(row: Any) -> tuple[int, float]:
    order = ("open", "counting", "ahead", "done", "off")
    sign = -1 if row.state == Deliberation.State.DONE else 1
    return order.index(row.state), sign * row.closes_at.timestamp()


@open_to_all
@never_cache
def talk(request: HttpRequest, sign: str) -> HttpResponse:
    """One deliberation: the next statement for whoever is asked, what it is about for everybody."""
    one = put_state(find_talk(request, sign), now())
    turn_out = count_turn_out(one)
    return render(request, "needs/talk.html", {
        "one": one, "talk": tell_talk(request.user, one), "words": tell_words(), "changes": one.changes.all(),
        "turn_out": turn_out, "enough": turn_out.voters >= LEAST, "least": LEAST})


@guard("needs.take_part", find=find_talk)
@require_POST
def vote(request: GuardedRequest, sign: str) -> HttpResponse:
    """Take one vote of a form, or those that a phone gathered (JSON: ``{"votes": {number: choice}}``)."""
    script = request.headers.get("Accept", "").startswith("application/json")
    try:
        taken = cast_opinions(account=request.user, deliberation=request.found, choices=_read_choices(request, script))
    except NeedRefused as refusal:
        if script:
            return JsonResponse({"ok": False, "refused": str(refusal)}, status=422)
        messages.error(request, str(refusal))
        return redirect("needs:talk", sign)
    if not script:
        back = "needs:talk_own" if request.POST.get("back") else "needs:talk"
        return redirect(back, sign)
    told = tell_talk(request.user, request.found)
    return JsonResponse({"ok": True, "taken": taken.count, "gone": taken.gone,
                         **({} if told is None else {"ahead": told.ahead, "done": told.done, "total": told.total})})


def _read_choices(request: HttpRequest, script: bool) -> dict[int, int]:
    """What came, by number. Raises NeedRefused for what is no vote."""
    try:
        told = json.loads(request.body)["votes"] if script else {request.POST["number"]: request.POST["choice"]}
        if len(told) > MOST_AT_ONCE:
            raise ValueError
        return {int(number): int(choice) for number, choice in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as fault:
        raise NeedRefused(_("表态看不懂"), _("刷新页面再试")) from fault


@guard("needs.take_part", find=find_talk)
@never_cache
def write(request: GuardedRequest, sign: str) -> HttpResponse:
    """One's own sentence; the code is shown once, on the answer to the form, and stands in no session."""
    del sign
    one: Deliberation = request.found
    form = StatementForm(request.POST or None)
    if request.method == "POST":
        done = carry_out(form, lambda told: write_statement(account=request.user, deliberation=one, **told))
        if done is not None:
            return render(request, "needs/talk_written.html", {"one": one, "statement": done[0], "code": done[1]})
    elif not one.is_open(now()):
        raise Http404
    return render(request, "needs/talk_write.html", {"one": one, "form": form}, status=status_of(form))


@guard("needs.take_part", find=find_talk)
@never_cache
def own_votes(request: GuardedRequest, sign: str) -> HttpResponse:
    """What one said so far; each can be changed until the end, and nobody else sees it."""
    del sign
    one = put_state(request.found, now())
    voter = find_voter(request.user, one)
    return render(request, "needs/talk_own.html", {
        "one": one, "rows": list_own(request.user, one), "choices": OpinionVote.Choice.choices,
        "number": None if voter is None else voter.number})


@open_to_all
@never_cache
def followed(request: HttpRequest) -> HttpResponse:
    """What became of a sentence, for whoever has its code."""
    form = FollowForm(request.POST or None)
    found = None
    if request.method == "POST":
        found = carry_out(form, lambda told: _follow(read_caller(request).address, told["code"]))
    steps = [] if found is None else list(found.steps.all())
    return render(request, "needs/talk_followed.html", {
        "form": form, "statement": found, "step": steps[-1] if steps else None,
        "one": None if found is None else put_state(found.deliberation, now())}, status=status_of(form))


def _follow(address: str, code: str) -> Statement:
    """The statement of a code. Raises NeedRefused where there is none, and for too many tries."""
    if not TRIES.take_one(address):
        raise NeedRefused(_("试得太多了"), _("过一小时再试"))
    found = find_followed(code)
    if found is None:
        raise NeedRefused(_("没有这个编号"), _("十二个字符，和提的时候给你看的一样"), field="code")
    return found
