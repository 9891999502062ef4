"""Constituencies: registering them, who belongs to one, and electing together where one alone is too small."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Constituency
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Membership, Person, Standing, Unit

#: The 31 provinces, regions and cities of the mainland by the first two digits of their code (GB/T 2260).
PROVINCES: Final[dict[str, str]] = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
    "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
    "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆"}
MOST_SEATS = 60


@transaction.atomic
def register_constituency(*, by: Account | None, unit: Unit, kind: str, code: str, seats: int, token: UUID
                          ) -> Constituency:
    """Register a constituency; its name follows from its kind and code. The same token is the same one.

    Raises NeedRefused for a province or an occupation that there is not, for no seats, and for one that exists.
    """
    known = Constituency.objects.filter(token=token).first()
    if known is not None:
        return known
    code = code.strip()[:60]
    name = name_constituency(kind, code)
    if not name:
        raise NeedRefused(_("没有这个选区代码"), _("省份写两位代码，工种选一个，平台写平台的名字"), field="code")
    if not 1 <= seats <= MOST_SEATS:
        raise NeedRefused(_("名额要在 1 到 60 之间"), _("一张选票上勾不了更多人"), field="seats")
    try:
        with transaction.atomic():
            made = Constituency.objects.create(token=token, unit=unit, kind=kind, code=code, name=name, seats=seats)
    except IntegrityError as fault:
        raise NeedRefused(_("这个选区已经有了"), _("看选区列表"), field="code") from fault
    record_deed(by, "constituency registered", made, unit, kind=kind, seats=seats)
    return made


def name_constituency(kind: str, code: str) -> str:
    """The name that follows from kind and code; empty where there is none."""
    if kind == Constituency.Kind.PROVINCE:
        return PROVINCES.get(code, "")
    if kind == Constituency.Kind.OCCUPATION:
        return str(Person.Occupation(code).label) if code in Person.Occupation.values else ""
    return code if kind == Constituency.Kind.PLATFORM else ""


@transaction.atomic
def register_provinces(*, by: Account | None, unit: Unit, seats: int, token: UUID) -> int:
    """Register every province that is not there yet; gives how many were new."""
    there = set(Constituency.objects.filter(unit=unit, kind=Constituency.Kind.PROVINCE).values_list("code", flat=True))
    new = [Constituency(unit=unit, kind=Constituency.Kind.PROVINCE, code=code, name=name, seats=seats)
           for code, name in PROVINCES.items() if code not in there]
    Constituency.objects.bulk_create(new)
    if new:
        record_deed(by, "provinces registered", unit, unit, count=len(new), token=str(token))
    return len(new)


@transaction.atomic
def merge_constituency(*, by: Account, small: Constituency, into: Constituency | None) -> Constituency:
    """Let a small constituency elect with another one, or alone again (``None``). Raises NeedRefused for a circle."""
    held = Constituency.objects.select_for_update().get(pk=small.pk)
    if into is not None and (into.pk == held.pk or into.unit_id != held.unit_id or into.kind != held.kind
                             or into.merged_into_id is not None or held.merged.exists()):
        raise NeedRefused(_("不能合并到这个选区"), _("选同一类里的另一个、自己没有并出去的选区"), field="into")
    if held.merged_into_id != (into.pk if into else None):
        held.merged_into = into
        held.save(update_fields=["merged_into"])
        record_deed(by, "constituency merged" if into else "constituency parted", held, held.unit)
    return held


def list_members(constituency: Constituency) -> QuerySet[Person]:
    """Full members in the unit's branch who belong to it, or to one that elects with it; each once."""
    about = Q()
    for one in (constituency, *constituency.merged.all()):
        about |= _match(one)
    branch = Membership.objects.filter(until=None, standing=Standing.FULL,
                                       unit__path__startswith=constituency.unit.path)
    return Person.objects.filter(about, merged_into=None, pk__in=branch.values("person")).order_by("pk").distinct()


def _match(constituency: Constituency) -> Q:
    if constituency.kind == Constituency.Kind.OCCUPATION:
        return Q(occupation=constituency.code)
    if constituency.kind == Constituency.Kind.PLATFORM:
        return Q(engagements__platform=constituency.code, engagements__until=None)
    lives = Q(residence_code__startswith=constituency.code)
    return lives | Q(residence_code="", memberships__until=None,
                     memberships__unit__place_code__startswith=constituency.code)
