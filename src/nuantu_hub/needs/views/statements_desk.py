"""The desk of a deliberation's statements: opening ones, the moderators' queue, one decision, the public log."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.moderating import list_alike, moderate
from nuantu_hub.needs.domain.statements import put_seed
from nuantu_hub.needs.domain.talk_starts import list_wordings
from nuantu_hub.needs.interfaces.deliberation_forms import ModerateForm, SeedForm
from nuantu_hub.needs.models import Deliberation, Statement
from nuantu_hub.needs.views.deliberations_desk import find_deliberation, put_state
from nuantu_hub.people.domain.publication import LEAST
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
#: Statements that wait stand first.
ORDER = Case(When(state=Statement.State.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())


def find_statement(request: HttpRequest, key: int) -> Statement:
    """The statement that the address names."""
    del request
    return get_object_or_404(Statement.objects.select_related("deliberation__unit"), pk=key)


@guard("needs.hold_deliberation", find=find_deliberation)
@never_cache
def statements(request: GuardedRequest, key: int) -> HttpResponse:
    """The statements of a deliberation, those that wait first; another one to begin with."""
    del key
    one: Deliberation = request.found
    put_state(one, now())
    form = SeedForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: put_seed(by=request.user, deliberation=one, **told))
        if made is not None:
            messages.success(request, _("已放入"))
            return redirect("needs:deliberation_statements", one.pk)
    state = request.GET.get("state", "")
    rows = one.statements.annotate(place=ORDER).prefetch_related("steps").order_by("place", "number")
    if state in Statement.State.values:
        rows = rows.filter(state=state)
    return render(request, "needs/deliberation_statements.html", {
        "one": one, "form": form, "state": state, "states": Statement.State.choices,
        "wordings": list_wordings(one), "least": LEAST,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page"))}, status=status_of(form))


@guard("needs.hold_deliberation", find=find_statement)
@never_cache
def statement(request: GuardedRequest, key: int) -> HttpResponse:
    """One statement, what is like it, what was decided, and the decision."""
    del key
    found: Statement = request.found
    form = ModerateForm(request.POST or None)
    if request.method == "POST" and carry_out(form, lambda _told: moderate(
            by=request.user, statement=found, **form.tell_decision())) is not None:
        messages.success(request, _("已记下，理由大家都看得到"))
        waiting = found.deliberation.statements.filter(state=Statement.State.WAITING).first()
        if waiting is not None:
            return redirect("needs:statement", waiting.pk)
        return redirect("needs:deliberation_statements", found.deliberation_id)
    others = found.deliberation.statements.filter(state=Statement.State.SHOWN)
    return render(request, "needs/statement.html", {
        "one": put_state(found.deliberation, now()), "statement": found, "form": form,
        "alike": list_alike(found, others), "steps": found.steps.select_related("by", "same_as"),
        "overdue": found.is_overdue(now())}, status=status_of(form))
