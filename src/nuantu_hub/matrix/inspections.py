"""What the cast of the matrix has of inspections and stars: one of each on each side."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import (
    Finding,
    Inspection,
    InspectionPhoto,
    InspectionPlan,
    Interest,
    Star,
    StarAppeal,
)

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast


def make_inspections(cast: Cast, place: int, side: str) -> None:
    """A plan, an inspection that waits and one that counted with a picture, a finding, a star, an appeal, a tie."""
    station, today = cast.stations[place], localdate(now())
    inspector = Account.objects.create_staff(f"looks-{station.pk}", "检查") if place else cast.get("inspector")
    plan = InspectionPlan.objects.create(
        unit=station.unit, first_day=today, last_day=today, most_a_day=3, unannounced_percent=40, seed="1",
        seed_digest="1", told={"stations": {}, "inspectors": {}, "days": 1, "most_a_day": 3, "unannounced_percent": 40},
        made_at=now())
    waiting = Inspection.objects.create(station=station, plan=plan, inspector=inspector, on=today)
    held = Inspection.objects.create(
        station=station, inspector=inspector, on=today, state=Inspection.State.COUNTED, version=1, held_at=now(),
        sent_at=now(), counted_at=now(), answers={"seats": False}, passed=0, asked=1, by_rules=0)
    file = store_file(by=inspector, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"), about=held, unit=station.unit)
    cast.files.append(file)
    photo = InspectionPhoto.objects.create(token=uuid.uuid4(), inspection=held, item="seats", file=file,
                                           taken_at=now())
    finding = Finding.objects.create(inspection=held, station=station, item="seats", role="must", opened_at=now(),
                                     due_on=today + timedelta(days=15))
    star = Star.objects.create(
        token=uuid.uuid4(), station=station, kind=Star.Kind.GIVEN, before=0, stars=2, since=today, version=1,
        evidence=held, passed=0, asked=1, decided_at=now(), published_at=now(), schedule=[[today.isoformat(), 2]])
    appeal = StarAppeal.objects.create(token=uuid.uuid4(), star=star, station=station, by=inspector, at=now(),
                                       text="不对", due_on=today)
    tie = Interest.objects.create(account=inspector, host="某单位", why="以前在那里上班", since=now())
    cast.put(side, inspection={"key": waiting.pk}, inspection_plan={"key": plan.pk}, finding={"key": finding.pk},
             inspection_photo={"key": held.pk, "photo": photo.pk}, star={"key": star.pk}, interest={"key": tie.pk},
             star_act={"key": star.pk, "act": "publish"}, star_appeal={"key": appeal.pk},
             standard_version={"number": 1})
