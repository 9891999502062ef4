"""The desk of deliberations: the list, drafting, one of them with its turn-out, announcing, moving, calling off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.deliberations import (
    LEAST_SEEDS,
    announce,
    call_off,
    change_draft,
    draft_deliberation,
    move_closing,
)
from nuantu_hub.needs.domain.opinion_votes import count_turn_out
from nuantu_hub.needs.interfaces.deliberation_forms import CallOffForm, DeliberationFields, DraftForm, MoveForm, RunForm
from nuantu_hub.needs.interfaces.turn_out_chart import chart_turn_out
from nuantu_hub.needs.models import Deliberation, Statement
from nuantu_hub.needs.models.deliberation import ROLES
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

ROWS = 50
FIELDS = ("title", "question", "background", "opens_at", "closes_at", "moderation", "who")
#: The tone in which a state is shown.
TONES = {"draft": "unknown", "ahead": "waiting", "open": "watch", "counting": "waiting", "done": "kept",
         "off": "not_applicable"}


def find_deliberation(request: HttpRequest, key: int) -> Deliberation:
    """The deliberation that the address names."""
    del request
    return get_object_or_404(Deliberation.objects.select_related("unit", "made_by"), pk=key)


def list_units(account: Any) -> Any:
    """The units in whose name the account may hold one."""
    return units_of(account, *ROLES).filter(closed_on=None).order_by("path")


def put_state(row: Deliberation, moment: datetime) -> Deliberation:
    """The row with its state, the state's words and its tone, for a template."""
    state = row.tell_state(moment)
    row.state, row.state_words, row.tone = state, state.label, TONES[state]  # type: ignore[attr-defined]
    return row


@guard("needs.see_deliberations")
@never_cache
def deliberations(request: GuardedRequest) -> HttpResponse:
    """Deliberations of one's units, the newest first, with what waits for a moderator."""
    shown = Q(statements__state=Statement.State.SHOWN)
    rows = Deliberation.objects.visible_to(request.user).select_related("unit").annotate(
        shown=Count("statements", filter=shown), waiting=Count(
            "statements", filter=Q(statements__state=Statement.State.WAITING))).order_by("-opens_at", "-pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    for row in page.object_list:
        put_state(row, now())
    return render(request, "needs/deliberations.html", {"page": page})


@guard("needs.see_deliberations")
@never_cache
def add_deliberation(request: GuardedRequest) -> HttpResponse:
    """Draft one."""
    opens = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    units = list_units(request.user)
    form = DraftForm(request.POST or None, units=units, initial={
        "opens_at": opens, "closes_at": opens + timedelta(days=14), "unit": units.first()})
    if request.method == "POST":
        made = carry_out(form, lambda told: draft_deliberation(by=request.user, **told))
        if made is not None:
            messages.success(request, _("已起草，先写几句开头的看法"))
            return redirect("needs:deliberation_statements", made.pk)
    return render(request, "needs/deliberation_edit.html", {"form": form}, status=status_of(form))


@guard("needs.hold_deliberation", find=find_deliberation)
@never_cache
def edit_deliberation(request: GuardedRequest, key: int) -> HttpResponse:
    """Change a draft."""
    del key
    one: Deliberation = request.found
    form = DeliberationFields(request.POST or None, initial={name: getattr(one, name) for name in FIELDS})
    if request.method == "POST":
        done = carry_out(form, lambda told: change_draft(by=request.user, deliberation=one, **told))
        if done is not None:
            messages.success(request, _("已改"))
            return redirect("needs:deliberation", one.pk)
    return render(request, "needs/deliberation_edit.html", {"form": form, "one": one}, status=status_of(form))


@guard("needs.hold_deliberation", find=find_deliberation)
@never_cache
def deliberation(request: GuardedRequest, key: int) -> HttpResponse:
    """One deliberation: turn-out, what waits, computings, what may be done next."""
    del key
    return show_deliberation(request, request.found)


def show_deliberation(request: GuardedRequest, one: Deliberation, form: Any = None, name: str = "") -> HttpResponse:
    """The page, with a form that was refused where there is one."""
    put_state(one, now())
    counts = one.statements.aggregate(shown=Count("pk", filter=Q(state=Statement.State.SHOWN)),
                                      seeds=Count("pk", filter=Q(is_seed=True)),
                                      waiting=Count("pk", filter=Q(state=Statement.State.WAITING)),
                                      out=Count("pk", filter=Q(state=Statement.State.OUT)))
    told = {"move": MoveForm(initial={"closes_at": one.closes_at}), "call_off": CallOffForm(), "run": RunForm()}
    if form is not None:
        told[name] = form
    runs = one.runs.defer("snapshot", "result").select_related("asked_by")
    return render(request, "needs/deliberation.html", {
        "one": one, "turn_out": count_turn_out(one), "counts": counts, "forms": told, "runs": runs,
        "under_way": next((run for run in runs if run.is_under_way), None), "changes": one.changes.all(),
        "chart": chart_turn_out(one.rounds.all()), "least": LEAST_SEEDS,
        "may_announce": one.state == Deliberation.State.DRAFT and counts["shown"] >= LEAST_SEEDS,  # type: ignore[attr-defined]
    }, status=200 if form is None else status_of(form))


@guard("needs.hold_deliberation", find=find_deliberation)
@require_POST
def announce_deliberation(request: GuardedRequest, key: int) -> HttpResponse:
    """Let everybody see it."""
    try:
        announce(by=request.user, deliberation=request.found)
        messages.success(request, _("已公布，骑手在手机上看得到"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("needs:deliberation", key)


@guard("needs.hold_deliberation", find=find_deliberation)
@require_POST
def move_deliberation(request: GuardedRequest, key: int) -> HttpResponse:
    """Another closing day, with its reason."""
    form = MoveForm(request.POST)
    if carry_out(form, lambda told: move_closing(by=request.user, deliberation=request.found, **told)) is None:
        return show_deliberation(request, request.found, form, "move")
    messages.success(request, _("已改，理由大家都看得到"))
    return redirect("needs:deliberation", key)


@guard("needs.hold_deliberation", find=find_deliberation)
@require_POST
def call_off_deliberation(request: GuardedRequest, key: int) -> HttpResponse:
    """End it without a result."""
    form = CallOffForm(request.POST)
    if carry_out(form, lambda told: call_off(by=request.user, deliberation=request.found, **told)) is None:
        return show_deliberation(request, request.found, form, "call_off")
    messages.success(request, _("已取消，表态已删除"))
    return redirect("needs:deliberation", key)
