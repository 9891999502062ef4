"""Doors on the desk: who waits to be let in, what rings, opening from afar, keys, what a door told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.alarms import close_alarm
from nuantu_hub.stations.domain.doors import approve_door, revoke_door, set_door
from nuantu_hub.stations.domain.standing_keys import withdraw_all_keys
from nuantu_hub.stations.domain.unlocking import order_unlock
from nuantu_hub.stations.interfaces.door_forms import (
    CloseAlarmForm,
    RevokeForm,
    SetDoorForm,
    UnlockForm,
    WithdrawAllForm,
)
from nuantu_hub.stations.models import Alarm, Door, StandingKey
from nuantu_hub.stations.models.door import OFFLINE_AFTER
from nuantu_hub.stations.views.places import find_alarm, find_door

ROWS = 50
EVENTS, ORDERS, ALARMS = 30, 10, 10
SHOWS = {"all": gettext_lazy("全部"), "waiting": gettext_lazy("等批准"), "ringing": gettext_lazy("有告警"),
         "offline": gettext_lazy("离线"), "revoked": gettext_lazy("已停用")}


def _sieve(doors: QuerySet[Door], show: str, moment: datetime) -> QuerySet[Door]:
    silent = Q(last_seen_at=None) | Q(last_seen_at__lt=moment - OFFLINE_AFTER)
    if show == "waiting":
        return doors.filter(state=Door.State.WAITING)
    if show == "revoked":
        return doors.filter(state=Door.State.REVOKED)
    if show == "ringing":
        return doors.filter(pk__in=Alarm.objects.filter(closed_at=None).values("door"))
    if show == "offline":
        return doors.filter(silent, state=Door.State.APPROVED)
    return doors.exclude(state=Door.State.REVOKED)


@guard("stations.see_desk")
def doors(request: GuardedRequest) -> HttpResponse:
    """The doors of the stations that one looks after, what rings first."""
    show, moment = request.GET.get("show", "all"), now()
    if show not in SHOWS:
        raise Http404
    seen = Door.objects.visible_to(request.user)
    rows = _sieve(seen, show, moment).select_related("station__unit").annotate(
        ringing=Count("alarms", filter=Q(alarms__closed_at=None))).order_by("-ringing", "station__code", "pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    for door in page.object_list:
        door.online = door.is_online(moment)  # type: ignore[attr-defined]
    return render(request, "stations/doors.html", {
        "page": page, "show": show, "may_answer": request.user.has_perm("stations.answer_help"),
        "shows": [(name, words, _sieve(seen, name, moment).count()) for name, words in SHOWS.items()]})


@guard("stations.see_desk", find=find_door)
@never_cache
def door(request: GuardedRequest, key: int) -> HttpResponse:
    """One door: how it stands, and what can be done about it."""
    del key
    return _show_door(request)


def _show_door(request: GuardedRequest, **forms: Any) -> HttpResponse:
    found: Door = request.found
    moment = now()
    may = {name: request.user.has_perm(f"stations.{name}", found) for name in ("approve_doors", "unlock", "keep")}
    keys = StandingKey.objects.held_at(moment).filter(door=found)
    shown = {"unlock": UnlockForm(), "revoke": RevokeForm(), "withdraw": WithdrawAllForm(),
             "set": SetDoorForm(initial={"held_open_s": found.held_open_s}), "close": CloseAlarmForm(), **forms}
    alarms = found.alarms.select_related("closed_by")
    return render(request, "stations/door.html", {
        "door": found, "station": found.station, "may": may, "forms": shown, "online": found.is_online(moment),
        "ringing": alarms.filter(closed_at=None), "past_alarms": alarms.exclude(closed_at=None)[:ALARMS],
        "orders": found.unlock_orders.select_related("by")[:ORDERS], "now": moment,
        "events": found.events.order_by("-pk")[:EVENTS],
        "keys": keys.filter(kind="standing").count(), "keeper_keys": keys.filter(kind="keeper").count(),
    }, status=max((status_of(form) for form in shown.values()), default=200))


@guard("stations.approve_doors", find=find_door)
@require_POST
def approve(request: GuardedRequest, key: int) -> HttpResponse:
    """Let a waiting controller in."""
    approve_door(by=request.user, door=request.found)
    messages.success(request, _("已批准，设备几秒后开始工作"))
    return redirect("stations:door", key)


@guard("stations.approve_doors", find=find_door)
@require_POST
def revoke(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a controller out of use."""
    form = RevokeForm(request.POST)
    if carry_out(form, lambda told: revoke_door(by=request.user, door=request.found, **told)) is None:
        return _show_door(request, revoke=form)
    messages.success(request, _("已停用"))
    return redirect("stations:door", key)


@guard("stations.approve_doors", find=find_door)
@require_POST
def change(request: GuardedRequest, key: int) -> HttpResponse:
    """Say what the door should know."""
    form = SetDoorForm(request.POST)
    if carry_out(form, lambda told: set_door(by=request.user, door=request.found, **told)) is None:
        return _show_door(request, set=form)
    messages.success(request, _("已保存，门几秒后照办"))
    return redirect("stations:door", key)


@guard("stations.unlock", find=find_door)
@require_POST
def unlock(request: GuardedRequest, key: int) -> HttpResponse:
    """Open a door from afar, with a reason."""
    form = UnlockForm(request.POST)
    if carry_out(form, lambda told: order_unlock(by=request.user, door=request.found, **told)) is None:
        return _show_door(request, unlock=form)
    messages.success(request, _("命令已发出，半分钟内有效；开了以后这里会写"))
    return redirect("stations:door", key)


@guard("stations.keep", find=find_door)
@require_POST
def withdraw_keys(request: GuardedRequest, key: int) -> HttpResponse:
    """Take back every standing key of a door."""
    form = WithdrawAllForm(request.POST)
    count = carry_out(form, lambda told: withdraw_all_keys(by=request.user, door=request.found, **told))
    if count is None:
        return _show_door(request, withdraw=form)
    messages.success(request, _("收回了%(count)s把钥匙") % {"count": count})
    return redirect("stations:door", key)


@guard("stations.keep", find=find_alarm)
@require_POST
def close(request: GuardedRequest, key: int) -> HttpResponse:
    """Say what an alarm was."""
    del key
    alarm: Alarm = request.found
    form = CloseAlarmForm(request.POST)
    if carry_out(form, lambda told: close_alarm(by=request.user, alarm=alarm, **told)) is None:
        request.found = alarm.door
        return _show_door(request, close=form)
    messages.success(request, _("已记下"))
    return redirect("stations:door", alarm.door_id)
