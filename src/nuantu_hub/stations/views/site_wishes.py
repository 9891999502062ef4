"""Wishes for stations: everybody's list, asking, supporting; and the desk that answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.site_wishes import (
    VOTED,
    Place,
    answer_wish,
    ask_for_station,
    count_support,
    support_wish,
    take_support_back,
)
from nuantu_hub.stations.interfaces.callers import read_caller
from nuantu_hub.stations.interfaces.siting_forms import AnswerForm, WishForm
from nuantu_hub.stations.models import SiteWish, Station

ROWS = 50
#: The icon of what is missing.
SIGNS = {"warm": "warm", "meal": "microwave", "charge": "bolt", "toilet": "toilet", "night": "clock",
         "truck": "parking"}


def read_voter(request: HttpRequest) -> Account | None:
    """Who is signed in; None for everybody else."""
    return request.user if isinstance(request.user, Account) else None


def find_wish(request: HttpRequest, key: int) -> SiteWish:
    """A wish for who answers it."""
    del request
    return get_object_or_404(SiteWish.objects.select_related("unit", "station", "answered_by"), pk=key)


def _find_shown(request: HttpRequest, key: int) -> SiteWish:
    """A wish that everybody sees, or the own one that waits. Raises Http404 for every other."""
    wish = SiteWish.objects.select_related("station", "unit").filter(pk=key).first()
    if wish is None:
        raise Http404
    if wish.state in (SiteWish.State.WAITING, SiteWish.State.ASIDE):
        support = count_support([wish], read_voter(request), read_caller(request))[wish.pk]
        if not support.mine:
            raise Http404
    return wish


@open_to_all
@never_cache
def wishes(request: HttpRequest) -> HttpResponse:
    """Wishes that stand, the most wanted first; who is signed in or not may support each once."""
    need = request.GET.get("need", "")
    asked = SiteWish.objects.shown().annotate(persons=Count("votes", filter=Q(votes__account__isnull=False)))
    if need in SiteWish.Need.values:
        asked = asked.filter(need=need)
    page = Paginator(asked.order_by("-persons", "at", "pk").select_related("station"), ROWS).get_page(
        request.GET.get("page"))
    return render(request, "stations/wishes.html", {
        "page": page, "rows": _list_rows(page, request), "need": need,
        "needs": [(value, label, SIGNS[value]) for value, label in SiteWish.Need.choices]})


def _list_rows(page: Any, request: HttpRequest) -> list[tuple[SiteWish, Any, str, bool]]:
    listed = list(page)
    voter = read_voter(request)
    caller = read_caller(request) if voter is None and request.session.session_key else None
    supports = count_support(listed, voter, caller)
    return [(one, supports[one.pk], SIGNS[one.need], one.state in VOTED) for one in listed]


@open_to_all
@never_cache
def ask_wish(request: HttpRequest) -> HttpResponse:
    """Ask for a station at a place; works without signing in, and is then looked at by staff before it is shown."""
    form = WishForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: ask_for_station(
            by=read_voter(request), caller=read_caller(request), words=told["words"], token=told["token"],
            place=Place(told["place"], told["lat_deg"], told["lon_deg"], told["need"])))
        if made is not None:
            if made.token == form.cleaned_data["token"]:
                messages.success(request, _("已提出") if made.account_id else _("已收到，工会看过以后公开"))
            else:
                messages.info(request, _("这里已经有人提过，算你支持一票"))
            return redirect("stations:wish", made.pk)
    return render(request, "stations/wish_new.html", {"form": form}, status=status_of(form))


@open_to_all
@never_cache
def wish(request: HttpRequest, key: int) -> HttpResponse:
    """One wish: where, what is missing, how many want it, what the union says."""
    one = _find_shown(request, key)
    support = count_support([one], read_voter(request), read_caller(request))[one.pk]
    return render(request, "stations/wish.html", {"wish": one, "support": support, "sign": SIGNS[one.need],
                                                  "open": one.state in VOTED})


@open_to_all
@require_POST
def support(request: HttpRequest, key: int) -> HttpResponse:
    """Want it too, or not any more (``back=1``)."""
    one = get_object_or_404(SiteWish.objects.shown().select_related("unit"), pk=key)
    turn = take_support_back if request.POST.get("back") else support_wish
    try:
        turn(by=read_voter(request), caller=read_caller(request), wish=one)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("stations:wish", key) if request.POST.get("stay") else redirect("stations:wishes")


@guard("stations.see_siting")
@never_cache
def desk_wishes(request: GuardedRequest) -> HttpResponse:
    """Wishes of one's units: those that wait for a look first, then by how many want them."""
    seen = SiteWish.objects.visible_to(request.user)
    counts = dict(seen.order_by().values_list("state").annotate(count=Count("pk")))
    state = request.GET.get("state", "")
    if state in SiteWish.State.values:
        seen = seen.filter(state=state)
    rows = seen.annotate(persons=Count("votes", filter=Q(votes__account__isnull=False)),
                         browsers=Count("votes", filter=Q(votes__account=None))).select_related("unit").order_by(
        "-persons", "-browsers", "at", "pk")
    return render(request, "stations/desk_wishes.html", {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")), "state": state, "all": sum(counts.values()),
        "states": [(value, label, counts.get(value, 0)) for value, label in SiteWish.State.choices]})


@guard("stations.see_siting", find=find_wish)
@never_cache
def desk_wish(request: GuardedRequest, key: int) -> HttpResponse:
    """One wish with its words, and the form to answer it; that the words were read is written down."""
    del key
    if request.found.words:
        record_reading(request.user, request.found, "site wish")
    return _show_wish(request, _make_form(request.found, None))


@guard("stations.plan_sites", find=find_wish)
@require_POST
def answer(request: GuardedRequest, key: int) -> HttpResponse:
    """Say what becomes of a wish."""
    form = _make_form(request.found, request.POST)
    if carry_out(form, lambda told: answer_wish(by=request.user, wish=request.found, **told)) is not None:
        messages.success(request, _("已答复，提的人和大家都看得到"))
        return redirect("stations:desk_wish", key)
    return _show_wish(request, form)


def _make_form(wish: SiteWish, told: Any) -> AnswerForm:
    stations = Station.objects.filter(unit__path__startswith=wish.unit.path).order_by("-opened_on", "code")
    return AnswerForm(told, stations=stations, initial={
        "state": wish.state if wish.state != SiteWish.State.WAITING else SiteWish.State.OPEN, "answer": wish.answer,
        "station": wish.station_id})


def _show_wish(request: GuardedRequest, form: AnswerForm) -> HttpResponse:
    wish: SiteWish = request.found
    return render(request, "stations/desk_wish.html", {
        "wish": wish, "form": form, "may_answer": request.user.has_perm("stations.plan_sites", wish),
        "support": count_support([wish], None, None)[wish.pk], "sign": SIGNS[wish.need]}, status=status_of(form))
