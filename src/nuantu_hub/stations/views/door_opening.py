"""Opening a door as anybody: the code for one opening, what to do where there is none, and calling for help."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.permissions import is_signed_in
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.domain.door_codes import DoorStand, TooOftenError, find_shown, issue_code, read_stand
from nuantu_hub.stations.domain.help_calls import call_for_help
from nuantu_hub.stations.interfaces.callers import read_caller
from nuantu_hub.stations.interfaces.code_ring import draw_code_ring
from nuantu_hub.stations.interfaces.instead import list_instead
from nuantu_hub.stations.models import HelpCall, HelpRing, Station
from nuantu_hub.stations.views.places import find_signed

#: Where a session keeps which code it was shown, and which call it made; nothing of it leads to an account.
CODE_SLOT, CALL_SLOT = "door-code", "help-call"


@open_to_all
@never_cache
def open_door(request: HttpRequest, sign: str) -> HttpResponse:
    """The code for one opening: drawn by POST, shown by GET as long as it is good; or why there is none."""
    station = find_signed(sign)
    moment = now()
    if request.method != "POST":
        stand = read_stand(station, moment)
        return _show_code(request, station, stand)
    kept = request.session.get(CODE_SLOT)
    stand = read_stand(station, moment)
    if stand.door is not None and "again" not in request.POST and find_shown(stand.door, kept, moment) is not None:
        return redirect("stations:open_door", sign)
    try:
        stand, shown = issue_code(station=station, caller=read_caller(request))
    except TooOftenError as refused:
        return _show_code(request, station, stand, refused)
    if shown is None:
        return _show_code(request, station, stand)
    request.session[CODE_SLOT] = shown.issued
    return redirect("stations:open_door", sign)


def _show_code(request: HttpRequest, station: Station, stand: DoorStand,
               too_often: TooOftenError | None = None) -> HttpResponse:
    moment = now()
    shown = find_shown(stand.door, request.session.get(CODE_SLOT), moment) if stand.door else None
    refused = stand.state != "open"
    return render(request, "stations/door_open.html", {
        "station": station, "stand": stand, "shown": shown, "refused": refused and shown is None,
        "ring": draw_code_ring(shown.left_share(moment)) if shown else None,
        "now": moment,
        "instead": list_instead(station, moment) if refused else [],
        "may_keep": bool(is_signed_in(request.user)) and stand.door is not None,
        "too_often": too_often}, status=too_often.status if too_often else 200)


@open_to_all
@never_cache
def ask_help(request: HttpRequest, sign: str) -> HttpResponse:
    """Call for help from a station, and see whether somebody has answered."""
    station = find_signed(sign)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token: UUID = form.cleaned_data["token"]
        call = call_for_help(station=station, source=HelpCall.Source.PHONE, token=token, caller=read_caller(request))
        request.session[CALL_SLOT] = call.pk
        return redirect("stations:ask_help", sign)
    own = _find_own_call(request, station)
    states = list(own.rings.values_list("state", flat=True)) if own else []
    return render(request, "stations/help_ask.html", {
        "station": station, "form": form if form.is_bound else TokenForm(), "call": own, "now": now(),
        "told": states.count(HelpRing.State.SENT), "silent": bool(states)})


@open_to_all
@never_cache
@require_POST
def take_help_back(request: HttpRequest, sign: str) -> HttpResponse:
    """Say that help is needed no more: the call is forgotten by this phone, and stays open until staff close it."""
    request.session.pop(CALL_SLOT, None)
    messages.success(request, _("好的。值守人还是会看一眼。"))
    return redirect("stations:station", sign)


def _find_own_call(request: HttpRequest, station: Station) -> HelpCall | None:
    key = request.session.get(CALL_SLOT)
    return station.help_calls.filter(pk=key).select_related("answered_by").first() if key else None
