"""The record of a talk to take along, and what everybody may know of talks without an account."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.open_talks import count_talks, list_open_talks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.talk_record import export_letters, export_record
from nuantu_hub.bargaining.interfaces.talk_course import TONES
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.bargaining.views.talks import find_talk
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard, open_to_all

ROWS = 50


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def talk_record(request: GuardedRequest, key: int) -> HttpResponse:
    """The record as JSON."""
    del key
    found: Talk = request.found
    answer = JsonResponse(export_record(by=request.user, talk=found), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="talk-{found.sign}.json"'
    return answer


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def talk_letters(request: GuardedRequest, key: int) -> HttpResponse:
    """The letters as CSV."""
    del key
    found: Talk = request.found
    answer = HttpResponse(export_letters(by=request.user, talk=found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="talk-{found.sign}.csv"'
    return answer


@open_to_all
@never_cache
def open_talks(request: HttpRequest) -> HttpResponse:
    """How many talks there are by state, and what those that are open or signed are about; nobody's name."""
    page = Paginator(list_open_talks(), ROWS).get_page(request.GET.get("page"))
    row: Any  # with what the template shows beside it
    for row in page.object_list:
        row.tone, row.procedure_name = TONES[row.state], find_procedure(row.procedure).name
    return render(request, "bargaining/open_talks.html", {
        "page": page, "counts": [(label, count) for _value, label, count in count_talks()], "demo": is_demo()})
