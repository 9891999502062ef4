"""Complaints of residents: making one without an account, following it, and the desk that answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.passes.domain.resident_complaints import ANSWER_DAYS, answer_complaint, complain, count_complaints
from nuantu_hub.passes.interfaces.compound_forms import AnswerForm, ComplaintForm
from nuantu_hub.passes.models import Compound, ResidentComplaint
from nuantu_hub.passes.views.compounds import find_compound
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.interfaces.callers import read_caller

ROWS = 50


def find_complaint(request: GuardedRequest, key: int) -> ResidentComplaint:
    """The complaint that the address names."""
    del request
    return get_object_or_404(ResidentComplaint.objects.select_related("compound__unit", "answered_by"), pk=key)


def find_shown(sign: str) -> Compound:
    """A compound that everybody may know of. Raises Http404 for every other."""
    return get_object_or_404(Compound.objects.shown().select_related("unit"), sign=sign)


@open_to_all
@never_cache
def complain_here(request: HttpRequest, sign: str) -> HttpResponse:
    """Say what is wrong, as a resident: no account, no name."""
    found = find_shown(sign)
    form = ComplaintForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: complain(
            compound=found, kind=told["kind"], words=told["words"], caller=read_caller(request), token=told["token"]))
        if made is not None:
            messages.success(request, _("已收到"))
            return redirect("passes:followed_complaint", sign, made.receipt)
    return render(request, "passes/complain.html", {"compound": found, "form": form, "days": ANSWER_DAYS},
                  status=status_of(form))


@open_to_all
@never_cache
def followed_complaint(request: HttpRequest, sign: str, receipt: str) -> HttpResponse:
    """What became of a complaint, for whoever has its receipt."""
    found = get_object_or_404(ResidentComplaint.objects.select_related("compound"), compound__sign=sign,
                              receipt=receipt)
    return render(request, "passes/complaint_followed.html", {
        "complaint": found, "compound": found.compound, "overdue": found.is_overdue(now()),
        "address": request.build_absolute_uri()})


@never_cache
@guard("passes.see_compound", find=find_compound)
def complaints(request: GuardedRequest, key: int) -> HttpResponse:
    """Complaints about one compound, those that wait first, and their counts."""
    del key
    found: Compound = request.found
    listed = found.complaints.select_related("answered_by").order_by("-state", "due_at", "pk")
    return render(request, "passes/complaints.html", {
        "compound": found, "counts": count_complaints(found), "now": now(),
        "page": Paginator(listed, ROWS).get_page(request.GET.get("page"))})


@never_cache
@guard("passes.tend_compound", find=find_complaint)
def complaint(request: GuardedRequest, key: int) -> HttpResponse:
    """One complaint with its words, and the form to answer; that the words were read is written down."""
    del key
    found: ResidentComplaint = request.found
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and carry_out(
            form, lambda told: answer_complaint(by=request.user, complaint=found, **told)) is not None:
        messages.success(request, _("已答复，提的人用回执看得到"))
        return redirect("passes:complaints", found.compound_id)
    if found.words:
        record_reading(request.user, found, "resident complaint")
    return render(request, "passes/complaint.html", {
        "complaint": found, "compound": found.compound, "form": form, "overdue": found.is_overdue(now())},
        status=status_of(form))
