"""For everybody: what was promised and whether it was done, and what the audits of each week found. No person in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.promises import PromiseState
from nuantu_hub.bargaining.domain.weekly_verdicts import WeekTable, list_platforms, sum_weeks
from nuantu_hub.bargaining.interfaces.promise_told import STATES, Told, tell_promise, write_figures
from nuantu_hub.bargaining.interfaces.week_told import choose_until, tell_table, tell_totals
from nuantu_hub.bargaining.models import Promise
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all

ROWS, MOST = 50, 2_000


def list_promises() -> QuerySet[Promise]:
    """Every promise with its evidence, those with the earliest day first."""
    return Promise.objects.select_related("talk__unit").prefetch_related("evidence").order_by("deadline", "pk")


def count_states(moment: datetime) -> Iterator[tuple[object, int]]:
    """How many promises are in each state."""
    told: list[Told] = [tell_promise(one, localdate(moment)) for one in list_promises()[:MOST]]
    for state in (PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.LAPSED, PromiseState.DISPUTED,
                  PromiseState.OPEN):
        yield STATES[state][1], sum(one.standing.state is state for one in told)


@open_to_all
@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """Promises with their state, and the weeks of one platform."""
    moment, platforms = now(), list_platforms()
    chosen = request.GET.get("platform", "")
    platform = chosen if chosen in platforms else next(iter(platforms), "")
    page = Paginator(list_promises(), ROWS).get_page(request.GET.get("page"))
    table = sum_weeks(platform, choose_until(platform, "")) if platform else None
    return render(request, "bargaining/kept.html", {
        "page": page, "told": [tell_promise(one, localdate(moment)) for one in page.object_list],
        "counts": list(count_states(moment)), "platforms": platforms, "platform": platform, "demo": is_demo(),
        "table": table, "rows": tell_table(table) if table else [], "totals": tell_totals(table) if table else []})


@open_to_all
@never_cache
def kept_figures(request: HttpRequest) -> HttpResponse:
    """The same figures as a table, of all platforms."""
    del request
    told = [tell_promise(one, localdate(now())) for one in list_promises()[:MOST]]
    tables: list[WeekTable] = [sum_weeks(one, choose_until(one, "")) for one in list_platforms()]
    return HttpResponse(write_figures(told, tables), content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="kept.csv"'})
