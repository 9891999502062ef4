"""Year on year: what each agreement of a name added to the one before, beside what was promised and done."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.agreement_series import compare_years, list_series, name_series
from nuantu_hub.bargaining.interfaces.promise_told import tell_promise
from nuantu_hub.bargaining.interfaces.year_bars import tell_step
from nuantu_hub.bargaining.models import Promise, Talk
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

SHOWN, FIRST = 50, "platform"


@guard("bargaining.see_talks")
@never_cache
def years(request: GuardedRequest) -> HttpResponse:
    """One series of agreements, the newest step first."""
    series = list_series(Path(settings.DATA.root) / "agreements")
    name = request.GET.get("name", FIRST if FIRST in series else next(iter(series), ""))
    if name and name not in series:
        raise Http404
    files = series.get(name, [])
    promises = Promise.objects.filter(
        agreement__in=[file.parent.name for file in files], talk__in=Talk.objects.visible_to(request.user))
    rows = promises.select_related("talk").prefetch_related("evidence").order_by("agreement", "deadline", "pk")[:SHOWN]
    return render(request, "bargaining/years.html", {
        "series": [(key, name_series(one)) for key, one in series.items()], "name": name,
        "years": [file.parent.name.rpartition("-")[2] for file in files],
        "steps": [tell_step(step) for step in compare_years(files)],
        "told": [tell_promise(one, localdate(now())) for one in rows]})
