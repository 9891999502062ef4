"""Places where a station could stand: entered one by one or from a table, dropped with a reason, taken along as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.coordinates import check_place
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import SiteCandidate

Kind = SiteCandidate.Kind
MOST_ROWS, MOST_BYTES = 2_000, 1_000_000
#: Column of the table and the field that it fills, in their order.
COLUMNS: Final[Mapping[str, str]] = {
    "编号": "code", "名称": "name", "类型": "kind", "纬度": "lat_deg", "经度": "lon_deg", "面积": "area_m2",
    "每天货车数": "trucks_per_day", "数车日期": "counted_on", "高速公路": "road", "桩号": "road_km", "来源": "source"}
NEEDED = ("编号", "名称", "类型", "纬度", "经度")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line: its number, new, same, changed or bad, the column concerned and what is wrong with it."""

    line: int
    fate: str
    column: str = ""
    what: str = ""


@transaction.atomic
def enter_candidate(*, by: Account | None, unit: Unit, code: str, **facts: Any) -> SiteCandidate:
    """Enter a place by its code; a known code of the same unit is brought up to date.

    Raises StationRefused naming the field: a code of another unit, a place outside China, nonsense about trucks.
    """
    made, _fate = _put(by, unit, code, facts)
    return made


def _put(by: Account | None, unit: Unit, code: str, facts: Mapping[str, Any]) -> tuple[SiteCandidate, str]:
    code = code.strip().upper()
    if not code or len(code) > 16 or not str(facts.get("name", "")).strip():
        raise StationRefused(_("编号和名称要写"), _("编号不超过 16 个字"), field="code" if not code else "name")
    check_place(facts["lat_deg"], facts["lon_deg"])
    if facts["kind"] == Kind.AREA and (not facts.get("road") or facts.get("road_km") is None):
        raise StationRefused(_("服务区要写高速公路和桩号"), _("补上这两项"), field="road")
    if facts.get("trucks_per_day") is not None and facts.get("counted_on") is None:
        raise StationRefused(_("货车数要写是哪天数的"), _("补上日期，或去掉货车数"), field="counted_on")
    known = SiteCandidate.objects.select_for_update(of=("self",)).filter(code=code).first()
    if known is None:
        made = SiteCandidate.objects.create(unit=unit, code=code, **facts)
        record_deed(by, "site candidate entered", made, unit)
        return made, "new"
    if not known.unit.path.startswith(unit.path):
        raise StationRefused(_("编号 %(code)s 是别的工会登记的") % {"code": code}, _("换一个编号"), field="code")
    if all(getattr(known, name) == value for name, value in facts.items()) and known.dropped_on is None:
        return known, "same"
    for name, value in facts.items():
        setattr(known, name, value)
    known.dropped_on, known.dropped_why = None, ""
    known.save()
    record_deed(by, "site candidate entered", known, unit)
    return known, "changed"


@transaction.atomic
def drop_candidate(*, by: Account, candidate: SiteCandidate, why: str) -> SiteCandidate:
    """The place cannot be had any more. Raises StationRefused without a reason."""
    if candidate.dropped_on is not None:
        return candidate
    if not why.strip():
        raise StationRefused(_("没有写原因"), _("写一句为什么不能用了"), field="why")
    candidate.dropped_on, candidate.dropped_why = localdate(now()), why.strip()[:120]
    candidate.save(update_fields=["dropped_on", "dropped_why"])
    record_deed(by, "site candidate dropped", candidate, candidate.unit)
    return candidate


@transaction.atomic
def take_candidates(*, by: Account, unit: Unit, body: bytes) -> list[Line]:
    """Take a table over: every line is new, the same, changed or bad, the bad ones named. Twice changes nothing.

    Raises StationRefused for a file that is no such table.
    """
    lines = [_take_row(by, unit, number, row) for number, row in enumerate(read_table(body, NEEDED), start=2)]
    record_deed(by, "site candidates taken over", unit, unit,
                **{fate: sum(line.fate == fate for line in lines) for fate in ("new", "changed", "same", "bad")})
    return lines


def read_table(body: bytes, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a CSV (UTF-8 or GB18030) under their heads. Raises StationRefused with what to do."""
    if len(body) > MOST_BYTES:
        raise StationRefused(_("文件太大"), _("不超过 1 MB"), field="file")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise StationRefused(_("读不出文字编码"), _("另存为“CSV UTF-8”再上传"), field="file")
    try:
        reader = csv.DictReader(io.StringIO(text), strict=True)
        rows = [{str(head).strip(): (cell or "").strip() for head, cell in row.items() if isinstance(cell, str | None)
                 and head is not None} for row in reader]
    except csv.Error as fault:
        raise StationRefused(_("这不是一张 CSV 表"), _("另存为“CSV UTF-8”再上传"), field="file") from fault
    heads = [(head or "").strip() for head in reader.fieldnames or []]
    missing = [head for head in needed if head not in heads]
    if missing:
        raise StationRefused(_("缺少列：%(heads)s") % {"heads": "、".join(missing)}, _("用模板里的列名"), field="file")
    if len(rows) > MOST_ROWS:
        raise StationRefused(_("一共 %(rows)d 行，超过 %(most)d 行") % {"rows": len(rows), "most": MOST_ROWS},
                             _("分成几个文件"), field="file")
    return rows


def _take_row(by: Account, unit: Unit, number: int, row: Mapping[str, str]) -> Line:
    heads = {field: head for head, field in COLUMNS.items()}
    def number_of(head: str) -> float | None:
        return read_number(row[head], COLUMNS[head]) if row.get(head) else None

    try:
        trucks = number_of("每天货车数")
        facts = {"kind": _read_kind(row.get("类型", "")), "name": row.get("名称", "")[:80],
                 "lat_deg": read_number(row.get("纬度", ""), "lat_deg"),
                 "lon_deg": read_number(row.get("经度", ""), "lon_deg"),
                 "area_m2": number_of("面积"),
                 "trucks_per_day": None if trucks is None else int(trucks),
                 "counted_on": _read_day(row["数车日期"]) if row.get("数车日期") else None,
                 "road": row.get("高速公路", "")[:40],
                 "road_km": number_of("桩号"),
                 "source": row.get("来源", "")[:120]}
        with transaction.atomic():
            _made, fate = _put(by, unit, row.get("编号", ""), facts)
    except StationRefused as refusal:
        return Line(number, "bad", heads.get(refusal.field or "", ""), str(refusal))
    return Line(number, fate)


def _read_kind(text: str) -> str:
    known = {str(label): str(value) for value, label in Kind.choices} | {str(one): str(one) for one in Kind.values}
    if text not in known:
        raise StationRefused(_("没有“%(kind)s”这个类型") % {"kind": text[:20]},
                             "、".join(str(one) for one in Kind.labels), field="kind")
    return known[text]


def read_number(text: str, field: str) -> float:
    """A number of at least nought from a cell. Raises StationRefused for anything else."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < 1e7:
        raise StationRefused(_("“%(cell)s”不是数") % {"cell": text[:20]}, _("只写数字"), field=field)
    return number


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise StationRefused(_("“%(cell)s”不是日期") % {"cell": text[:20]}, _("写成 2026-11-21"),
                             field="counted_on") from fault


def write_candidates(candidates: Any) -> bytes:
    """Candidates as a table that can be taken over again."""
    return write_table(COLUMNS, ([getattr(one, field) if field != "kind" else one.get_kind_display()
                                  for field in COLUMNS.values()] for one in candidates))
