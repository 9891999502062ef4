"""Wishes for stations: asked by workers and strangers, supported once by each, answered by the union."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.stations.domain.coordinates import check_place
from nuantu_hub.stations.domain.limits import Caller, Limit
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import SiteVote, SiteWish, Station

State = SiteWish.State
DAY_S = 86_400
#: Wishes of somebody who did not sign in, a day: of one browser, of one address.
BY_DEVICE, BY_ADDRESS = Limit("site wish", 3, DAY_S), Limit("site wish address", 30, DAY_S)
VOTES_BY_DEVICE, VOTES_BY_ADDRESS = Limit("site vote", 30, DAY_S), Limit("site vote address", 200, DAY_S)
#: Wishes of one account that nobody answered yet.
MOST_OPEN = 10
#: Nearer than this two wishes for the same thing are one, metres.
SAME_M = 60.0
DEGREE_M = 111_195.0
PLACE_MOST, WORDS_MOST, ANSWER_MOST = 80, 500, 300
#: A wish may be supported while it is open or planned.
VOTED = (State.OPEN, State.PLANNED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a station is missing: what the place is called, where it lies (WGS 84), what is missing most there."""

    name: str
    lat_deg: float
    lon_deg: float
    need: str


@transaction.atomic
def ask_for_station(*, by: Account | None, caller: Caller, place: Place, words: str, token: UUID) -> SiteWish:
    """Ask for a station at a place; whoever asks supports it too. The same token is the same wish.

    The same thing asked within 60 m becomes support of the wish that stands there. A wish of somebody who did not sign
    in waits until staff have looked at it. Raises StationRefused for what is missing, outside China or too often.
    """
    known = SiteWish.objects.filter(token=token).first()
    if known is not None:
        return known
    name, words = place.name.strip(), words.strip()
    if not name or len(name) > PLACE_MOST:
        raise StationRefused(_("没有写清地点"), _("写路口、大门或楼名，不超过 80 个字"), field="place")
    if len(words) > WORDS_MOST:
        raise StationRefused(_("写得太长"), _("不超过 500 个字"), field="words")
    check_place(place.lat_deg, place.lon_deg)
    twin = _find_twin(place)
    if twin is not None:
        support_wish(by=by, caller=caller, wish=twin)
        return twin
    _check_often(by, caller)
    wish = SiteWish.objects.create(
        token=token, unit=find_unit(place.lat_deg, place.lon_deg), place=name, lat_deg=place.lat_deg,
        lon_deg=place.lon_deg, need=place.need, words=words, account=by, at=now(),
        state=State.OPEN if by is not None else State.WAITING)
    record_deed(by, "site wish made", wish, wish.unit)
    _vote(by, caller, wish)
    return wish


def find_unit(lat_deg: float, lon_deg: float) -> Unit:
    """The union that answers for a place: that of the nearest station, else that of the city.

    Raises StationRefused where there is no union at all.
    """
    squeeze = cos(radians(lat_deg))
    near = min(Station.objects.exclude(state__in=Station.GONE)
               .values_list("lat_deg", "lon_deg", "unit"),
               key=lambda row: hypot(row[0] - lat_deg, (row[1] - lon_deg) * squeeze), default=None)
    unit = (Unit.objects.filter(kind=Unit.Kind.CITY, closed_on=None).order_by("path").first() if near is None
            else Unit.objects.get(pk=near[2]))
    if unit is None:
        raise StationRefused(_("还没有工会管这个地方"), _("过些日子再提"))
    return unit


def _find_twin(place: Place) -> SiteWish | None:
    tall = SAME_M / DEGREE_M
    wide = tall / max(0.1, cos(radians(place.lat_deg)))
    near = SiteWish.objects.select_for_update().filter(
        state__in=VOTED, need=place.need, lat_deg__range=(place.lat_deg - tall, place.lat_deg + tall),
        lon_deg__range=(place.lon_deg - wide, place.lon_deg + wide))
    return near.order_by("at", "pk").first()


def _check_often(by: Account | None, caller: Caller) -> None:
    if by is None:
        if not caller.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
            raise StationRefused(_("今天提得太多了"), _("明天再提，或登录后提"))
    elif SiteWish.objects.filter(account=by, state__in=(State.WAITING, State.OPEN)).count() >= MOST_OPEN:
        raise StationRefused(_("你有 10 个地点还在等答复"), _("先支持别人提的，或等答复"))


@transaction.atomic
def support_wish(*, by: Account | None, caller: Caller, wish: SiteWish) -> bool:
    """Want it too: once a person, once a browser. True where this vote is new.

    Raises StationRefused for a wish that was answered.
    """
    if wish.state not in VOTED:
        raise StationRefused(_("这个地点已经有结论"), _("看答复；情况变了可以另提一个"))
    if by is None and not caller.may(by_device=VOTES_BY_DEVICE, by_address=VOTES_BY_ADDRESS):
        raise StationRefused(_("今天支持得太多了"), _("明天再来，或登录后再支持"))
    made = _vote(by, caller, wish)
    if made:
        record_deed(by, "site wish voted", wish, wish.unit)
    return made


@transaction.atomic
def take_support_back(*, by: Account | None, caller: Caller, wish: SiteWish) -> bool:
    """Take one's vote back; True where there was one."""
    gone, _by_table = SiteVote.objects.filter(_own(by, caller), wish=wish).delete()
    if gone:
        record_deed(by, "site wish vote taken back", wish, wish.unit)
    return bool(gone)


def _own(by: Account | None, caller: Caller) -> Q:
    return Q(account=by) if by is not None else Q(account=None, device=mark_device(caller))


def mark_device(caller: Caller) -> str:
    """By which a browser's vote is known again without naming the browser."""
    return blind_index(caller.device, "site vote")


def _vote(by: Account | None, caller: Caller, wish: SiteWish) -> bool:
    try:
        with transaction.atomic():
            SiteVote.objects.create(wish=wish, account=by, at=now(),
                                    device="" if by is not None else mark_device(caller))
    except IntegrityError:
        return False
    return True


@transaction.atomic
def answer_wish(*, by: Account, wish: SiteWish, state: str, answer: str, station: Station | None = None) -> SiteWish:
    """Say what becomes of a wish.

    Raises StationRefused without words where it is declined or planned, or without the station where it is built.
    """
    wish = SiteWish.objects.select_for_update(of=("self",)).select_related("unit").get(pk=wish.pk)
    answer = answer.strip()[:ANSWER_MOST]
    if state not in State.values or state == State.WAITING:
        raise StationRefused(_("没有选怎么答复"), _("选一项"), field="state")
    if state in (State.DECLINED, State.PLANNED) and not answer:
        raise StationRefused(_("没有写答复"), _("写一句为什么、什么时候，提的人看得到"), field="answer")
    if state == State.BUILT and station is None:
        raise StationRefused(_("没有写是哪一座驿站"), _("选建成的驿站"), field="station")
    if (wish.state, wish.answer, wish.station_id) == (state, answer, None if station is None else station.pk):
        return wish
    wish.state, wish.answer, wish.station = state, answer, station if state == State.BUILT else None
    wish.answered_by, wish.answered_at = by, now()
    wish.save(update_fields=["state", "answer", "station", "answered_by", "answered_at"])
    record_deed(by, "site wish answered", wish, wish.unit, state=state)
    return wish


@dataclass(frozen=True, slots=True)
class Support:
    """How many want it: persons who signed in, and browsers of others; whether the reader is among them."""

    persons: int
    browsers: int
    mine: bool


def count_support(wishes: Iterable[SiteWish], by: Account | None, caller: Caller | None) -> dict[int, Support]:
    """Support of wishes by their keys, in two questions however many they are."""
    asked = list(wishes)
    counted = {row["wish"]: row for row in SiteVote.objects.filter(wish__in=asked).values("wish").annotate(
        persons=Count("pk", filter=Q(account__isnull=False)), browsers=Count("pk", filter=Q(account=None)))
        .order_by()}
    own: set[int] = set()
    if by is not None or caller is not None:
        mine = Q(account=by) if by is not None else _own(None, caller) if caller is not None else Q(pk__in=[])
        own = set(SiteVote.objects.filter(mine, wish__in=asked).values_list("wish", flat=True))
    none = {"persons": 0, "browsers": 0}
    return {one.pk: Support(counted.get(one.pk, none)["persons"], counted.get(one.pk, none)["browsers"],
                            one.pk in own) for one in asked}
