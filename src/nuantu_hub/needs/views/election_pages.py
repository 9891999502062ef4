"""Elections as everybody may read them: who stands, how many came, how it was counted, and the list of ballots."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.published_ballots import find_ballot, list_published, write_list
from nuantu_hub.needs.interfaces.election_forms import LookForm
from nuantu_hub.needs.interfaces.election_record import set_record
from nuantu_hub.needs.interfaces.election_told import TONES, name_rule, tell_contests, tell_course
from nuantu_hub.needs.models import Election
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.guards import open_to_all

ROWS = 50


def find_published(key: int) -> Election:
    """An election that was called. Raises Http404."""
    return get_object_or_404(Election.objects.published().select_related("unit"), pk=key)


def find_counted(key: int) -> Election:
    """An election that was counted. Raises Http404."""
    found = find_published(key)
    if found.state != Election.State.COUNTED:
        raise Http404
    return found


@open_to_all
def open_elections(request: HttpRequest) -> HttpResponse:
    """All elections that were called, the newest first."""
    rows = Election.objects.published().select_related("unit").order_by("-opens_at", "-pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.tone = TONES[one.state]  # type: ignore[attr-defined]
    return render(request, "needs/open_elections.html", {"page": page})


@open_to_all
def open_election(request: HttpRequest, key: int) -> HttpResponse:
    """One election: its course, its candidates, its result."""
    found = find_published(key)
    return render(request, "needs/open_election.html", {
        "election": found, "tone": TONES[found.state], "steps": tell_course(found), "rule": name_rule(found),
        "contests": tell_contests(found)})


@open_to_all
@never_cache
def ballot_list(request: HttpRequest, key: int) -> HttpResponse:
    """The published list; who types a code sees that ballot. What was typed stands in no address and no log."""
    found = find_counted(key)
    form = LookForm(request.POST or None)
    told: dict[str, Any] = {"election": found, "form": form}
    if request.method == "POST" and form.is_valid():
        told["ballot"] = find_ballot(found, form.cleaned_data["code"])
        if told["ballot"] is None:
            form.add_error("code", _("名单上没有这个编号；核对十六个字，和是不是这一次选举"))
    told["page"] = Paginator(list_published(found), ROWS).get_page(request.GET.get("page"))
    return render(request, "needs/ballot_list.html", told, status=422 if form.errors else 200)


@open_to_all
def ballot_table(request: HttpRequest, key: int) -> StreamingHttpResponse:
    """The list as a file."""
    del request
    found = find_counted(key)
    return StreamingHttpResponse(write_list(found), content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="ballots-{found.pk:05d}.csv"'})


@open_to_all
def election_record(request: HttpRequest, key: int) -> HttpResponse:
    """The record of the result, to be printed and signed."""
    del request
    found = find_counted(key)
    try:
        body = set_record(found)
    except RunError as fault:
        raise Http404 from fault
    return HttpResponse(body, content_type="application/pdf", headers={
        "Content-Disposition": f'attachment; filename="election-{found.pk:05d}.pdf"'})
