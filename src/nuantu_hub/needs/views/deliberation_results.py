"""What came of a deliberation: the public page with its data and log, and computings before the end for the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.deliberation_runs import ask_run, retry_run
from nuantu_hub.needs.domain.vote_export import tell_words, write_log
from nuantu_hub.needs.interfaces.deliberation_forms import RunForm
from nuantu_hub.needs.interfaces.opinion_map import chart_groups
from nuantu_hub.needs.interfaces.opinion_told import ResultTold
from nuantu_hub.needs.models import Deliberation, DeliberationRun, ModerationStep
from nuantu_hub.needs.views.deliberations_desk import find_deliberation, put_state, show_deliberation
from nuantu_hub.needs.views.talks import find_talk
from nuantu_hub.people.domain.publication import LEAST
from nuantu_hub.people.interfaces.carried import carry_out
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all

ROWS = 50


def find_run(request: HttpRequest, key: int) -> DeliberationRun:
    """The computing that the address names."""
    del request
    return get_object_or_404(DeliberationRun.objects.defer("snapshot").select_related(
        "deliberation__unit", "asked_by"), pk=key)


def find_final(one: Deliberation) -> DeliberationRun:
    """The final computing of a deliberation. Raises Http404 before it is done."""
    return get_object_or_404(DeliberationRun.objects.defer("snapshot"), deliberation=one, is_final=True,
                             state=DeliberationRun.State.DONE)


def tell_result(run: DeliberationRun) -> dict[str, Any]:
    """What a template shows of a computing that is done."""
    told = ResultTold(run.result or {})
    return {"run": run, "told": told, "least": LEAST, "chart": None if told.is_empty else chart_groups(told)}


@open_to_all
@never_cache
def result(request: HttpRequest, sign: str) -> HttpResponse:
    """The result, for everybody."""
    one = put_state(find_talk(request, sign), now())
    return render(request, "needs/talk_result.html", {"one": one, **tell_result(find_final(one))})


@open_to_all
def result_file(request: HttpRequest, sign: str) -> HttpResponse:
    """The result as the engine gave it."""
    run = find_final(find_talk(request, sign))
    if not run.result:
        raise Http404
    return JsonResponse(run.result, json_dumps_params={"ensure_ascii": False})


@open_to_all
def archive(request: HttpRequest, sign: str) -> HttpResponse:
    """What the result was computed from, so that anybody can compute it again."""
    run = find_final(find_talk(request, sign))
    if not run.result:
        raise Http404
    return HttpResponse(bytes(run.snapshot), content_type="application/zip",
                        headers={"Content-Disposition": f'attachment; filename="talk-{sign}.zip"'})


@open_to_all
@never_cache
def log(request: HttpRequest, sign: str) -> HttpResponse:
    """Every decision of moderators, the newest first."""
    one = put_state(find_talk(request, sign), now())
    steps = ModerationStep.objects.filter(statement__deliberation=one).select_related(
        "statement", "same_as").prefetch_related("statement__steps").order_by("-at", "-pk")
    page = Paginator(steps, ROWS).get_page(request.GET.get("page"))
    for step in page.object_list:
        step.words = tell_words(step.statement)  # type: ignore[attr-defined]
    return render(request, "needs/talk_log.html", {"one": one, "page": page})


@open_to_all
def log_file(request: HttpRequest, sign: str) -> HttpResponse:
    """The same as a table."""
    return HttpResponse("\ufeff" + write_log(find_talk(request, sign)), content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="talk-{sign}-log.csv"'})


@guard("needs.hold_deliberation", find=find_deliberation)
@require_POST
def ask(request: GuardedRequest, key: int) -> HttpResponse:
    """Have the votes so far computed, or the final ones with another number of groups."""
    del key
    form = RunForm(request.POST)
    made = carry_out(form, lambda told: ask_run(by=request.user, deliberation=request.found, **told))
    if made is None:
        return show_deliberation(request, request.found, form, "run")
    return redirect("needs:deliberation_run", made.pk)


@guard("needs.hold_deliberation", find=find_run)
@never_cache
def run(request: GuardedRequest, key: int) -> HttpResponse:
    """One computing, for the desk."""
    del key
    found: DeliberationRun = request.found
    shown: dict[str, Any] = {"one": put_state(found.deliberation, now()), "run": found}
    if found.state == DeliberationRun.State.DONE:
        shown |= tell_result(found)
    return render(request, "needs/deliberation_run.html", shown)


@guard("needs.hold_deliberation", find=find_run)
@never_cache
def progress(request: GuardedRequest, key: int) -> HttpResponse:
    """How far it is, for the page that waits; the page is loaded anew when it is done."""
    del key
    answer = render(request, "needs/deliberation_progress.html", {"run": request.found})
    if not request.found.is_under_way:
        answer.headers["HX-Refresh"] = "true"
    return answer


@guard("needs.hold_deliberation", find=find_run)
@require_POST
def retry(request: GuardedRequest, key: int) -> HttpResponse:
    """Once more, where it failed."""
    retry_run(by=request.user, run=request.found)
    messages.info(request, _("已重新排队"))
    return redirect("needs:deliberation_run", key)
