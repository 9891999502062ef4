"""Cameras: put on the index, taken off it, and every look at a recording written down with its ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Camera, CameraLook, Station

#: Pictures are kept no longer than this; in most places a month is what the police ask for.
MOST_DAYS = 90
LONGEST_LOOK = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class CameraPlan:
    """A camera as the sign on the wall names it."""

    place: str
    covers: str
    kept_days: int
    held_by: str
    since: date


@dataclass(frozen=True, slots=True)
class Look:
    """Which stretch of a recording is looked at, on what ground, and why."""

    starts_at: datetime
    ends_at: datetime
    ground: str
    why: str


@transaction.atomic
def hang_camera(*, by: Account | None, station: Station, plan: CameraPlan, token: UUID) -> Camera:
    """Put a camera on the index. The same token gives the same camera.

    Raises StationRefused for pictures that are kept too long, and where it is not said what the camera sees.
    """
    known = Camera.objects.filter(token=token).first()
    if known is not None:
        return known
    if not plan.place.strip() or not plan.covers.strip():
        raise StationRefused(_("没有写清位置和拍到哪里"), _("照墙上的提示牌写"), field="covers")
    if not 1 <= plan.kept_days <= MOST_DAYS:
        raise StationRefused(_("录像保存要在1到%(most)s天之间") % {"most": MOST_DAYS}, _("一般30天"), field="kept_days")
    camera = Camera.objects.create(station=station, place=plan.place.strip(), covers=plan.covers.strip(),
                                   kept_days=plan.kept_days, held_by=plan.held_by.strip(), since=plan.since,
                                   token=token)
    record_deed(by, "camera hung", camera, station.unit, place=camera.place)
    return camera


@transaction.atomic
def take_camera_down(*, by: Account, camera: Camera, on: date) -> Camera:
    """Take a camera off the wall; the index keeps that it hung there."""
    if camera.until is None:
        camera.until = on
        camera.save(update_fields=["until"])
        record_deed(by, "camera taken down", camera, camera.unit, place=camera.place)
    return camera


@transaction.atomic
def write_look(*, by: Account, camera: Camera, look: Look, token: UUID) -> CameraLook:
    """Write down that a recording is looked at, before it is. The same token gives the same look.

    Raises StationRefused without a reason, for more than twelve hours at once, for a time to come, and for a time of
    which nothing is kept any more.
    """
    known = CameraLook.objects.filter(token=token).first()
    if known is not None:
        return known
    moment = now()
    if not look.why.strip():
        raise StationRefused(_("没有写原因和文号"), _("写明谁要求、哪份文书"), field="why")
    if look.ends_at <= look.starts_at or look.ends_at > moment:
        raise StationRefused(_("时间段不对"), _("结束要晚于开始，也不能晚于现在"), field="ends_at")
    if look.ends_at - look.starts_at > LONGEST_LOOK:
        raise StationRefused(_("一次最多看十二小时"), _("只看需要的那一段"), field="ends_at")
    if look.starts_at < moment - timedelta(days=camera.kept_days):
        raise StationRefused(_("那时的录像已经不在了"), _("这台只保存%(days)s天") % {"days": camera.kept_days},
                             field="starts_at")
    written = CameraLook.objects.create(camera=camera, at=moment, by=by, starts_at=look.starts_at,
                                        ends_at=look.ends_at, ground=look.ground, why=look.why.strip(), token=token)
    record_deed(by, "recording looked at", written, camera.unit, ground=look.ground)
    return written
