"""Looking after the registry: one station's card, its facts, its place, its state, its keepers, its sign."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.verbs import say_verb
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.codes import draw_code
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Deed, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.registry import (
    appoint_keeper,
    change_station,
    close_station,
    move_station,
    open_station,
    pause_station,
    release_keeper,
    resume_station,
)
from nuantu_hub.stations.interfaces.hours_words import say_hours
from nuantu_hub.stations.interfaces.registry_forms import (
    ChangeForm,
    CloseForm,
    KeeperForm,
    MoveForm,
    OpenForm,
    PauseForm,
    read_facts,
    tell_facts,
)
from nuantu_hub.stations.interfaces.stand import read_stands
from nuantu_hub.stations.models import Door, Keeper, Notice, Station

SHOWN = 50


def find_station(request: GuardedRequest, key: int) -> Station:
    """The station that the address names, with what its pages need."""
    del request
    return get_object_or_404(
        Station.objects.select_related("unit", "moved_to").prefetch_related("facilities"), pk=key)


def find_keeper(request: GuardedRequest, key: int) -> Keeper:
    """The keeper that the address names."""
    del request
    return get_object_or_404(Keeper.objects.select_related("station__unit", "account"), pk=key)


@guard("stations.see_desk", find=find_station)
def manage(request: GuardedRequest, key: int) -> HttpResponse:
    """One station's card: how it stands, who keeps it, what happened to it, what can be done."""
    del key
    station: Station = request.found
    moment = now()
    deeds = Deed.objects.filter(thing="stations.station", thing_id=str(station.pk)).select_related("by")
    return render(request, "stations/manage.html", {
        "station": station, "stand": read_stands([station], moment, whole=True)[0],
        "keepers": station.keepers.held_at(moment).select_related("account"),
        "history": [(deed, say_verb(deed.verb)) for deed in deeds.order_by("-at", "-pk")[:SHOWN]],
        "notices": Notice.objects.filter(station=station)[:SHOWN], "moved_from": station.moved_from.first(),
        "may": {word: request.user.has_perm(f"stations.{word}", station) for word in ("change", "keep")}})


@guard("stations.change")
def add_station(request: GuardedRequest) -> HttpResponse:
    """Register a station."""
    units = units_of(request.user, Post.Role.OFFICER).filter(closed_on=None).order_by("path")
    form = OpenForm(request.POST or None, units=units, initial={"hours": "24/7", "datum": "gcj02"})
    if request.method == "POST":
        made = carry_out(form, lambda told: open_station(
            by=request.user, unit=told["unit"], code=told["code"], facts=read_facts(told, {}), token=told["token"],
            beside=told["beside"]))
        if made is not None:
            messages.success(request, _("已登记，门上的二维码可以打印了"))
            return redirect("stations:manage", made.pk)
    return render(request, "stations/add.html", {"form": form}, status=status_of(form))


@guard("stations.change", find=find_station)
def edit(request: GuardedRequest, key: int) -> HttpResponse:
    """Change what is registered."""
    del key
    station: Station = request.found
    form = ChangeForm(request.POST or None, station=station, initial=tell_facts(station))
    if request.method == "POST":
        changed = carry_out(form, lambda told: change_station(
            by=request.user, station=station, facts=read_facts(told, form.counts), reason=told["reason"]))
        if changed is not None:
            messages.success(request, _("已保存，写进了这座驿站的记录") if changed else _("和原来一样，没有改动"))
            return redirect("stations:manage", station.pk)
    return render(request, "stations/edit.html", {"station": station, "form": form}, status=status_of(form))


@guard("stations.change", find=find_station)
def move(request: GuardedRequest, key: int) -> HttpResponse:
    """Move a station to another place."""
    del key
    station: Station = request.found
    form = MoveForm(request.POST or None, station=station, initial=tell_facts(station) | {
        "address": "", "lat_deg": "", "lon_deg": "", "datum": "gcj02"})
    if request.method == "POST":
        made = carry_out(form, lambda told: move_station(
            by=request.user, station=station, code=told["code"], facts=read_facts(told, form.counts),
            reason=told["reason"], token=told["token"]))
        if made is not None:
            messages.success(request, _("已搬迁：旧的二维码会指到新址，新址要贴新的"))
            return redirect("stations:manage", made.pk)
    return render(request, "stations/move.html", {"station": station, "form": form}, status=status_of(form))


@guard("stations.change", find=find_station)
def change_state(request: GuardedRequest, key: int) -> HttpResponse:
    """Pause a station, put it back to use, or close it for good; ``what`` of the submit says which."""
    del key
    station: Station = request.found
    what = request.POST.get("what", "")
    pause = PauseForm(request.POST if what == "pause" else None, prefix=None)
    close = CloseForm(request.POST if what == "close" else None)
    done: Any = None
    if what == "pause":
        done = carry_out(pause, lambda told: pause_station(
            by=request.user, station=station, works=told["works"] == "yes", reason=told["reason"],
            until=told["state_until"]))
    elif what == "close":
        done = carry_out(close, lambda told: close_station(by=request.user, station=station, reason=told["reason"]))
    elif what == "resume":
        done = resume_station(by=request.user, station=station)
    if done is not None:
        messages.success(request, _("已保存，驿站的页面和查找结果马上按新的状态显示"))
        return redirect("stations:manage", station.pk)
    return render(request, "stations/state.html", {"station": station, "pause": pause, "close": close},
                  status=max(status_of(pause), status_of(close)))


@guard("stations.change", find=find_station)
def keepers(request: GuardedRequest, key: int) -> HttpResponse:
    """Who looks after a station, and who did."""
    del key
    station: Station = request.found
    form = KeeperForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: appoint_keeper(by=request.user, station=station, account=told["login"]))
        if made is not None:
            messages.success(request, _("已安排值守"))
            return redirect("stations:keepers", station.pk)
    listed = station.keepers.select_related("account").order_by("until", "-since")[:SHOWN]
    return render(request, "stations/keepers.html", {"station": station, "form": form, "keepers": listed, "now": now()},
                  status=status_of(form))


@guard("stations.change", find=find_keeper)
@require_POST
def dismiss_keeper(request: GuardedRequest, key: int) -> HttpResponse:
    """End somebody's looking after a station."""
    del key
    keeper: Keeper = request.found
    release_keeper(by=request.user, keeper=keeper)
    messages.success(request, _("值守已结束"))
    return redirect("stations:keepers", keeper.station_id)


@guard("stations.see_desk", find=find_station)
def poster(request: GuardedRequest, key: int) -> HttpResponse:
    """The sign for the door as an A4 sheet: one code for finding out, opening, and saying what is broken."""
    del key
    station: Station = request.found
    with override("zh-hans"):  # the sign hangs on the door, whoever prints it
        hours_words = say_hours(station.hours)
    address = request.build_absolute_uri(reverse("stations:station", args=[station.sign]))
    return render(request, "stations/poster.html", {
        "station": station, "address": address, "hours_words": hours_words, "code": draw_code(address, _("驿站二维码")),
        "has_door": Door.objects.in_use().filter(station=station).exists()})
