"""Common problems on the desk: as a list, as a board by state, on a map; grouping anew; the table to take along."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.clustering import ask_clustering
from nuantu_hub.needs.domain.problem_rates import LEAST, measure_problems, sum_rates
from nuantu_hub.needs.domain.problem_table import export_problems
from nuantu_hub.needs.interfaces.problem_map import draw_problem_map
from nuantu_hub.needs.interfaces.problem_told import tell_columns, tell_rows
from nuantu_hub.needs.models import ClusterRun, Need, Problem
from nuantu_hub.needs.models.problem import ProblemQuerySet
from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50
#: A board and a map show at most so many at once; the list has them all.
MOST_SHOWN = 300
SHOWS = {"work": gettext_lazy("在办"), "found": gettext_lazy("待核对"), "free": gettext_lazy("没人认领"),
         "late": gettext_lazy("逾期"), "mine": gettext_lazy("我的"), "paused": gettext_lazy("停着钟"),
         "answered": gettext_lazy("等评价"), "ended": gettext_lazy("已结")}
VIEWS = {"list": gettext_lazy("列表"), "board": gettext_lazy("看板"), "map": gettext_lazy("地图")}


def sieve_problems(problems: ProblemQuerySet, show: str, account: Any, moment: datetime) -> QuerySet[Problem]:
    """Those of a sieve, the most urgent first."""
    if show == "ended":
        return problems.filter(state__in=(Problem.State.SETTLED, Problem.State.DROPPED)).order_by(
            "-settled_at", "-pk")
    sieves: dict[str, Q] = {
        "work": Q(), "found": Q(state=Problem.State.FOUND), "free": Q(owner=None), "late": Q(due_at__lt=moment),
        "mine": Q(owner=account), "paused": Q(pauses__until=None, pauses__isnull=False),
        "answered": Q(state=Problem.State.ANSWERED)}
    return problems.at_work().filter(sieves[show])


@never_cache
@guard("needs.see_problems")
def problems(request: GuardedRequest) -> HttpResponse:
    """The problems that one sees, the most urgent first."""
    show, view, moment = request.GET.get("show", "work"), request.GET.get("view", "list"), now()
    topic, words = request.GET.get("topic", ""), request.GET.get("q", "").strip()[:40]
    if show not in SHOWS or view not in VIEWS:
        raise Http404
    seen = Problem.objects.visible_to(request.user).standing()
    counts = [(name, title, sieve_problems(seen, name, request.user, moment).count()) for name, title in SHOWS.items()]
    found = sieve_problems(seen, show, request.user, moment).select_related("owner", "unit")
    found = found.filter(topic=topic) if topic in Need.Topic.values else found
    found = found.filter(name__icontains=words) if words else found
    page = Paginator(found, ROWS if view == "list" else MOST_SHOWN).get_page(request.GET.get("page"))
    rows = tell_rows(list(page), moment)
    home = list_posts(request.user).select_related("unit").order_by("unit__path").first()
    query = request.GET.copy()
    query.pop("view", None)
    query.pop("page", None)
    return render(request, "needs/problems.html", {
        "page": page, "rows": rows, "show": show, "shows": counts, "view": view, "views": VIEWS, "words": words,
        "topic": topic, "topics": Need.Topic.choices, "now": moment, "home": home.unit if home else None,
        "columns": tell_columns(rows) if view == "board" else (), "query": query.urlencode(),
        "map": draw_problem_map(rows) if view == "map" else None, "token": uuid.uuid4(), **tell_side(seen, moment)})


def tell_side(seen: ProblemQuerySet, moment: datetime) -> dict[str, Any]:
    """The side column: the three rates of what one sees, and when it was last grouped."""
    figures = measure_problems(list(seen.exclude(public_at=None)), moment)
    return {"rates": sum_rates(figures.values()), "last_run": ClusterRun.objects.first(), "least": LEAST}


@require_POST
@guard("needs.see_problems")
def cluster(request: GuardedRequest) -> HttpResponse:
    """Have the needs that belong to no problem yet placed."""
    form = TokenForm(request.POST)
    ask_clustering(by=request.user, token=form.cleaned_data["token"] if form.is_valid() else uuid.uuid4())
    messages.success(request, _("已开始归并，几分钟后刷新"))
    return redirect("needs:problems")


@require_POST
@guard("needs.see_problems")
def export(request: GuardedRequest) -> HttpResponse:
    """The problems that one sees as a table, without anybody's words; that it was taken along is written down."""
    body = export_problems(by=request.user, problems=Problem.objects.visible_to(request.user).standing())
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="problems.csv"'})


