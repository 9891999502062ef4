"""What departments were asked, and the departments themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.referrals import (
    enter_department,
    recall_referral,
    take_department_answer,
    take_return,
)
from nuantu_hub.needs.interfaces.problem_forms import DepartmentForm, WordsForm
from nuantu_hub.needs.models import Department, Referral
from nuantu_hub.needs.models.problem import PROBLEM_ROLES
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Unit
from nuantu_hub.people.permissions import list_paths, units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
SHOWS = {"waiting": gettext_lazy("等答复"), "late": gettext_lazy("逾期"), "ended": gettext_lazy("已结")}


def list_departments(unit: Unit) -> QuerySet[Department]:
    """Those that a union may refer to: its own, and those of the unions above it."""
    keys = [int(part) for part in unit.path.split("/") if part]
    return Department.objects.filter(unit__in=keys, closed_at=None)


def find_referral(request: GuardedRequest, key: int, **words: Any) -> Referral:
    """The referral of an address."""
    del request, words
    return get_object_or_404(Referral.objects.select_related("problem__unit", "department"), pk=key)


@never_cache
@guard("needs.see_problems")
def referrals(request: GuardedRequest) -> HttpResponse:
    """What departments owe an answer to, the most urgent first."""
    show, moment = request.GET.get("show", "waiting"), now()
    if show not in SHOWS:
        raise Http404
    seen = Referral.objects.visible_to(request.user)
    sieves = {"waiting": seen.waiting().order_by("due_at"),
              "late": seen.waiting().filter(due_at__lt=moment).order_by("due_at"),
              "ended": seen.exclude(state=Referral.State.SENT).order_by("-ended_at")}
    rows = sieves[show].select_related("problem", "department")
    return render(request, "needs/referrals.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "show": show, "now": moment,
        "shows": [(name, title, sieves[name].count()) for name, title in SHOWS.items()]})


@never_cache
@guard("needs.tend_problem", find=find_referral)
def referral(request: GuardedRequest, key: int) -> HttpResponse:
    """One referral: what was asked, and writing down that it was answered, sent back or taken back."""
    del key
    found: Referral = request.found
    verbs: dict[str, Any] = {"answered": take_department_answer, "returned": take_return, "recalled": recall_referral}
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        how = request.POST.get("how", "")
        words = "answer" if how == "answered" else "reason"
        if how not in verbs:
            form.add_error(None, _("没有选是答复、退回还是收回"))
        elif carry_out(form, lambda told: verbs[how](
                by=request.user, referral=found, **{words: told["words"]})) is not None:
            messages.success(request, _("已记下"))
            return redirect("needs:problem", found.problem_id)
    return render(request, "needs/referral.html", {"referral": found, "form": form, "now": now()},
                  status=status_of(form))


@never_cache
@guard("needs.see_problems")
def departments(request: GuardedRequest) -> HttpResponse:
    """Whom one can refer to, with how many answers each owes; and one more."""
    form = DepartmentForm(request.POST or None, account=request.user)
    if request.method == "POST" and carry_out(
            form, lambda told: enter_department(by=request.user, **told)) is not None:
        messages.success(request, _("已记下"))
        return redirect("needs:departments")
    above = {int(part) for path in list_paths(request.user, *PROBLEM_ROLES) for part in path.split("/") if part}
    rows = Department.objects.filter(Q(unit__in=units_of(request.user, *PROBLEM_ROLES)) | Q(unit__in=above),
                                     closed_at=None).select_related("unit").order_by("name", "pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    owed: dict[int, list[int]] = {}
    for key, due in Referral.objects.visible_to(request.user).waiting().filter(
            department__in=[one.pk for one in page]).values_list("department", "due_at"):
        counted = owed.setdefault(key, [0, 0])
        counted[0] += 1
        counted[1] += due < now()
    return render(request, "needs/departments.html", {
        "page": page, "rows": [(one, *owed.get(one.pk, (0, 0))) for one in page], "form": form},
        status=status_of(form))
