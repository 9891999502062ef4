"""Calls for help on the desk and on a keeper's phone: what rings, answering, closing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.phone import mask_phone
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.help_calls import answer_call, close_call, list_ringing
from nuantu_hub.stations.domain.on_call_phones import leave_phone, take_phone_back
from nuantu_hub.stations.interfaces.equipment_forms import CallOutcomeForm, OnCallPhoneForm
from nuantu_hub.stations.models import HelpCall, OnCallPhone
from nuantu_hub.stations.permissions import cared_stations
from nuantu_hub.stations.views.places import find_call

ROWS = 50


@guard("stations.answer_help")
@never_cache
def help_calls(request: GuardedRequest) -> HttpResponse:
    """What rings for this account, and the calls of its stations that were closed."""
    return _show_list(request, OnCallPhoneForm(auto_id="on_call_%s"))


def _show_list(request: GuardedRequest, form: OnCallPhoneForm) -> HttpResponse:
    moment = now()
    kept = OnCallPhone.objects.filter(account=request.user).first()
    past = HelpCall.objects.filter(station__in=cared_stations(request.user)).exclude(closed_at=None)
    page = Paginator(past.select_related("station", "answered_by"), ROWS).get_page(request.GET.get("page"))
    return render(request, "stations/help_calls.html", {
        "ringing": [(call, call.step_at(moment)) for call in list_ringing(request.user, moment).order_by("at")],
        "page": page, "now": moment, "phone": mask_phone(kept.phone) if kept else None, "phone_form": form},
        status=status_of(form))


@guard("stations.answer_help")
@require_POST
def leave_own_phone(request: GuardedRequest) -> HttpResponse:
    """Leave the number on which one wants to hear of calls."""
    form = OnCallPhoneForm(request.POST, auto_id="on_call_%s")
    if carry_out(form, lambda told: leave_phone(by=request.user, **told)) is None:
        return _show_list(request, form)
    messages.success(request, _("记下了，刚发了一条短信给你"))
    return redirect("stations:help_calls")


@guard("stations.answer_help")
@require_POST
def drop_own_phone(request: GuardedRequest) -> HttpResponse:
    """Take the number back."""
    if take_phone_back(by=request.user):
        messages.success(request, _("撤掉了，以后不再发短信给你"))
    return redirect("stations:help_calls")


@guard("stations.answer_help", find=find_call)
@never_cache
def help_call(request: GuardedRequest, key: int) -> HttpResponse:
    """One call: its clock, who answered, what it was."""
    del key
    return _show(request, CallOutcomeForm())


def _show(request: GuardedRequest, form: CallOutcomeForm) -> HttpResponse:
    call: HelpCall = request.found
    moment = now()
    return render(request, "stations/help_call.html", {
        "call": call, "station": call.station, "form": form, "now": moment, "step": call.step_at(moment),
        "rings": call.rings.select_related("account"),
        "waited_s": ((call.answered_at or moment) - call.at).total_seconds()}, status=status_of(form))


@guard("stations.answer_help", find=find_call)
@require_POST
def answer(request: GuardedRequest, key: int) -> HttpResponse:
    """Say that one is looking after it."""
    answer_call(by=request.user, call=request.found)
    messages.success(request, _("已应答，按求助的人会看到"))
    return redirect("stations:help_call", key)


@guard("stations.answer_help", find=find_call)
@require_POST
def close(request: GuardedRequest, key: int) -> HttpResponse:
    """Close it with what it was."""
    form = CallOutcomeForm(request.POST)
    if carry_out(form, lambda told: close_call(by=request.user, call=request.found, **told)) is None:
        return _show(request, form)
    messages.success(request, _("已记下"))
    return redirect("stations:help_call", key)
