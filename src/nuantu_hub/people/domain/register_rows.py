"""Judging one line of a register: what it would do, or what is wrong with it and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.identity import read_id_number, read_name, read_phone
from nuantu_hub.people.domain.register_file import HEADINGS, Line
from nuantu_hub.people.models import Engagement, ImportRow, Membership, Person, Standing, Unit
from nuantu_hub.people.models.account import PHONE
from nuantu_hub.people.models.person import ID_NUMBER
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

Fate = ImportRow.Fate
EARLIEST = date(1925, 5, 1)
#: Longest text of a free field.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line says, read."""

    name: str
    phone: str
    id_number: str
    occupation: str
    platform: str
    partner: str
    station: str
    household: str
    street: Unit | None
    unit: Unit
    since: datetime | None
    phone_index: str
    id_index: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What comes of a line: its fate, and for a bad one the field, what is wrong and the fix."""

    fate: str
    wanted: Wanted | None = None
    person: Person | None = None
    field: str = ""
    what: str = ""
    fix: str = ""


@dataclass
class Register:
    """What is known while a file is gone through: units it may name, whom earlier lines named, who is on record.

    People are looked up for a batch of lines at once; the same person is the same object, so that what one line writes
    the next one sees.
    """

    unit: Unit
    streets: dict[str, Unit] = field(default_factory=dict)
    units: dict[str, list[Unit]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    phones: dict[str, int] = field(default_factory=dict)
    people: dict[UUID, Person] = field(default_factory=dict)
    by_index: dict[str, Person] = field(default_factory=dict)
    here: dict[UUID, Membership] = field(default_factory=dict)
    been: set[UUID] = field(default_factory=set)
    platforms: set[tuple[UUID, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for one in Unit.objects.filter(path__startswith=self.unit.path, closed_on=None):
            self.units.setdefault(one.name, []).append(one)
        self.streets = {one.name: one for one in Unit.objects.filter(kind=Unit.Kind.STREET, closed_on=None)}

    def look_up(self, wanted: Iterable[Wanted]) -> None:
        """Read who is on record with the phones and id numbers of some lines, their memberships and their work."""
        asked = {index for one in wanted for index in (one.phone_index, one.id_index) if index}
        self.people, self.by_index, self.here, self.been, self.platforms = {}, {}, {}, set(), set()
        found = Person.objects.filter(Q(phone_index__in=asked) | Q(id_index__in=asked)).select_related("merged_into")
        for person in found:
            known = self.people.setdefault(person.standing_record.pk, person.standing_record)
            self.by_index |= {index: known for index in (person.phone_index, person.id_index) if index}
        for stretch in Membership.objects.filter(person__in=self.people).select_related("unit"):
            self.been.add(stretch.person_id)
            if stretch.until is None:
                self.here[stretch.person_id] = stretch
        self.platforms.update(Engagement.objects.filter(person__in=self.people, until=None)
                              .values_list("person_id", "platform"))


def judge_lines(register: Register, lines: Sequence[Line]) -> list[Judged]:
    """What each line does against what the hub holds now, in a handful of questions to it. Never writes."""
    read = [_try_read(register, line) for line in lines]
    register.look_up(one for one in read if isinstance(one, Wanted))
    return [_judge(register, line, one) for line, one in zip(lines, read, strict=True)]


def _try_read(register: Register, line: Line) -> Wanted | Refused:
    try:
        return read_line(register, line.cells)
    except Refused as refused:
        return refused


def _judge(register: Register, line: Line, read: Wanted | Refused) -> Judged:
    try:
        if isinstance(read, Refused):
            raise read
        _note_line(register, line.number, read)
        return _compare(register, read)
    except Refused as refused:
        return describe_refusal(refused)


def describe_refusal(refused: Refused) -> Judged:
    """What a refusal says of a line."""
    return Judged(Fate.BAD, field=HEADINGS.get(refused.field or "", ""), what=str(refused.what), fix=str(refused.fix))


def read_line(register: Register, cells: dict[str, str]) -> Wanted:
    """A line, field by field. Raises Refused that names the first bad field."""
    def at(name: str, read: Callable[[str], str]) -> str:
        text = cells.get(name, "")
        try:
            return read(text) if text else ""
        except Refused as refused:
            raise Refused(refused.what, refused.fix, field=name) from None
    name, phone, id_number = read_name(cells.get("name", "")), read_phone(cells.get("phone", "")), at(
        "id_number", read_id_number)
    return Wanted(
        name=name, phone=phone, phone_index=blind_index(phone, PHONE), id_number=id_number,
        id_index=blind_index(id_number, ID_NUMBER) if id_number else "",
        occupation=_read_occupation(cells.get("occupation", "")),
        platform=_read_short("platform", cells), partner=_read_short("partner", cells),
        station=_read_short("station", cells), household=at("household", _read_code),
        street=_read_street(register, cells.get("residence", "")), unit=_read_unit(register, cells.get("unit", "")),
        since=_read_since(cells.get("since", "")),
    )


def _read_occupation(text: str) -> str:
    words = {str(value): value for value in Person.Occupation.values}
    words |= {str(one.label): one.value for one in Person.Occupation}
    words |= {"外卖配送员": "food", "网约车司机": "ride", "货车司机": "truck", "快递员": "parcel",
              "护工护理员": "care", "家政服务员": "domestic", "保安员": "guard", "其他": "other"}
    if text not in words:
        raise Refused(_("没有这个从业类型：%(text)s") % {"text": text[:20] or "—"},
                      _("写其中一个：外卖配送员、网约车司机、货车司机、快递员、护工护理员、家政服务员、保安员、其他"),
                      field="occupation")
    return words[text]


def _read_short(name: str, cells: dict[str, str]) -> str:
    text = cells.get(name, "")
    if len(text) > LONGEST:
        raise Refused(_("太长"), _("不超过 %(most)s 个字") % {"most": LONGEST}, field=name)
    return text


def _read_code(text: str) -> str:
    if not (len(text) == 6 and text.isascii() and text.isdigit()):
        raise Refused(_("户籍地代码应是 6 位数字"), _("照身份证号码的前 6 位写"), field="household")
    return text


def _read_street(register: Register, text: str) -> Unit | None:
    if not text:
        return None
    if text not in register.streets:
        raise Refused(_("没有这个街道工会：%(text)s") % {"text": text[:40]}, _("照“工会”页里的名称写"),
                      field="residence")
    return register.streets[text]


def _read_unit(register: Register, text: str) -> Unit:
    found = register.units.get(text, []) if text else [register.unit]
    if len(found) != 1:
        raise Refused(_("下级里没有唯一一个工会叫“%(text)s”") % {"text": text[:40]},
                      _("照“工会”页里的名称写，或留空归入导入的工会"), field="unit")
    if found[0].kind in (Unit.Kind.NATIONAL, Unit.Kind.PROVINCE, Unit.Kind.CITY):
        raise Refused(_("这个工会不直接收会员"), _("写街道、企业或联合会的名称"), field="unit")
    return found[0]


def _read_since(text: str) -> datetime | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        raise Refused(_("日期读不出：%(text)s") % {"text": text[:20]}, _("写成 2025-03-01"), field="since") from None
    moment = timezone.make_aware(datetime.combine(day, time()))
    if day < EARLIEST or moment > now():
        raise Refused(_("入会日期在将来，或早得不可能"), _("核对年份"), field="since")
    return moment


def _note_line(register: Register, number: int, wanted: Wanted) -> None:
    """Refuse who stands in the same file twice."""
    for name, text, seen in (("id_number", wanted.id_number, register.ids), ("phone", wanted.phone, register.phones)):
        if text and seen.setdefault(text, number) != number:
            raise Refused(_("和第 %(line)s 行重复") % {"line": seen[text]}, _("同一个人只留一行"), field=name)


def _compare(register: Register, wanted: Wanted) -> Judged:
    held, named = register.by_index.get(wanted.phone_index), register.by_index.get(wanted.id_index)
    if held is not None and named is not None and held is not named:
        raise Refused(_("手机号由另一份记录占用"), _("核对手机号；若是换号，先在会员页释放"), field="phone")
    person = named or held
    if person is None:
        return Judged(Fate.NEW, wanted)
    _refuse_other(wanted, person)
    here = register.here.get(person.pk)
    if here is None:
        if person.pk in register.been:
            raise Refused(_("这个人已经退会"), _("请本人重新申请入会"), field="unit")
        return Judged(Fate.NEW, wanted, person)
    if here.unit_id != wanted.unit.pk:
        raise Refused(_("已经是“%(unit)s”的会员") % {"unit": here.unit.name}, _("用转接，不用导入"), field="unit")
    return Judged(Fate.FILLED if list_gaps(register, wanted, person) else Fate.SAME, wanted, person)


def _refuse_other(wanted: Wanted, person: Person) -> None:
    if person.name != wanted.name:
        raise Refused(_("这个手机号或证件号码登记的是另一个姓名"), _("核对姓名、手机号和证件号码"), field="name")
    if wanted.id_number and person.id_number and person.id_number != wanted.id_number:
        raise Refused(_("证件号码和已登记的不一样"), _("核对证件号码；确实有误的，在会员页更正"), field="id_number")


def list_gaps(register: Register, wanted: Wanted, person: Person) -> list[str]:
    """Which fields the line fills that the record leaves empty; what is there already is never overwritten."""
    gaps = [name for name, told, has in (
        ("id_number", wanted.id_number, person.id_index), ("phone", wanted.phone, person.phone_index),
        ("household", wanted.household, person.household_code),
        ("residence", wanted.street, person.residence_street_id),
    ) if told and not has]
    if wanted.platform and (person.pk, wanted.platform) not in register.platforms:
        gaps.append("platform")
    return gaps


def standing_in(unit: Unit) -> str:
    """How one stands in a unit: in a district's register one is in its holding pool."""
    return Standing.POOL if unit.kind == Unit.Kind.DISTRICT else Standing.FULL


#: How a stretch begins that a register brings.
BEGAN = Membership.Began.IMPORTED
