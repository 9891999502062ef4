"""Weekly verdicts by clause, for the union and everybody at a table: both sides read the same figures."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.weekly_verdicts import WEEKS, list_platforms, sum_weeks
from nuantu_hub.bargaining.interfaces.week_told import choose_until, tell_table, tell_totals
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard

ROWS = 50
SPAN = timedelta(weeks=WEEKS)


@guard("bargaining.see_talks")
@never_cache
def weekly_verdicts(request: GuardedRequest) -> HttpResponse:
    """Eight weeks of one platform, the newest on record unless another last week is asked for."""
    platforms = list_platforms()
    chosen = request.GET.get("platform", "")
    platform = chosen if chosen in platforms else next(iter(platforms), "")
    if not platform:
        return render(request, "bargaining/weekly_verdicts.html", {"platforms": platforms})
    until = _bound(choose_until(platform, request.GET.get("until", "")))
    table = sum_weeks(platform, until)
    page = Paginator(tell_table(table), ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/weekly_verdicts.html", {
        "platforms": platforms, "platform": platform, "table": table, "page": page, "totals": tell_totals(table),
        "earlier": (until - SPAN).isoformat(), "later": (until + SPAN).isoformat(),
        "known": any(week.known for week in table.weeks)})


def _bound(day: date) -> date:
    """Within what a calendar can count eight weeks around."""
    return min(max(day, date(2000, 1, 1)), date(2100, 1, 1))
