"""Notices of stations: writing, approving by somebody else, taking down."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Unit
from nuantu_hub.people.views.units import find_unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.notices import decide_notice, list_waiting, withdraw_notice, write_notice
from nuantu_hub.stations.interfaces.registry_forms import NoticeForm, RefuseForm
from nuantu_hub.stations.models import Notice, Station
from nuantu_hub.stations.views.registering import find_station

ROWS = 50


def find_notice(request: GuardedRequest, key: int) -> Notice:
    """The notice that the address names."""
    del request
    return get_object_or_404(Notice.objects.select_related("unit", "station__unit", "written_by"), pk=key)


@guard("stations.see_desk")
def notices(request: GuardedRequest) -> HttpResponse:
    """Every notice of the stations that one looks after, and those that wait for one's word."""
    listed = Notice.objects.visible_to(request.user).select_related("unit", "station", "written_by", "decided_by")
    page = Paginator(listed, ROWS).get_page(request.GET.get("page"))
    waiting = [one for one in list_waiting(request.user) if request.user.has_perm("stations.decide_notice", one.unit)]
    return render(request, "stations/notices.html", {
        "page": page, "waiting": waiting, "refuse": RefuseForm(), "now": now()})


@guard("stations.keep", find=find_station)
def add_notice(request: GuardedRequest, key: int) -> HttpResponse:
    """A notice of one station."""
    del key
    return _write(request, request.found.unit, request.found)


@guard("stations.change", find=find_unit)
def add_unit_notice(request: GuardedRequest, key: int) -> HttpResponse:
    """A notice of all stations of a union and below it."""
    del key
    return _write(request, request.found, None)


def _write(request: GuardedRequest, unit: Unit, station: Station | None) -> HttpResponse:
    form = NoticeForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: write_notice(by=request.user, unit=unit, station=station, **told))
        if made is not None:
            messages.success(request, _("已提交，要另一位有权限的人审核后才挂出"))
            return redirect("stations:notices")
    return render(request, "stations/add_notice.html", {"unit": unit, "station": station, "form": form},
                  status=status_of(form))


@guard("stations.decide_notice", find=find_notice)
@require_POST
def approve(request: GuardedRequest, key: int) -> HttpResponse:
    """Show a notice that somebody else wrote."""
    del key
    decide_notice(by=request.user, notice=request.found, approved=True)
    messages.success(request, _("已通过，到时间就挂出"))
    return redirect("stations:notices")


@guard("stations.decide_notice", find=find_notice)
def refuse(request: GuardedRequest, key: int) -> HttpResponse:
    """Say why a notice is not shown."""
    del key
    form = RefuseForm(request.POST or None)
    if request.method == "POST":
        done = carry_out(form, lambda told: decide_notice(
            by=request.user, notice=request.found, approved=False, why=told["why"]))
        if done is not None:
            messages.success(request, _("已退回，写的人看得到原因"))
            return redirect("stations:notices")
    return render(request, "stations/refuse_notice.html", {"notice": request.found, "form": form},
                  status=status_of(form))


@guard("stations.withdraw_notice", find=find_notice)
@require_POST
def withdraw(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a notice down."""
    del key
    withdraw_notice(by=request.user, notice=request.found)
    messages.success(request, _("已撤回"))
    return redirect("stations:notices")
