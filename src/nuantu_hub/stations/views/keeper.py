"""A keeper's phone: today at my station."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.counting_visits import count_today
from nuantu_hub.stations.domain.doors import find_door
from nuantu_hub.stations.domain.equipment import list_equipment
from nuantu_hub.stations.domain.faults import open_faults
from nuantu_hub.stations.domain.help_calls import list_ringing
from nuantu_hub.stations.domain.medicine import read_box
from nuantu_hub.stations.interfaces.door_forms import UnlockForm
from nuantu_hub.stations.interfaces.stand import read_stands
from nuantu_hub.stations.models import Finding, OnCallPhone, Station


@guard("stations.keep_one")
@never_cache
def my_station(request: GuardedRequest) -> HttpResponse:
    """What a keeper needs of the station that is kept: who calls, what rings, what is broken, short or overdue."""
    moment = now()
    kept = list(Station.objects.filter(keepers__in=request.user.kept_stations.held_at(moment)).distinct()
                .select_related("unit").prefetch_related("facilities").order_by("code"))
    station = next((one for one in kept if one.code == request.GET.get("at")), kept[0])
    return render(request, "stations/my_station.html", {"kept": kept, "station": station, **_read(request, station)})


def _read(request: GuardedRequest, station: Station) -> dict[str, Any]:
    moment = now()
    door = find_door(station)
    faults = list(open_faults(station))
    lines = [line for line in read_box(station) if line.state != "kept"]
    things = [one for one in list_equipment(station, moment) if one["level"] != "kept"]
    return {
        "now": moment, "stand": read_stands([station], moment, whole=True)[0], "door": door,
        "online": door is not None and door.is_online(moment), "came": count_today(station),
        "has_phone": OnCallPhone.objects.filter(account=request.user).exists(),
        "to_rectify": Finding.objects.filter(station=station, state=Finding.State.OPEN).count(),
        "ringing": [call for call in list_ringing(request.user, moment) if call.station_id == station.pk],
        "alarms": list(door.alarms.filter(closed_at=None)) if door else [], "unlock": UnlockForm(),
        "to_mend": [fault for fault in faults if fault.state != "fixed"],
        "to_confirm": [fault for fault in faults if fault.state == "fixed"], "lines": lines, "things": things,
    }
