"""Equipment, the medicine box and cameras of a station on the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.equipment import EquipmentPlan, add_equipment, list_equipment, remove_equipment
from nuantu_hub.stations.interfaces.equipment_forms import EquipmentForm
from nuantu_hub.stations.interfaces.reading_chart import draw_readings
from nuantu_hub.stations.models import Equipment
from nuantu_hub.stations.views.places import find_coded, find_equipment


@guard("stations.see_desk", find=find_coded)
@never_cache
def equipment(request: GuardedRequest, code: str) -> HttpResponse:
    """What stands in a station and what its sensors say; a form to put more up."""
    del code
    return _show(request, EquipmentForm())


def _show(request: GuardedRequest, form: EquipmentForm) -> HttpResponse:
    return render(request, "stations/equipment.html", {
        "station": request.found, "things": list_equipment(request.found, now()), "form": form,
        "may_keep": request.user.has_perm("stations.keep", request.found)}, status=status_of(form))


@guard("stations.keep", find=find_coded)
@require_POST
def add(request: GuardedRequest, code: str) -> HttpResponse:
    """Put equipment up."""
    form = EquipmentForm(request.POST)
    made = carry_out(form, lambda told: add_equipment(
        by=request.user, station=request.found, token=told.pop("token"), plan=EquipmentPlan(**told)))
    if made is None:
        return _show(request, form)
    messages.success(request, _("已登记"))
    return redirect("stations:equipment", code)


@guard("stations.see_desk", find=find_equipment)
@never_cache
def thing(request: GuardedRequest, key: int) -> HttpResponse:
    """One piece of equipment: its readings of the last two days."""
    del key
    found: Equipment = request.found
    moment = now()
    return render(request, "stations/equipment_one.html", {
        "thing": found, "station": found.station, "chart": draw_readings(found, moment), "now": moment,
        "may_keep": request.user.has_perm("stations.keep", found), **_told(found, moment)})


def _told(found: Equipment, moment: Any) -> dict[str, Any]:
    told = [one for one in list_equipment(found.station, moment) if one["thing"].pk == found.pk]
    return {"level": told[0]["level"], "words": told[0]["words"]} if told else {"level": "", "words": ""}


@guard("stations.keep", find=find_equipment)
@require_POST
def remove(request: GuardedRequest, key: int) -> HttpResponse:
    """Take equipment away."""
    del key
    found: Equipment = request.found
    remove_equipment(by=request.user, equipment=found, on=localdate(now()))
    messages.success(request, _("已撤走"))
    return redirect("stations:equipment", found.station.code)
