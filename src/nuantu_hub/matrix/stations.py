"""What the cast of the matrix has of stations, a part after another: a station on each side first."""

from __future__ import annotations

import uuid
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from nuantu_hub.matrix.inspections import make_inspections
from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import (
    Alarm,
    Camera,
    CompoundGate,
    Door,
    Equipment,
    Fault,
    FaultStep,
    HelpCall,
    Keeper,
    MedicineItem,
    MedicineLot,
    Notice,
    SiteCandidate,
    SitePlan,
    SiteWish,
    StandingKey,
    Station,
    StationImport,
)

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]


def make_registry(cast: Cast, place: int, side: str) -> None:
    """A station of the street on this side; the keeper keeps the one on the own side."""
    station = Station.objects.create(
        unit=cast.streets[place], code=f"M{cast.streets[place].pk}", name="暖心驿站", kind=Station.Kind.WARM,
        address="路口", lat_deg=39.9 + place / 100, lon_deg=116.4, hours="24/7", seats=12)
    cast.stations.append(station)
    if not place:
        Keeper.objects.create(station=station, account=cast.get("keeper"), since=now() - timedelta(days=1))
    listed = StationImport.objects.create(token=uuid.uuid4(), unit=station.unit, by=None, at=now(), file_name="a.csv")
    cast.put(side, station={"key": station.pk}, station_sign={"sign": station.sign}, station_list={"key": listed.pk})


def make_pages(cast: Cast, place: int, side: str) -> None:
    """A keeper who may be dismissed and a notice that waits, at the station of this side."""
    station = cast.stations[place]
    absent = Account.objects.create_staff(f"away-{station.pk}", "不在场")
    keeper = Keeper.objects.create(station=station, account=absent, since=now() - timedelta(days=1))
    notice = Notice.objects.create(
        token=uuid.uuid4(), unit=station.unit, station=station, title="停水", words="明天停水", since=now(),
        written_by=absent, written_at=now())
    cast.put(side, station_keeper={"key": keeper.pk}, station_notice={"key": notice.pk})


def make_equipment(cast: Cast, place: int, side: str) -> None:
    """A door with an alarm and somebody's key, a fault with a picture, equipment, a medicine box, a call, a camera."""
    station, worker = cast.stations[place], cast.get(("worker", "other_worker")[place])
    door = Door.objects.create(
        station=station, device_key=b64encode(station.pk.to_bytes(32, "big")).decode(), state=Door.State.APPROVED,
        enrolled_at=now(), last_seen_at=now())
    alarm = Alarm.objects.create(door=door, kind="held_open", since=now(), last_at=now())
    key = StandingKey.objects.create(account=worker, door=door, number=1, since=now(),
                                     until=now() + timedelta(days=1))
    fault = Fault.objects.create(station=station, kind="water", reported_at=now(), due_at=now())
    file = store_file(by=None, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"), about=fault)
    cast.files.append(file)
    step = FaultStep.objects.create(fault=fault, kind="reported", at=now(), photo=file)
    thing = Equipment.objects.create(station=station, facility="heating", name="取暖器")
    item = MedicineItem.objects.create(station=station, name="创可贴")
    lot = MedicineLot.objects.create(item=item, left=3)
    call = HelpCall.objects.create(station=station, source="button", at=now())
    camera = Camera.objects.create(station=station, place="门口", covers="门", kept_days=30, held_by="工会",
                                   since=now().date())
    cast.put(side, station_code={"code": station.code}, door={"key": door.pk}, door_alarm={"key": alarm.pk},
             standing_key={"key": key.pk}, fault={"key": fault.pk}, equipment={"key": thing.pk},
             fault_photo={"key": fault.pk, "step": step.pk}, fault_act={"key": fault.pk, "act": "nudge"},
             signed_fault={"sign": station.sign, "key": fault.pk}, medicine={"key": item.pk},
             signed_medicine={"sign": station.sign, "key": item.pk}, medicine_lot={"key": lot.pk},
             help_call={"key": call.pk}, camera={"key": camera.pk})


def make_siting(cast: Cast, place: int, side: str) -> None:
    """A plan that was computed (the one of the own side is published), a wish, a candidate, a gate of this side."""
    station = cast.stations[place]
    where = {"lat_deg": station.lat_deg, "lon_deg": station.lon_deg}
    nothing = {"points": 0, "weight": 0, "dwell": 0, "orders": 0, "wishes": 0}
    plan = SitePlan.objects.create(
        token=uuid.uuid4(), unit=station.unit, sites=1, walk_minutes=10, asked_at=now(), state=SitePlan.State.DONE,
        published_at=None if place else now(),
        problem='{"candidates": [], "points": [], "standing": [], "walk": {"minutes": 10}}', result={
            "sources": [], "total": 0, "before": 0, "covered": 0, "bound": 0, "gap": 0.0, "ended": "proven",
            "seconds": 0.0, "walk": {}, "walk_m": 750.0, "out_of_reach": nothing, "left": nothing, "sites": [],
            "served": [], "days": [], "lacks": [], "curve": [{"sites": 0, "covered": 0, "at_most": 0}],
            "homes": {"rule": {"trucks_above": 300, "spacing_km": 200.0, "source": "", "standing": ""}, "parks": [],
                      "roads": []}})
    wish = SiteWish.objects.create(token=uuid.uuid4(), unit=station.unit, place="路口", need="warm", at=now(), **where)
    candidate = SiteCandidate.objects.create(unit=station.unit, code=f"H{station.pk}", name="网点", kind="bank",
                                             **where)
    gate = CompoundGate.objects.create(unit=station.unit, code=f"G{station.pk}", compound="小区", name="东门",
                                       entry="free", checked_on=now().date(), **where)
    cast.put(side, site_plan={"key": plan.pk}, site_wish={"key": wish.pk}, site_candidate={"key": candidate.pk},
             compound_gate={"key": gate.pk})


#: Each part of stations adds what its addresses are about; ``cast.stations[place]`` is the station of a side.
PARTS: list[Part] = [make_registry, make_pages, make_equipment, make_inspections, make_siting]
