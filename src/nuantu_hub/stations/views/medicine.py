"""The medicine box: what anybody sees and takes, and what its keeper fills up."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import TokenForm, carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.medicine import (
    add_item,
    count_lot,
    discard_past,
    drop_item,
    fill_up,
    read_box,
    take_piece,
)
from nuantu_hub.stations.interfaces.callers import read_caller
from nuantu_hub.stations.interfaces.equipment_forms import CountForm, FillUpForm, MedicineItemForm
from nuantu_hub.stations.models import MedicineItem, MedicineMove, Station
from nuantu_hub.stations.views.places import find_coded, find_item, find_lot, find_signed

MOVES = 20


@open_to_all
@never_cache
def box(request: HttpRequest, sign: str) -> HttpResponse:
    """What is in the box, and one tap for what one takes; nobody asks who."""
    station = find_signed(sign)
    lines = [(line, uuid.uuid4()) for line in read_box(station)]
    return render(request, "stations/medicine_box.html", {"station": station, "lines": lines})


@open_to_all
@never_cache
@require_POST
def take(request: HttpRequest, sign: str, key: int) -> HttpResponse:
    """Somebody took one."""
    item = get_object_or_404(MedicineItem, pk=key, station__sign=sign, dropped_at=None)
    form = TokenForm(request.POST)
    if carry_out(form, lambda told: take_piece(item=item, caller=read_caller(request), token=told["token"])) is None:
        messages.error(request, " ".join(str(one) for one in form.non_field_errors()) or _("没有记上，请再点一次"))
    else:
        messages.success(request, _("记下了：%(name)s 一%(piece)s。早点好起来。") % {
            "name": item.name, "piece": item.piece})
    return redirect("stations:medicine_box", sign)


@guard("stations.see_desk", find=find_coded)
@never_cache
def medicine(request: GuardedRequest, code: str) -> HttpResponse:
    """The box on the desk: what is short, what goes off, where it went."""
    del code
    return _show(request, request.found)


def _show(request: GuardedRequest, station: Station, **forms: Any) -> HttpResponse:
    lines = [(line, FillUpForm(auto_id=f"fill_{line.item.pk}_%s"),
              [(lot, CountForm(initial={"left": lot.left, "token": uuid.uuid4()}, auto_id=f"count_{lot.pk}_%s"))
               for lot in line.lots]) for line in read_box(station)]
    shown = {"item": MedicineItemForm(), **forms}
    moves = MedicineMove.objects.filter(lot__item__station=station).select_related("lot__item", "by")
    return render(request, "stations/medicine.html", {
        "station": station, "lines": lines, "forms": shown, "moves": moves[:MOVES],
        "past": sum(line.past for line, _form, _lots in lines),
        "may_keep": request.user.has_perm("stations.keep", station),
    }, status=max(status_of(form) for form in shown.values()))


@guard("stations.keep", find=find_coded)
@require_POST
def add(request: GuardedRequest, code: str) -> HttpResponse:
    """Say what should be in the box."""
    form = MedicineItemForm(request.POST)
    if carry_out(form, lambda told: add_item(by=request.user, station=request.found, **told)) is None:
        return _show(request, request.found, item=form)
    messages.success(request, _("已登记"))
    return redirect("stations:medicine", code)


@guard("stations.keep", find=find_coded)
@require_POST
def discard(request: GuardedRequest, code: str) -> HttpResponse:
    """Clear the box of what has gone off."""
    count = discard_past(by=request.user, station=request.found)
    messages.success(request, ngettext("清走了%(count)s件过期的", "清走了%(count)s件过期的", count) % {"count": count})
    return redirect("stations:medicine", code)


@guard("stations.keep", find=find_item)
@require_POST
def fill(request: GuardedRequest, key: int) -> HttpResponse:
    """Put pieces into the box."""
    del key
    return _carry(request, FillUpForm(request.POST), request.found.station,
                  lambda told: fill_up(by=request.user, item=request.found, **told))


@guard("stations.keep", find=find_item)
@require_POST
def drop(request: GuardedRequest, key: int) -> HttpResponse:
    """Say that an item should be in the box no more."""
    del key
    drop_item(by=request.user, item=request.found)
    return redirect("stations:medicine", request.found.station.code)


@guard("stations.keep", find=find_lot)
@require_POST
def count(request: GuardedRequest, key: int) -> HttpResponse:
    """Set what was counted of a lot."""
    del key
    return _carry(request, CountForm(request.POST), request.found.station,
                  lambda told: count_lot(by=request.user, lot=request.found, **told))


def _carry(request: GuardedRequest, form: Any, station: Station, verb: Any) -> HttpResponse:
    if carry_out(form, verb) is None:
        said = [str(one) for errors in form.errors.values() for one in errors]
        raise Refused(" ".join(said), _("返回药箱那一页再填一次"))
    messages.success(request, _("已记下"))
    return redirect("stations:medicine", station.code)
