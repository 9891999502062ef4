"""What a chip opens: one clause of a run, on an order, on the worker's day, or on the whole day."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers

from nuantu_hub.days.interfaces.sheet import build_sheet
from nuantu_hub.days.models import Run
from nuantu_hub.days.views.own import find_today, read_own_order
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.guards import guard


def find_run(request: HttpRequest, run_id: str, **words: Any) -> Run:
    """The run of an address."""
    del request, words
    return get_object_or_404(Run.objects.select_related("unit"), pk=run_id)


@vary_on_headers("HX-Request")
@guard("days.see_clause", find=find_run)
def clause(request: HttpRequest, run_id: str, clause_id: str) -> HttpResponse:
    """The sheet; ``?order=`` and ``?day=1`` name the case. A worker's case is always an own one."""
    run: Run = request.found  # type: ignore[attr-defined]
    view = run.view
    told = view.clause(clause_id)
    if told is None:
        raise Http404
    order_id, order, today = request.GET.get("order", ""), None, None
    own = bool(is_worker(request.user))
    if own and (order_id or "day" in request.GET):
        today = find_today(request)
        if today is None or today.run.pk != run_id:
            raise Http404
    if order_id:
        order = read_own_order(today, order_id) if own else view.order(order_id)
        if order is None:
            raise Http404
    return render(request, "days/clause.html", {
        "sheet": build_sheet(view, told, order=order, today=today), "clause": told, "run": run, "order_id": order_id,
        "own": own and (order is not None or today is not None),
        "frame": "site/sheet.html" if request.headers.get("HX-Request") else
                 "site/phone.html" if own else "site/desk.html"})
