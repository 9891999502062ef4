"""Planning a visit (双沟通), moving it, calling it off and closing it with what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.posters import put_up_poster
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Enterprise, Unit, Visit, VisitGuest, VisitMove
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What a visit is to be: where, when, who goes and who is invited (name, people expected)."""

    title: str
    place_kind: str
    place: str
    starts_at: datetime
    ends_at: datetime
    going: tuple[Account, ...] = ()
    guests: tuple[tuple[str, int], ...] = ()
    enterprise: Enterprise | None = None


@transaction.atomic
def plan_visit(*, by: Account, unit: Unit, plan: VisitPlan, token: UUID) -> Visit:
    """Plan a visit and make its poster, by which people join on the spot.

    The same token twice gives the same visit. Raises Refused without a title or a place, for an end before the
    beginning, where nobody goes, or for a firm's visit without the firm.
    """
    known = Visit.objects.filter(token=token).first()
    if known is not None:
        return known
    if not plan.title.strip():
        raise Refused(_("没有写主题"), _("写一句这次去讲什么、听什么"), field="title")
    if plan.place_kind == Visit.PlaceKind.FIRM and plan.enterprise is None:
        raise Refused(_("去企业要写明是哪一家"), _("从台账里选一家企业"), field="enterprise")
    if not plan.going:
        raise Refused(_("还没有人去"), _("至少选一位同事"), field="going")
    _check_when(plan.starts_at, plan.ends_at)
    place = _read_place(plan.place)
    poster = put_up_poster(by=by, unit=unit, place=place[:80], token=uuid5(token, "poster"))
    visit = Visit.objects.create(
        token=token, unit=unit, enterprise=plan.enterprise, title=plan.title.strip(), place_kind=plan.place_kind,
        place=place, starts_at=plan.starts_at, ends_at=plan.ends_at, planned_by=by, poster=poster)
    visit.going.set(plan.going)
    VisitGuest.objects.bulk_create(VisitGuest(visit=visit, name=name.strip(), expected=expected)
                                   for name, expected in plan.guests if name.strip())
    record_deed(by, "visit planned", visit, unit)
    return visit


@transaction.atomic
def move_visit(*, by: Account, visit: Visit, place: str, starts_at: datetime, ends_at: datetime,
               reason: str) -> Visit:
    """Hold a planned visit elsewhere or at another time; the old place and time stay readable.

    Raises Refused for a visit that was held or called off, without a reason, or for an end before the beginning.
    """
    _check_planned(visit)
    place = _read_place(place)
    if (place, starts_at, ends_at) == (visit.place, visit.starts_at, visit.ends_at):
        return visit
    if not reason.strip():
        raise Refused(_("没有写原因"), _("写明为什么换地点或时间"), field="reason")
    _check_when(starts_at, ends_at)
    VisitMove.objects.create(visit=visit, at=now(), by=by, place_before=visit.place, starts_before=visit.starts_at,
                             reason=reason.strip())
    visit.place, visit.starts_at, visit.ends_at = place, starts_at, ends_at
    visit.save(update_fields=["place", "starts_at", "ends_at"])
    record_deed(by, "visit moved", visit, visit.unit)
    return visit


@transaction.atomic
def call_off_visit(*, by: Account, visit: Visit, reason: str) -> Visit:
    """Call a planned visit off. Raises Refused without a reason or where people have signed in already."""
    if visit.state == Visit.State.CANCELLED:
        return visit
    _check_planned(visit)
    if not reason.strip():
        raise Refused(_("没有写原因"), _("写明为什么取消"), field="reason")
    if visit.attendances.exists():
        raise Refused(_("已经有人签到，不能取消"), _("办完后写小结，或改期"))
    visit.state, visit.outcome = Visit.State.CANCELLED, reason.strip()
    visit.save(update_fields=["state", "outcome"])
    record_deed(by, "visit called off", visit, visit.unit)
    return visit


@transaction.atomic
def close_visit(*, by: Account, visit: Visit, outcome: str) -> Visit:
    """Say that a visit was held and what came of it. Raises Refused before it began or for one that was called off."""
    if visit.state == Visit.State.HELD and visit.outcome == outcome.strip():
        return visit
    if visit.state == Visit.State.CANCELLED:
        raise Refused(_("这次走访已经取消"), _("另外计划一次"))
    if visit.starts_at > now():
        raise Refused(_("走访还没有开始"), _("开始以后再写小结"))
    if not outcome.strip():
        raise Refused(_("没有写小结"), _("写两三句：讲了什么，听到什么"), field="outcome")
    visit.state, visit.outcome = Visit.State.HELD, outcome.strip()
    visit.save(update_fields=["state", "outcome"])
    record_deed(by, "visit held", visit, visit.unit)
    return visit


def _check_planned(visit: Visit) -> None:
    if visit.state != Visit.State.PLANNED:
        raise Refused(_("这次走访%(state)s") % {"state": visit.get_state_display()}, _("另外计划一次"))


def _check_when(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(_("结束早于开始"), _("核对时间"), field="ends_at")


def _read_place(place: str) -> str:
    if not place.strip():
        raise Refused(_("没有写地点"), _("写到门牌或大门"), field="place")
    return place.strip()
