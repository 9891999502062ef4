"""A worker's own pages: today, its orders, the payslip of one, what has fired."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache

from nuantu_hub.days.domain.linking import use_link
from nuantu_hub.days.interfaces.home import (
    Today,
    find_last_spot,
    list_fired,
    list_weather,
    open_today,
    read_today,
)
from nuantu_hub.days.interfaces.payslip import list_rivals, say_around, say_promise, tell_history
from nuantu_hub.days.models import Request
from nuantu_hub.people.models import Account
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import gather_tiles
from nuantu_hub.site.guards import guard

ROWS = 50


def find_today(request: HttpRequest) -> Today | None:
    """The worker's day at the run's clock; each use of the link is written down. None without a link or a day."""
    account = request.user
    assert isinstance(account, Account)
    opened = open_today(account)
    if opened is None:
        return None
    link, run = opened
    return read_today(run, use_link(link, "own day"))


@never_cache
@guard("people.be_signed_in")
def home(request: HttpRequest) -> HttpResponse:
    """The first page of whoever signed in: a worker's day, or where staff begin."""
    if not is_worker(request.user):
        return redirect(_find_desk(request))
    assert isinstance(request.user, Account)
    today = find_today(request)
    if today is None:
        return render(request, "days/unlinked.html", {
            "linked": request.user.links.exists(), "tiles": gather_tiles(request.user, now(), None)})
    waiting = Request.objects.visible_to(request.user).exclude(state__in=("closed", "withdrawn"))
    return render(request, "days/home.html", {
        "today": today, "view": today.view, "stand": today.stand, "ring_day": today.ring, "clauses": today.view.clauses,
        "weather": list_weather(today), "fired": list_fired(today), "waiting": waiting.count(),
        "tiles": gather_tiles(request.user, now(), find_last_spot(today))})


def _find_desk(request: HttpRequest) -> str:
    """Where staff begin: what is due today, runs, the compounds that they stand for, talks, else their account."""
    for name, permission in (("people:today", "people.be_staff"), ("days:runs", "days.see_runs"),
                             ("passes:compounds", "passes.see_compounds"),
                             ("bargaining:own_talks", "bargaining.begin_at_table")):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if request.user.has_perm(permission):
            return address
    return reverse("mfa_index")


@never_cache
@guard("days.see_own_day")
def orders(request: HttpRequest) -> HttpResponse:
    """The worker's orders of the day that are delivered by the clock, the newest first."""
    today = find_today(request)
    rows = list(reversed(today.stand.orders)) if today else []
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "days/orders.html", {"today": today, "view": today.view if today else None, "page": page})


def read_own_order(today: Today | None, order_id: str) -> dict[str, Any]:
    """One of the worker's own delivered orders. Raises Http404 for any other."""
    if today is None or order_id not in {order["id"] for order in today.stand.orders}:
        raise Http404
    story = today.view.order(order_id)
    if story is None:
        raise Http404
    return dict(story)


@never_cache
@guard("days.see_own_day")
def payslip(request: HttpRequest, order_id: str) -> HttpResponse:
    """One order's pay, and why it came to this worker."""
    today = find_today(request)
    story = read_own_order(today, order_id)
    assert today is not None
    rivals = list_rivals(story, own=True)
    return render(request, "days/payslip.html", {
        "today": today, "view": today.view, "order_id": order_id, "story": story, "facts": story["facts"],
        "clauses": today.view.clauses, "rivals": rivals, "longest": max((one.reach_s for one in rivals), default=1),
        "around": say_around(story, today.view), "history": tell_history(story, today.worker["id"]),
        "promise": say_promise(story["facts"])})


@never_cache
@guard("days.see_own_day")
def fired(request: HttpRequest) -> HttpResponse:
    """Every case in which a clause worked for the worker so far."""
    today = find_today(request)
    page = Paginator(list(list_fired(today, None)) if today else [], ROWS).get_page(request.GET.get("page"))
    return render(request, "days/fired.html", {"today": today, "view": today.view if today else None, "page": page,
                                               "clauses": today.view.clauses if today else {}})
