"""What inspections found wrong: to be mended, said to be mended, looked at again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.rectifying import find_recheck_day, recheck_finding, say_mended
from nuantu_hub.stations.domain.standards import version_now
from nuantu_hub.stations.interfaces.inspection_forms import MendedForm, RecheckForm
from nuantu_hub.stations.models import Finding
from nuantu_hub.stations.views.inspections import name_items

PAGE_ROWS = 50
SHOWS: dict[str, Any] = {"open": gettext_lazy("待整改"), "overdue": gettext_lazy("逾期"),
                         "mended": gettext_lazy("待复查"), "closed": gettext_lazy("已复查合格")}


def find_finding(request: GuardedRequest, key: int) -> Finding:
    """The finding that the address names."""
    del request
    return get_object_or_404(Finding.objects.select_related("station__unit", "inspection__inspector", "mended_by",
                                                            "recheck__inspector"), pk=key)


def sieve(seen: QuerySet[Finding], show: str) -> QuerySet[Finding]:
    """The findings of a state, the most urgent first."""
    if show == "overdue":
        return seen.filter(state="open", due_on__lt=localdate(now()))
    return seen.filter(state=show).order_by("-closed_at", "-pk") if show == "closed" else seen.filter(state=show)


@guard("stations.see_findings")
def findings(request: GuardedRequest) -> HttpResponse:
    """What is to be mended at the stations that one oversees, inspects or keeps."""
    show = request.GET.get("state", "open")
    if show not in SHOWS:
        raise Http404
    seen = Finding.objects.visible_to(request.user)
    rows = sieve(seen, show).select_related("station")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    words = name_items()
    return render(request, "stations/findings.html", {
        "page": page, "rows": [(one, words.get(one.item, one.item)) for one in page], "show": show,
        "desk": units_of(request.user, "officer", "inspector").exists(), "today": localdate(now()),
        "shows": [(name, title, sieve(seen, name).count()) for name, title in SHOWS.items()]})


@guard("stations.see_findings", find=find_finding)
def finding(request: GuardedRequest, key: int) -> HttpResponse:
    """One finding with its steps, and the next step of whoever asks."""
    del key
    return _show(request)


@guard("stations.keep", find=find_finding)
@require_POST
def mend(request: GuardedRequest, key: int) -> HttpResponse:
    """Say that it is mended."""
    del key
    form = MendedForm(request.POST)
    if carry_out(form, lambda told: say_mended(by=request.user, finding=request.found, **told)) is not None:
        messages.success(request, _("已记下，等检查员复查"))
        return redirect("stations:finding", request.found.pk)
    return _show(request, mended=form)


@guard("stations.inspect", find=find_finding)
@require_POST
def recheck(request: GuardedRequest, key: int) -> HttpResponse:
    """Say what is seen at the re-check."""
    del key
    form = RecheckForm(request.POST, measured=is_measured(request.found))
    done = carry_out(form, lambda told: recheck_finding(
        by=request.user, finding=request.found, token=told["token"], holds=told.get("holds", True), note=told["note"],
        value=told.get("value")))
    if done is not None:
        messages.success(request, _("复查已记下"))
        return redirect("stations:finding", done.pk)
    return _show(request, again=form)


def is_measured(found: Finding) -> bool:
    """Whether the item of a finding is a number."""
    item = version_now().by_id.get(found.item)
    return item is not None and item.unit is not None


def _show(request: GuardedRequest, mended: MendedForm | None = None, again: RecheckForm | None = None) -> HttpResponse:
    found: Finding = request.found
    found.refresh_from_db(fields=["state", "false_mends"])
    fresh = RecheckForm(measured=is_measured(found), initial={"token": uuid.uuid4()})
    forms = mended or MendedForm(), again or fresh
    return render(request, "stations/finding.html", {
        "finding": found, "station": found.station, "words": name_items().get(found.item, found.item),
        "mended": forms[0], "again": forms[1], "recheck_by": find_recheck_day(found), "today": localdate(now()),
        "may_mend": found.state == "open" and request.user.has_perm("stations.keep", found),
        "may_recheck": found.state == "mended" and found.mended_by_id != request.user.pk
        and request.user.has_perm("stations.inspect", found),
        "desk": request.user.has_perm("stations.see_inspections", found)}, status=max(map(status_of, forms)))
