"""Opening, changing, moving, pausing and closing stations, and who keeps them; every change is a deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.posts import end_post, give_post
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.coordinates import check_place, measure_m
from nuantu_hub.stations.domain.opening_hours import check_hours
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Facility, Keeper, Station

State = Station.State
#: Nearer than this two stations are one pin registered twice, metres.
SAME_PIN_M = 20.0
#: Farther than this from where it was, a station has moved and gets a new code and sign, metres.
MOVED_M = 50.0
#: Nearer than this a place is the same place, converted or rounded once more, metres.
SAME_PLACE_M = 1.0
PLACE = ["lat_deg", "lon_deg"]
WHY_MOST = 200
#: A degree of latitude is longer than this everywhere; a box of it holds whatever is near.
DEGREE_M = 111_000.0
#: May be used again: closed for works or paused. Closed and moved stations stay as they are.
STANDING = (State.USED, State.WORKS, State.PAUSED)


@dataclass(frozen=True, slots=True)
class StationFacts:
    """What is registered of a station; ``facilities`` are kinds with how many of each."""

    name: str
    kind: str
    address: str
    lat_deg: float
    lon_deg: float
    hours: str
    host: str = ""
    host_rules: str = ""
    area_m2: float | None = None
    seats: int | None = None
    contact: str = ""
    opened_on: date | None = None
    facilities: Mapping[str, int] | None = None

    def columns(self) -> dict[str, Any]:
        """Everything but the facilities, which have a table of their own."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "facilities"}


@transaction.atomic
def open_station(*, by: Account | None, unit: Unit, code: str, facts: StationFacts, token: UUID,
                 beside: bool = False) -> Station:
    """Register a station with a code that no other has; the same token twice gives the same station.

    ``beside`` says that another station within 20 m is known and this one is not it. Raises StationRefused naming the
    field: a code that is taken, a second pin on one spot, hours that cannot be read, a place outside China.
    """
    known = Station.objects.filter(token=token).first()
    if known is not None:
        return known
    if unit.closed_on is not None:
        raise StationRefused(_("这个工会已经撤销"), _("登记到仍然存在的工会"), field="unit")
    told = check_facts(facts)
    code = _claim_code(code)
    if not beside:
        refuse_twin(told)
    station = Station.objects.create(unit=unit, code=code, token=token, **told.columns())
    Facility.objects.bulk_create(Facility(station=station, kind=kind, count=told.facilities[kind])
                                 for kind in Facility.Kind.values if told.facilities and kind in told.facilities)
    record_deed(by, "station opened", station, unit, code=code)
    return station


@transaction.atomic
def change_station(*, by: Account | None, station: Station, facts: StationFacts, reason: str) -> list[str]:
    """Change what is registered of a station; gives the names of the fields that changed, none where all is the same.

    Raises StationRefused without a reason, for a station that was closed or moved, and for a place more than 50 m away.
    """
    station = _lock(station)
    _check_standing(station)
    told = check_facts(facts)
    away_m = measure_m(station.lat_deg, station.lon_deg, told.lat_deg, told.lon_deg)
    if away_m > MOVED_M:
        raise StationRefused(_("新位置离原来 %(away)s 米，这是搬迁") % {"away": round(away_m)},
                             _("用“搬迁”登记新址，原来的二维码会指到新址"), field="lat_deg")
    changed = list_changes(station, told)
    if not changed:
        return []
    why = _read_reason(reason)
    columns = {name: value for name, value in told.columns().items() if name in changed}
    for name, value in columns.items():
        setattr(station, name, value)
    station.save(update_fields=list(columns))
    if told.facilities is not None:
        _set_facilities(station, told.facilities)
    record_deed(by, "station changed", station, station.unit, fields=changed, why=why)
    return changed


@transaction.atomic
def move_station(*, by: Account | None, station: Station, code: str, facts: StationFacts, reason: str,
                 token: UUID) -> Station:
    """Move a station: the new place gets a code and a sign of its own, the old one leads to it, keepers go along."""
    known = Station.objects.filter(token=token).first()
    if known is not None:
        return known
    station = _lock(station)
    _check_standing(station)
    why = _read_reason(reason)
    moved = open_station(by=by, unit=station.unit, code=code, facts=facts, token=token, beside=False)
    for keeper in station.keepers.held_at(now()):
        Keeper.objects.create(station=moved, account=keeper.account, since=now())
        keeper.until = now()
        keeper.save(update_fields=["until"])
    _set_state(station, State.MOVED, why, None)
    station.moved_to = moved
    station.save(update_fields=["moved_to"])
    record_deed(by, "station moved", station, station.unit, to=moved.code, why=why)
    return moved


@transaction.atomic
def pause_station(*, by: Account | None, station: Station, works: bool, reason: str,
                  until: date | None = None) -> Station:
    """Take a station out of use for a while, for works or otherwise; ``until`` is when it should be back."""
    station = _lock(station)
    _check_standing(station)
    if until is not None and until < localdate(now()):
        raise StationRefused(_("恢复日期已经过去"), _("改恢复日期，或留空"), field="state_until")
    _set_state(station, State.WORKS if works else State.PAUSED, _read_reason(reason), until)
    record_deed(by, "station paused", station, station.unit, why=station.state_why)
    return station


@transaction.atomic
def resume_station(*, by: Account | None, station: Station) -> Station:
    """Put a paused station back to use; one that is in use stays so."""
    station = _lock(station)
    _check_standing(station)
    if station.state != State.USED:
        _set_state(station, State.USED, "", None)
        record_deed(by, "station resumed", station, station.unit)
    return station


@transaction.atomic
def close_station(*, by: Account | None, station: Station, reason: str) -> Station:
    """Close a station for good; its sign then says so. One that is closed stays closed."""
    station = _lock(station)
    if station.state == State.CLOSED:
        return station
    _check_standing(station)
    _set_state(station, State.CLOSED, _read_reason(reason), None)
    for keeper in station.keepers.held_at(now()).select_related("account", "station__unit"):
        release_keeper(by=by, keeper=keeper)
    record_deed(by, "station closed", station, station.unit, why=station.state_why)
    return station


@transaction.atomic
def appoint_keeper(*, by: Account | None, station: Station, account: Account) -> Keeper:
    """Let somebody of staff look after a station from now on; who does already does so once.

    A keeper also gets the post of keeper at the station's unit, by which its pages and what is due are theirs too.
    """
    _check_standing(station)
    if account.kind != Account.STAFF or not account.is_active:
        raise StationRefused(_("只有在用的工会工作人员账号可以值守"), _("先为这个人开通工作人员账号"), field="login")
    held = station.keepers.held_at(now()).filter(account=account).first()
    if held is not None:
        return held
    keeper = Keeper.objects.create(station=station, account=account, since=now())
    give_post(by=by, account=account, unit=station.unit, role=Post.Role.KEEPER)
    record_deed(by, "keeper appointed", keeper, station.unit, station=station.code)
    return keeper


@transaction.atomic
def release_keeper(*, by: Account | None, keeper: Keeper) -> Keeper:
    """End somebody's looking after a station now, and the post with the last station there; ended stays as it ended."""
    if keeper.until is not None and keeper.until <= now():
        return keeper
    keeper.until = now()
    keeper.save(update_fields=["until"])
    unit = keeper.station.unit
    if not keeper.account.kept_stations.held_at(now()).filter(station__unit=unit).exists():
        for post in keeper.account.posts.filter(unit=unit, role=Post.Role.KEEPER, until=None):
            end_post(by=by, post=post)
    record_deed(by, "keeper released", keeper, unit, station=keeper.station.code)
    return keeper


def check_facts(facts: StationFacts) -> StationFacts:
    """The facts as they are kept. Raises StationRefused naming the field that cannot be kept."""
    texts = {}
    for name, most, needed in (("name", 80, True), ("address", 160, True), ("host", 120, False),
                               ("host_rules", 300, False), ("contact", 120, False)):
        texts[name] = " ".join(str(getattr(facts, name)).split())
        if len(texts[name]) > most or (needed and not texts[name]):
            raise StationRefused(_("要写，不超过 %(most)s 个字") % {"most": most} if needed else _("太长"),
                                 _("不超过 %(most)s 个字") % {"most": most}, field=name)
    if facts.kind not in Station.Kind.values:
        raise StationRefused(_("没有这个类型"), _("写其中一个：%(names)s") % {
            "names": "、".join(str(one.label) for one in Station.Kind)}, field="kind")
    lat_deg, lon_deg = check_place(facts.lat_deg, facts.lon_deg)
    if facts.host_rules and not texts["host"]:
        raise StationRefused(_("写了场地单位的规定，却没有场地单位"), _("写明是谁的场地"), field="host")
    for name, most in (("area_m2", 100_000), ("seats", 2_000)):
        value = getattr(facts, name)
        if value is not None and not 0 < value <= most:
            raise StationRefused(_("要大于零，不超过 %(most)s") % {"most": most}, _("没有量过就留空"), field=name)
    _check_facilities(facts.facilities or {})
    return StationFacts(kind=facts.kind, lat_deg=lat_deg, lon_deg=lon_deg, hours=check_hours(facts.hours),
                        area_m2=facts.area_m2, seats=facts.seats, opened_on=facts.opened_on,
                        facilities=facts.facilities, **texts)


def _check_facilities(facilities: Mapping[str, int]) -> None:
    for kind, count in facilities.items():
        if kind not in Facility.Kind.values or not 0 < count <= 1_000:
            raise StationRefused(_("没有这样的设施：%(kind)s × %(count)s") % {"kind": kind, "count": count},
                                 _("照设施表填"), field="facilities")


def list_changes(station: Station, facts: StationFacts) -> list[str]:
    """The names of the fields in which facts differ from what is registered; facilities left out are not compared."""
    changed = [name for name, value in facts.columns().items() if name not in PLACE and getattr(station, name) != value]
    if measure_m(station.lat_deg, station.lon_deg, facts.lat_deg, facts.lon_deg) > SAME_PLACE_M:
        changed += PLACE
    if facts.facilities is not None and dict(facts.facilities) != {
            one.kind: one.count for one in station.facilities.all()}:
        changed.append("facilities")
    return changed


def find_twin(facts: StationFacts, but: Station | None = None) -> tuple[Station, float] | None:
    """A station in use within 20 m of a place, and how far it is."""
    reach = SAME_PIN_M / DEGREE_M
    near = Station.objects.filter(
        state__in=STANDING, lat_deg__range=(facts.lat_deg - reach, facts.lat_deg + reach),
        lon_deg__range=(facts.lon_deg - 2 * reach, facts.lon_deg + 2 * reach))
    ways = [(measure_m(facts.lat_deg, facts.lon_deg, one.lat_deg, one.lon_deg), one) for one in near if one != but]
    found = min(((way, one) for way, one in ways if way <= SAME_PIN_M), key=lambda pair: pair[0], default=None)
    return None if found is None else (found[1], found[0])


def refuse_twin(facts: StationFacts) -> None:
    """Raises StationRefused where another station has the spot."""
    twin = find_twin(facts)
    if twin is not None:
        raise StationRefused(_("和“%(name)s”（%(code)s）只隔 %(away)s 米，像是同一座驿站登记了两次") % {
            "name": twin[0].name, "code": twin[0].code, "away": round(twin[1])},
            _("核对位置；真是两座的，登记时写明是相邻的另一座"), field="lat_deg")


def read_code(text: str) -> str:
    """A code as it is kept. Raises StationRefused for what cannot be one."""
    code = text.strip().upper()
    if not code or len(code) > 16 or not code.replace("-", "").isalnum() or not code.isascii():
        raise StationRefused(_("编号只用字母、数字和短横，不超过 16 个"), _("例：CY-0412"), field="code")
    return code


def _claim_code(text: str) -> str:
    code = read_code(text)
    taken = Station.objects.filter(code=code).first()
    if taken is not None:
        raise StationRefused(_("编号 %(code)s 已经是“%(name)s”的") % {"code": code, "name": taken.name},
                             _("换一个编号；要改这座驿站就打开它"), field="code")
    return code


def _read_reason(text: str) -> str:
    why = text.strip()
    if not why or len(why) > WHY_MOST:
        raise StationRefused(_("要写原因，不超过 %(most)s 个字") % {"most": WHY_MOST}, _("写一句就够"), field="reason")
    return why


def _lock(station: Station) -> Station:
    return Station.objects.select_for_update(of=("self",)).select_related("unit").get(pk=station.pk)


def _check_standing(station: Station) -> None:
    if station.state not in STANDING:
        raise StationRefused(_("“%(name)s”%(state)s，不能再改") % {
            "name": station.name, "state": station.get_state_display()}, _("看它搬到了哪里，或登记一座新的"))


def _set_state(station: Station, state: str, why: str, until: date | None) -> None:
    station.state, station.state_why, station.state_until = state, why, until
    station.save(update_fields=["state", "state_why", "state_until"])


def _set_facilities(station: Station, facilities: Mapping[str, int]) -> None:
    station.facilities.exclude(kind__in=facilities).delete()
    for kind in Facility.Kind.values:
        if kind in facilities:
            Facility.objects.update_or_create(station=station, kind=kind, defaults={"count": facilities[kind]})
