"""My rights this week: for the worker alone, from the days that the worker linked."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.interfaces.own_week import read_own_week
from nuantu_hub.days.domain.linking import use_link
from nuantu_hub.days.interfaces.home import open_today
from nuantu_hub.days.models import Run
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.guards import guard

ROWS = 50
WEEK = timedelta(days=7)


@guard("days.see_own_day")
@never_cache
def own_week(request: GuardedRequest) -> HttpResponse:
    """The week of the newest own day, or another: clauses broken, not shown and kept."""
    week = read_own_week(request.user, _read_monday(request.GET.get("week", "")))
    if week is None:
        return render(request, "bargaining/own_week.html", {"linked": request.user.links.exists()})
    page = Paginator(week.clauses, ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/own_week.html", {
        "week": week, "page": page, "linked": True, "asks": _find_asked_run(request.user),
        "earlier": (week.begins - WEEK).isoformat(), "later": (week.begins + WEEK).isoformat(),
        "is_last": week.newest is not None and week.begins + WEEK > week.newest.date})


def _read_monday(asked: str) -> date | None:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2100, 1, 1) else None


def _find_asked_run(account: Account) -> Run | None:
    """The day about which the worker can ask: the newest one, where the worker was on duty."""
    opened = open_today(account)
    if opened is None:
        return None
    link, run = opened
    try:
        return run if run.view.worker(use_link(link, "own week")) is not None else None
    except RunError:
        return None
