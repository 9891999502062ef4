"""Pages of what was asked: the groups, one group with its follow-ups."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.follow_ups import answer_follow_up, open_follow_up, take_follow_up
from nuantu_hub.people.domain.questions import fold_question, list_asked, part_question
from nuantu_hub.people.interfaces.carried import carry_out
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.visit_forms import AnswerForm, FollowUpForm
from nuantu_hub.people.models import FollowUp, Question, QuestionGroup, Topic, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.guards import guard

PAGE_ROWS = 50


def find_group(request: GuardedRequest, key: int) -> Unit:
    """A unit at whose visit one of the group's questions was asked, which the account reaches; else Http404.

    The group itself belongs to no unit: the same question may come from every district.
    """
    group = get_object_or_404(QuestionGroup, pk=key)
    request.group = group  # type: ignore[attr-defined]
    question = Question.objects.visible_to(request.user).filter(group=group).select_related("visit__unit").first()
    if question is None:
        raise Http404
    return question.visit.unit


def find_question(request: GuardedRequest, key: int) -> Question:
    """The question that the address names."""
    del request
    return get_object_or_404(Question.objects.select_related("visit__unit", "group"), pk=key)


def find_follow_up(request: GuardedRequest, key: int) -> FollowUp:
    """The follow-up that the address names."""
    del request
    return get_object_or_404(FollowUp.objects.select_related("unit", "owner"), pk=key)


@guard("people.see_visits")
def list_questions(request: GuardedRequest) -> HttpResponse:
    """What is asked, the most widespread first."""
    topic = request.GET.get("topic", "")
    rows = list_asked(request.user, topic if topic in Topic.values else "")
    return render(request, "people/questions.html", {
        "page": Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page")), "topic": topic,
        "topics": Topic.choices, "groups": len(rows), "times": sum(row.times for row in rows)})


@guard("people.see_visits", find=find_group)
def show_question(request: GuardedRequest, key: int) -> HttpResponse:
    """One group: every wording, where it was asked, what was promised and what came of it."""
    del key
    return _show(request)


@guard("people.plan_visits", find=find_group)
@require_POST
def add_follow_up(request: GuardedRequest, key: int) -> HttpResponse:
    """Promise something."""
    unit = _choose_unit(request)
    form = FollowUpForm(request.POST, unit=unit)
    if carry_out(form, lambda told: open_follow_up(
            by=request.user, group=request.group, unit=unit, **told)) is not None:  # type: ignore[attr-defined]
        messages.success(request, _("已记下，到期会出现在“今天”"))
        return redirect("people:question", key)
    return _show(request, form)


@guard("people.plan_visits", find=find_follow_up)
@require_POST
def take_on(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a follow-up on."""
    del key
    take_follow_up(by=request.user, follow_up=request.found)
    messages.success(request, _("已认领"))
    return redirect("people:question", request.found.group_id)


@guard("people.plan_visits", find=find_follow_up)
@require_POST
def answer(request: GuardedRequest, key: int) -> HttpResponse:
    """Say what came of a follow-up."""
    del key
    form = AnswerForm(request.POST)
    if carry_out(form, lambda told: answer_follow_up(by=request.user, follow_up=request.found, **told)) is not None:
        messages.success(request, _("答复已保存"))
        return redirect("people:question", request.found.group_id)
    request.group = request.found.group  # type: ignore[attr-defined]
    return _show(request, answering=(request.found.pk, form))


@guard("people.plan_visits", find=find_question)
@require_POST
def regroup(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a question out of its group, or put it into the group that ``group`` names."""
    del key
    question = request.found
    into = request.POST.get("group", "")
    if not into:
        part_question(by=request.user, question=question)
    else:
        seen = Question.objects.visible_to(request.user).filter(group=int(into) if into.isdigit() else 0).first()
        if seen is None:
            raise Http404
        fold_question(by=request.user, question=question, group=seen.group)
    messages.success(request, _("已重新归并"))
    return redirect("people:question", question.group_id)


def _choose_unit(request: GuardedRequest) -> Unit:
    own = units_of(request.user, "organiser", "officer").filter(closed_on=None).order_by("path").first()
    return own or request.found


def _show(request: GuardedRequest, form: FollowUpForm | None = None,
          answering: tuple[int, AnswerForm] | None = None) -> HttpResponse:
    group: QuestionGroup = request.group  # type: ignore[attr-defined]
    questions = Question.objects.visible_to(request.user).filter(group=group).select_related("visit__unit")
    others = [one for one in list_asked(request.user, group.topic) if one.group.pk != group.pk][:PAGE_ROWS]
    promised = FollowUp.objects.visible_to(request.user).filter(group=group)
    follow_ups = promised.select_related("owner", "unit", "done_by")
    rows = [(one, answering[1] if answering and answering[0] == one.pk else AnswerForm()) for one in follow_ups]
    shown = list(questions[:PAGE_ROWS])
    return render(request, "people/question.html", {
        "group": group, "questions": shown, "first": shown[0], "times": questions.count(),
        "visits": questions.values("visit").distinct().count(), "follow_ups": rows, "others": others,
        "form": form or FollowUpForm(unit=_choose_unit(request)), "topic": Topic(group.topic).label,
        "may_plan": request.user.has_perm("people.plan_visits"),
    }, status=422 if form is not None or answering else 200)
