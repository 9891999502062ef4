"""The lines of a list of stations, field by field: what each says, or by name what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from nuantu_hub.people.domain.register_file import Column, Line, write_table
from nuantu_hub.people.models import Unit
from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.domain.coordinates import Datum, to_wgs84
from nuantu_hub.stations.domain.registry import StationFacts, check_facts, read_code
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Facility, Station

COLUMNS = (
    Column("code", "编号", "code", needed=True), Column("name", "名称", "name", needed=True),
    Column("kind", "类型", "kind", needed=True), Column("unit", "所属工会", "union"),
    Column("address", "地址", "address", needed=True), Column("lat_deg", "纬度", "latitude", needed=True),
    Column("lon_deg", "经度", "longitude", needed=True), Column("datum", "坐标系", "datum", needed=True),
    Column("hours", "开放时间", "opening hours", needed=True), Column("facilities", "设施", "facilities"),
    Column("host", "场地单位", "host"), Column("host_rules", "场地单位的规定", "rules of the host"),
    Column("area_m2", "面积", "area"), Column("seats", "可容人数", "seats"), Column("contact", "联系方式", "contact"),
    Column("opened_on", "启用日期", "opened on"), Column("moved_from", "原编号", "moved from"),
)
HEADINGS = {one.field: one.heading for one in COLUMNS}
#: A stale cell of these leaves what is registered: lists seldom carry everything.
KEPT = ("host", "host_rules", "area_m2", "seats", "contact", "opened_on")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line asks for."""

    code: str
    unit: Unit
    facts: StationFacts
    moved_from: str


def write_template() -> bytes:
    """An empty list with one line that shows how it is filled."""
    shown = {"code": "CY-0412", "name": "晨光驿站", "kind": "暖心驿站", "address": "柳林路 3 号",
             "lat_deg": "39.990100", "lon_deg": "116.470300", "datum": Datum.GCJ02.label,
             "hours": "Mo-Fr 07:00-22:00; Sa-Su,PH 09:00-20:00", "facilities": "热水、热饭×2、座椅×12", "seats": "12"}
    return write_table(HEADINGS.values(), [[shown.get(one.field, "") for one in COLUMNS]])


def read_line(line: Line, unit: Unit, units: dict[str, list[Unit]], known: Station | None) -> Wanted:
    """A line, field by field; what it leaves out is taken from the station that has the code (``known``).

    ``unit`` is whose list it is, ``units`` the unions below it by name. Raises Refused that names the first bad field.
    """
    cells = line.cells
    code = read_code(cells.get("code", ""))
    lat_deg, lon_deg = to_wgs84(_read_number(cells, "lat_deg"), _read_number(cells, "lon_deg"), _read_datum(cells))
    kept = {name: getattr(known, name) for name in KEPT} if known else {}
    facts = StationFacts(
        name=cells.get("name", ""), kind=_read_kind(cells.get("kind", "")), address=cells.get("address", ""),
        lat_deg=round(lat_deg, 6), lon_deg=round(lon_deg, 6), hours=cells.get("hours", ""),
        host=cells.get("host", "") or kept.get("host", ""),
        host_rules=cells.get("host_rules", "") or kept.get("host_rules", ""),
        area_m2=_read_number(cells, "area_m2") if cells.get("area_m2") else kept.get("area_m2"),
        seats=_read_whole(cells, "seats") if cells.get("seats") else kept.get("seats"),
        contact=cells.get("contact", "") or kept.get("contact", ""),
        opened_on=_read_day(cells["opened_on"]) if cells.get("opened_on") else kept.get("opened_on"),
        facilities=read_facilities(cells["facilities"]) if cells.get("facilities") else None)
    return Wanted(code, _read_unit(cells.get("unit", ""), known.unit if known else unit, units), check_facts(facts),
                  cells.get("moved_from", "").upper())


def _read_number(cells: dict[str, str], name: str) -> float:
    try:
        return float(cells.get(name, ""))
    except ValueError:
        raise StationRefused(_("“%(text)s”不是数") % {"text": cells.get(name, "")[:20]}, _("只写数字和小数点"),
                             field=name) from None


def _read_whole(cells: dict[str, str], name: str) -> int:
    number = _read_number(cells, name)
    if number != int(number):
        raise StationRefused(_("“%(text)s”不是整数") % {"text": cells[name][:20]}, _("只写整数"), field=name)
    return int(number)


def _read_datum(cells: dict[str, str]) -> str:
    told = cells.get("datum", "").upper().replace(" ", "").replace("_", "-")
    named = {"WGS84": Datum.WGS84, "GCJ02": Datum.GCJ02, "BD09": Datum.BD09, "BD09LL": Datum.BD09}
    found = named.get(told.replace("-", ""))
    if found is None:
        raise StationRefused(_("没有写明坐标系，或没有这个坐标系：%(text)s") % {"text": told[:20] or "—"},
                             _("写其中一个：%(names)s") % {"names": "、".join(map(str, Datum.labels))}, field="datum")
    return found.value


def _read_kind(text: str) -> str:
    words = _name_choices(Station.Kind)
    if text not in words:
        raise StationRefused(_("没有这个类型：%(text)s") % {"text": text[:20] or "—"}, _("写其中一个：%(names)s") % {
            "names": "、".join(str(one.label) for one in Station.Kind)}, field="kind")
    return words[text]


def read_facilities(text: str) -> dict[str, int]:
    """Facilities as ``热水、热饭×2``. Raises StationRefused naming what is none."""
    words = _name_choices(Facility.Kind)
    found: dict[str, int] = {}
    for part in re.split(r"[、,，;；\s]+", text.strip()):
        told = re.fullmatch(r"(.+?)(?:[×x*](\d{1,4}))?", part)
        if told is None or told[1] not in words:
            raise StationRefused(_("没有这样的设施：%(text)s") % {"text": part[:20]},
                                 _("照模板写，用顿号隔开，几个写成“热饭×2”"), field="facilities")
        found[words[told[1]]] = int(told[2] or 1)
    return found


def _name_choices(kinds: type[TextChoices]) -> dict[str, str]:
    """Values by how they are written: the label in the reader's language, the Chinese one, the value itself."""
    words = {value: value for value in kinds.values} | {str(one.label): one.value for one in kinds}
    with override("zh-hans"):
        return words | {str(one.label): one.value for one in kinds}


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        raise StationRefused(_("日期读不出：%(text)s") % {"text": text[:20]}, _("写成 2025-03-01"),
                             field="opened_on") from None


def _read_unit(text: str, unit: Unit, units: dict[str, list[Unit]]) -> Unit:
    if not text:
        return unit
    found = units.get(text) or units.get(f"{text}总工会") or []
    if len(found) != 1:
        raise Refused(_("下级里没有唯一一个工会叫“%(text)s”") % {"text": text[:40]},
                      _("照“工会”页里的名称写，或留空归入导入的工会"), field="unit")
    return found[0]
