"""Pages of visits: planned, moved, held; who came, what was asked, and the sheet for the wall."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.attendance import count_joined
from nuantu_hub.people.domain.identity import veil_name
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.domain.sheets import count_fates, take_sheet
from nuantu_hub.people.domain.visits import VisitPlan, call_off_visit, close_visit, move_visit, plan_visit
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.codes import draw_code
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.visit_forms import (
    AskForm,
    MoveVisitForm,
    OutcomeForm,
    PlanVisitForm,
    ReasonForm,
    SheetForm,
)
from nuantu_hub.people.models import Account, Question, Visit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.people.phone import mask_phone
from nuantu_hub.people.views.units import find_unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import list_ways_on
from nuantu_hub.site.guards import guard

PAGE_ROWS = 50


def find_visit(request: GuardedRequest, key: int) -> Visit:
    """The visit that the address names."""
    del request
    return get_object_or_404(Visit.objects.select_related("unit", "enterprise", "poster", "planned_by"), pk=key)


@guard("people.see_visits")
def list_visits(request: GuardedRequest) -> HttpResponse:
    """Visits to come and visits that were, with what each brought."""
    seen = Visit.objects.visible_to(request.user)
    states = dict(seen.order_by().values_list("state").annotate(count=Count("pk")))
    state = request.GET.get("state", "")
    if state in Visit.State.values:
        seen = seen.filter(state=state)
    rows = seen.select_related("unit", "enterprise").annotate(
        came=Count("attendances", distinct=True), asked=Count("questions", distinct=True)).order_by("-starts_at", "-pk")
    return render(request, "people/visits.html", {
        "page": Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page")), "state": state,
        "states": [(value, label, states.get(value, 0)) for value, label in Visit.State.choices],
        "all": sum(states.values()), "now": now(),
        "plan_at": units_of(request.user, "organiser", "officer").filter(closed_on=None).order_by("path").first()})


@guard("people.plan_visits", find=find_unit)
def add_visit(request: GuardedRequest, key: int) -> HttpResponse:
    """Plan a visit of this unit."""
    del key
    unit = request.found
    form = PlanVisitForm(request.POST or None, unit=unit, account=request.user, initial={"going": [request.user.pk]})
    if request.method == "POST":
        made = carry_out(form, lambda told: plan_visit(
            by=request.user, unit=unit, token=told.pop("token"),
            plan=VisitPlan(**told | {"going": tuple(told["going"])})))
        if made is not None:
            messages.success(request, _("已计划，签到码可以打印了"))
            return redirect("people:visit", made.pk)
    return render(request, "people/visit_add.html", {"unit": unit, "form": form}, status=status_of(form))


@guard("people.see_visits", find=find_visit)
def show_visit(request: GuardedRequest, key: int) -> HttpResponse:
    """One visit: its plan before, its report after."""
    del key
    return _show(request, request.found)


@guard("people.see_visits", find=find_visit)
def show_attendances(request: GuardedRequest, key: int) -> HttpResponse:
    """Who came, veiled; that the list was read is written down."""
    del key
    visit = request.found
    record_reading(request.user, visit, "visit attendances")
    page = Paginator(visit.attendances.order_by("at", "pk"), PAGE_ROWS).get_page(request.GET.get("page"))
    rows = [(one, veil_name(one.name), mask_phone(one.phone)) for one in page]
    return render(request, "people/visit_attendances.html", {"visit": visit, "page": page, "rows": rows})


@guard("people.plan_visits", find=find_visit)
def change_visit(request: GuardedRequest, key: int) -> HttpResponse:
    """Move a visit or call it off; ``what`` of the submit says which."""
    del key
    visit = request.found
    what = request.POST.get("what", "")
    move = MoveVisitForm(request.POST if what == "move" else None, initial={
        "place": visit.place, "starts_at": visit.starts_at, "ends_at": visit.ends_at})
    off = ReasonForm(request.POST if what == "off" else None)
    done = None
    if what == "move":
        done = carry_out(move, lambda told: move_visit(by=request.user, visit=visit, **told))
    elif what == "off":
        done = carry_out(off, lambda told: call_off_visit(by=request.user, visit=visit, **told))
    if done is not None:
        messages.success(request, _("已保存，原来的安排还查得到"))
        return redirect("people:visit", visit.pk)
    visit.refresh_from_db()
    return render(request, "people/visit_change.html", {"visit": visit, "move": move, "off": off},
                  status=max(status_of(move), status_of(off)))


@guard("people.plan_visits", find=find_visit)
@require_POST
def finish_visit(request: GuardedRequest, key: int) -> HttpResponse:
    """Write what came of a visit."""
    del key
    form = OutcomeForm(request.POST)
    if carry_out(form, lambda told: close_visit(by=request.user, visit=request.found, **told)) is not None:
        messages.success(request, _("小结已保存"))
        return redirect("people:visit", request.found.pk)
    return _show(request, request.found, outcome=form)


@guard("people.plan_visits", find=find_visit)
@require_POST
def ask_at_visit(request: GuardedRequest, key: int) -> HttpResponse:
    """Take down a question that somebody asked aloud."""
    del key
    form = AskForm(request.POST)
    if carry_out(form, lambda told: capture_question(by=request.user, visit=request.found, **told)) is not None:
        messages.success(request, _("问题已记下"))
        return redirect("people:visit", request.found.pk)
    return _show(request, request.found, ask=form)


@guard("people.plan_visits", find=find_visit)
def add_sheet(request: GuardedRequest, key: int) -> HttpResponse:
    """Take over a paper sheet."""
    del key
    visit = request.found
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: take_sheet(
            by=request.user, visit=visit, body=told["file"].read(), token=told["token"]))
        if made is not None:
            return redirect(f"{reverse('people:visit_sheet', args=[visit.pk])}#sheet-{made.pk}")
    sheets = [(sheet, count_fates(sheet)) for sheet in visit.sheets.select_related("by")[:PAGE_ROWS]]
    return render(request, "people/visit_sheet.html", {"visit": visit, "form": form, "sheets": sheets},
                  status=status_of(form))


@guard("people.see_visits", find=find_visit)
def show_sign(request: GuardedRequest, key: int) -> HttpResponse:
    """The sign for the place: one code to sign in with, in print."""
    del key
    address = request.build_absolute_uri(reverse("people:sign_in_at", args=[request.found.code]))
    return render(request, "people/visit_sign.html", {
        "visit": request.found, "address": address, "code": draw_code(address, _("签到码"))})


def _list_questions(account: Account, visit: Visit) -> list[Question]:
    """The visit's questions, each with the ways on from it."""
    questions = list(visit.questions.select_related("group").order_by("at", "pk")[:PAGE_ROWS])
    for one in questions:
        one.visit = visit
        one.ways_on = list_ways_on(account, one)  # type: ignore[attr-defined]
    return questions


def _show(request: GuardedRequest, visit: Visit, *, outcome: OutcomeForm | None = None,
          ask: AskForm | None = None) -> HttpResponse:
    moment = now()
    came = list(visit.attendances.values_list("member", "source"))
    joined = count_joined(visit)
    shown = {
        "visit": visit, "going": visit.going.order_by("login"), "guests": visit.guests.all(),
        "moves": visit.moves.select_related("by"), "now": moment, "begun": visit.starts_at <= moment,
        "today": localdate(visit.starts_at) == localdate(moment), "open": visit.is_open(moment),
        "came": len(came), "members": sum(member for member, _source in came),
        "scanned": sum(source == "scan" for _member, source in came), "joined": joined, "applied": sum(joined.values()),
        "questions": _list_questions(request.user, visit),
        "expected": sum(guest.expected for guest in visit.guests.all()),
        "may_plan": request.user.has_perm("people.plan_visits", visit),
        "outcome": outcome or OutcomeForm(initial={"outcome": visit.outcome}), "ask": ask or AskForm(),
    }
    status = max(status_of(outcome) if outcome else 200, status_of(ask) if ask else 200)
    return render(request, "people/visit.html", shown, status=status)
