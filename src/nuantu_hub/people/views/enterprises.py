"""Pages of the ledger of enterprises: the list, one enterprise on its way to a union, and what was printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.enterprises import Particulars, enter_enterprise, join_federation, strike_off
from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.domain.founding import (
    APPROVAL_DAYS,
    BACK,
    FORWARD,
    PAPERS,
    decide_founding,
    record_meeting,
    take_step,
)
from nuantu_hub.people.domain.printed import read_printed
from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.people.domain.tree import list_above
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.enterprise_forms import (
    DecideForm,
    EnterEnterpriseForm,
    FederationForm,
    MeetingForm,
    StepForm,
    StrikeOffForm,
)
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Enterprise, FoundingMeeting, Stage, Step, StoredFile
from nuantu_hub.people.views.units import find_unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

PAGE_ROWS = 50


def find_enterprise(request: GuardedRequest, key: int) -> Enterprise:
    """The enterprise that the address names."""
    del request
    return get_object_or_404(Enterprise.objects.select_related("overseer", "parent", "federation", "union"), pk=key)


@guard("people.see_enterprises")
def list_enterprises(request: GuardedRequest) -> HttpResponse:
    """The ledger, by stage, kind and words of the name."""
    seen = Enterprise.objects.visible_to(request.user).filter(closed_on=None)
    stages = dict(seen.order_by().values_list("stage").annotate(count=Count("pk")))
    stage, kind, words = (request.GET.get(word, "") for word in ("stage", "kind", "q"))
    rows = seen.select_related("overseer", "parent", "union")
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    if kind in Enterprise.Kind.values:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(name__icontains=words)
    page = Paginator(rows.order_by("name"), PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "people/enterprises.html", {
        "page": page, "stage": stage, "kind": kind, "words": words, "all": sum(stages.values()),
        "kinds": Enterprise.Kind.choices,
        "stages": [(value, label, stages.get(value, 0)) for value, label in Stage.choices]})


@guard("people.see_enterprises", find=find_enterprise)
def show_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """One enterprise: how far its union is, its family, the next step."""
    del key
    return _show(request, request.found)


@guard("people.change_enterprises", find=find_unit)
def add_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """A new line of the ledger of this unit."""
    del key
    unit = request.found
    form = EnterEnterpriseForm(request.POST or None, account=request.user, initial={"on": localdate(now())})
    if request.method == "POST":
        made = carry_out(form, lambda told: enter_enterprise(
            by=request.user, overseer=unit, on=told.pop("on"), note=told.pop("note"), token=told.pop("token"),
            particulars=Particulars(**told)))
        if made is not None:
            return redirect("people:enterprise", made.pk)
    return render(request, "people/enterprise_add.html", {"unit": unit, "form": form}, status=status_of(form))


@guard("people.change_enterprises", find=find_enterprise)
def step_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a step."""
    del key
    form = StepForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and carry_out(form, lambda told: keep_paper(request, take_step, told)) is not None:
        messages.success(request, _("已记下这一步"))
        return redirect("people:enterprise", request.found.pk)
    return _show(request, request.found, step=form)


@guard("people.approve_foundings", find=find_enterprise)
def decide_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """Answer an application."""
    del key
    form = DecideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and carry_out(
            form, lambda told: keep_paper(request, decide_founding, told)) is not None:
        messages.success(request, _("已答复"))
        return redirect("people:enterprise", request.found.pk)
    return _show(request, request.found, decide=form)


@guard("people.change_enterprises", find=find_enterprise)
def meet_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """Record a founding meeting."""
    del key
    form = MeetingForm(request.POST or None, request.FILES or None, enterprise=request.found,
                       initial={"held_on": localdate(now())})
    return _fill_in(request, "people/enterprise_meeting.html", form,
                    lambda told: keep_paper(request, record_meeting, told), _("会议有效，已记下"))


@guard("people.change_enterprises", find=find_enterprise)
def federate_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """Let an enterprise belong to an industry federation, or to none."""
    del key
    form = FederationForm(request.POST if request.method == "POST" else None,
                          initial={"federation": request.found.federation})
    return _fill_in(request, "people/enterprise_federation.html", form,
                    lambda told: join_federation(by=request.user, enterprise=request.found, **told), _("已保存"))


@guard("people.change_enterprises", find=find_enterprise)
def strike_enterprise(request: GuardedRequest, key: int) -> HttpResponse:
    """Strike an enterprise off the ledger."""
    del key
    form = StrikeOffForm(request.POST or None, initial={"on": localdate(now())})
    return _fill_in(request, "people/enterprise_strike.html", form,
                    lambda told: strike_off(by=request.user, enterprise=request.found, **told), _("已从台账注销"))


def _fill_in(request: GuardedRequest, template: str, form: forms.Form, verb: Callable[[dict[str, Any]], Any],
             said: str) -> HttpResponse:
    """A page of one form about an enterprise: shown, handed back with its faults, or carried out."""
    if request.method == "POST" and carry_out(form, verb) is not None:
        messages.success(request, said)
        return redirect("people:enterprise", request.found.pk)
    return render(request, template, {"enterprise": request.found, "form": form}, status=status_of(form))


@guard("people.see_enterprises")
def show_printed(request: GuardedRequest) -> HttpResponse:
    """The state as it was printed."""
    return render(request, "people/printed.html", {"printed": read_printed()})


def _show(request: GuardedRequest, enterprise: Enterprise, *, step: StepForm | None = None,
          decide: DecideForm | None = None) -> HttpResponse:
    may = {word: request.user.has_perm(f"people.{word}", enterprise)
           for word in ("change_enterprises", "approve_foundings")}
    # Read again: a refused form may have been about an older state.
    enterprise.refresh_from_db()
    steps = list(enterprise.steps.select_related("by"))
    meetings = list(enterprise.meetings.prefetch_related("elected").select_related("by", "joined"))
    papers = _list_papers([*steps, *meetings])
    waiting = steps[-1] if enterprise.stage == Stage.SUBMITTED and steps else None
    today = localdate(now())
    stage = Stage(enterprise.stage)
    forward, back = FORWARD.get(stage), BACK.get(stage)
    shown: dict[str, Any] = {
        "enterprise": enterprise, "above": list_above(enterprise.overseer), "may": may,
        "ladder": [(value, label, _find_day(steps, value)) for value, label in Stage.choices],
        "reached": list(Stage.values[:Stage.values.index(stage) + 1]),
        "meetings": [(one, papers.get((one._meta.label_lower, str(one.pk)))) for one in meetings],
        "trail": [(one, papers.get((one._meta.label_lower, str(one.pk)))) for one in steps],
        "family": enterprise.children.select_related("overseer").order_by("closed_on", "name")[:PAGE_ROWS],
        "due": end_of(waiting.due) if waiting and waiting.due else None,
        "since": end_of(waiting.on) if waiting else None, "days": APPROVAL_DAYS,
        "forward": forward, "forward_label": Stage(forward).label if forward else "",
        "back_label": Stage(back).label if back else "",
        "paper": PAPERS.get(Stage(forward), "") if forward else "",
        "step": step or StepForm(initial={"on": today, "stage": forward}),
        "back": StepForm(initial={"on": today, "stage": back}) if back and stage != Stage.SUBMITTED else None,
        "decide": decide or DecideForm(initial={"on": today}),
    }
    status = max(status_of(shown["step"]), status_of(shown["decide"]))
    return render(request, "people/enterprise.html", shown, status=status)


@transaction.atomic
def keep_paper(request: GuardedRequest, verb: Callable[..., Step | FoundingMeeting], told: dict[str, Any]) -> Any:
    """Carry a verb about the found enterprise out and keep the paper that came along: both, or neither."""
    file = told.pop("file", None)
    made = verb(by=request.user, enterprise=request.found, **told)
    if file is not None and not _list_papers([made]):
        store_file(by=request.user, upload=file, about=made, unit=request.found.overseer)
    return made


def _list_papers(things: Iterable[Step | FoundingMeeting]) -> dict[tuple[str, str], StoredFile]:
    """The paper of each step and meeting that has one, by table and key."""
    keys = [(one._meta.label_lower, str(one.pk)) for one in things]
    found = StoredFile.objects.filter(thing__in={thing for thing, _key in keys},
                                      thing_id__in=[key for _thing, key in keys])
    return {(file.thing, file.thing_id): file for file in found if (file.thing, file.thing_id) in keys}


def _find_day(steps: list[Any], stage: str) -> Any:
    return next((step.on for step in reversed(steps) if step.stage == stage), None)
