"""Handing out at a station, on the keeper's phone or at the desk: a card, a size, a signature."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.trial_handouts import HandoutFacts, find_holder, hand_out, list_held, take_back
from nuantu_hub.needs.domain.trial_stock import list_stock
from nuantu_hub.needs.interfaces.trial_acts import Act, take_act
from nuantu_hub.needs.interfaces.trial_forms import BackForm, HandoutForm
from nuantu_hub.needs.models import StockMove, Trial, TrialHandout
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.models import Station
from nuantu_hub.stations.permissions import cared_stations

LATEST = 20


def find_station(request: GuardedRequest, key: int, station: int) -> Station:
    """The station at which is handed out."""
    del request, key
    return get_object_or_404(Station.objects.select_related("unit"), pk=station)


@guard("needs.hand_out")
@never_cache
def handing(request: GuardedRequest) -> HttpResponse:
    """What is handed out at the stations that the account cares for."""
    cared = cared_stations(request.user).filter(pk__in=StockMove.objects.exclude(station=None).values("station"))
    stations = {one.pk: one for one in cared.order_by("code")[:200]}
    rows: list[tuple[Trial, Station, int]] = []
    for trial in Trial.objects.filter(state=Trial.State.HANDING).order_by("-at"):
        piles: dict[int, int] = {}
        for line in list_stock(trial):
            if line.station_id in stations:
                piles[line.station_id] = piles.get(line.station_id, 0) + line.pieces
        rows.extend((trial, stations[key], pieces) for key, pieces in piles.items())
    return render(request, "needs/handing.html", {"rows": rows})


@guard("needs.hand_out", find=find_station)
@never_cache
def hand_out_at(request: GuardedRequest, key: int, station: int) -> HttpResponse:
    """Hand out one piece after another, and take pieces back."""
    del station
    place: Station = request.found
    trial = get_object_or_404(Trial.objects.select_related("unit"), pk=key)
    acted = take_act(request, {
        "give": Act(lambda data, files: HandoutForm(data, files, trial=trial), lambda told: hand_out(
            by=request.user, trial=trial, station=place, token=told["token"], facts=HandoutFacts(
                told["card"], told.get("size", ""), told["signature"])), _("已签收")),
        "back": Act(lambda data, _files: BackForm(data), lambda told: take_back(
            by=request.user, station=place, usable=told["usable"], why=told["why"],
            handout=get_object_or_404(TrialHandout, trial=trial, pk=told["handout"])), _("已退回"))})
    if acted.done:
        return redirect("needs:hand_out", trial.pk, place.pk)
    return render(request, "needs/hand_out.html", {
        "trial": trial, "station": place, "forms": acted.forms, **_look_up(request, trial),
        "stock": [line for line in list_stock(trial) if line.station_id == place.pk],
        "count": TrialHandout.objects.filter(trial=trial, station=place, returned_at=None).count()},
        status=acted.status)


def _look_up(request: GuardedRequest, trial: Trial) -> dict[str, Any]:
    """Of a card: whether its holder has one already, and which; that somebody looked is written down."""
    card = request.GET.get("card", "").strip()[:300]
    if not card:
        return {"card": "", "held": None, "why_not": ""}
    try:
        person = find_holder(card)
    except Refused as refusal:
        return {"card": card, "held": None, "why_not": str(refusal)}
    record_reading(request.user, person, "handing out")
    return {"card": card, "held": list_held(trial, person).select_related("station").first(), "why_not": ""}
