"""Gates of compounds: entered one by one or from a table, closed for good, found around a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.coordinates import check_place, measure_m
from nuantu_hub.stations.domain.site_candidates import Line, read_number, read_table
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import CompoundGate

Entry = CompoundGate.Entry
COLUMNS: Final[Mapping[str, str]] = {"编号": "code", "小区或楼宇": "compound", "门": "name", "纬度": "lat_deg",
                                     "经度": "lon_deg", "怎么进": "entry", "开放时间": "hours", "进门怎么走": "route"}
NEEDED = ("编号", "小区或楼宇", "门", "纬度", "经度", "怎么进")
#: A degree of latitude is longer than this everywhere.
DEGREE_M = 110_500.0


@transaction.atomic
def enter_gate(*, by: Account | None, unit: Unit, code: str, **facts: Any) -> CompoundGate:
    """Enter a gate by its code, or bring it up to date; it counts as looked at today.

    Raises StationRefused naming the field: what is missing, a code of another unit, a place outside China.
    """
    return _put(by, unit, code, facts)[0]


def _put(by: Account | None, unit: Unit, code: str, facts: Mapping[str, Any]) -> tuple[CompoundGate, str]:
    code = code.strip().upper()
    for name, text in (("code", code), ("compound", facts["compound"]), ("name", facts["name"])):
        if not text.strip():
            raise StationRefused(_("这一项要写"), _("补上再保存"), field=name)
    if len(code) > 16:
        raise StationRefused(_("编号太长"), _("编号不超过 16 个字"), field="code")
    check_place(facts["lat_deg"], facts["lon_deg"])
    known = CompoundGate.objects.select_for_update(of=("self",)).filter(code=code).first()
    if known is None:
        made = CompoundGate.objects.create(unit=unit, code=code, checked_on=localdate(now()), **facts)
        record_deed(by, "compound gate entered", made, unit)
        return made, "new"
    if not known.unit.path.startswith(unit.path):
        raise StationRefused(_("编号 %(code)s 是别的工会登记的") % {"code": code}, _("换一个编号"), field="code")
    same = all(getattr(known, name) == value for name, value in facts.items()) and known.closed_on is None
    for name, value in facts.items():
        setattr(known, name, value)
    known.checked_on, known.closed_on = localdate(now()), None
    known.save()
    record_deed(by, "compound gate entered", known, unit)
    return known, "same" if same else "changed"


@transaction.atomic
def close_gate(*, by: Account, gate: CompoundGate) -> CompoundGate:
    """The gate is no more; it is shown nowhere from now on."""
    if gate.closed_on is None:
        gate.closed_on = localdate(now())
        gate.save(update_fields=["closed_on"])
        record_deed(by, "compound gate closed", gate, gate.unit)
    return gate


@transaction.atomic
def take_gates(*, by: Account, unit: Unit, body: bytes) -> list[Line]:
    """Take a table over: every line is new, the same, changed or bad, the bad ones named."""
    lines = [_take_row(by, unit, number, row) for number, row in enumerate(read_table(body, NEEDED), start=2)]
    record_deed(by, "compound gates taken over", unit, unit,
                **{fate: sum(line.fate == fate for line in lines) for fate in ("new", "changed", "same", "bad")})
    return lines


def _take_row(by: Account, unit: Unit, number: int, row: Mapping[str, str]) -> Line:
    heads = {field: head for head, field in COLUMNS.items()}
    known = {str(label): str(value) for value, label in Entry.choices} | {str(one): str(one) for one in Entry.values}
    try:
        if row["怎么进"] not in known:
            raise StationRefused(_("没有“%(entry)s”这种进法") % {"entry": row["怎么进"][:20]},
                                 "、".join(str(one) for one in Entry.labels), field="entry")
        with transaction.atomic():
            _gate, fate = _put(by, unit, row["编号"], {
                "compound": row["小区或楼宇"][:60], "name": row["门"][:30],
                "lat_deg": read_number(row["纬度"], "lat_deg"), "lon_deg": read_number(row["经度"], "lon_deg"),
                "entry": known[row["怎么进"]], "hours": row.get("开放时间", "")[:80],
                "route": row.get("进门怎么走", "")[:160]})
    except StationRefused as refusal:
        return Line(number, "bad", heads.get(refusal.field or "", ""), str(refusal))
    return Line(number, fate)


def write_gates(gates: Any) -> bytes:
    """Gates as a table that can be taken over again."""
    return write_table(COLUMNS, ([getattr(one, field) if field != "entry" else one.get_entry_display()
                                  for field in COLUMNS.values()] for one in gates))


@dataclass(frozen=True, slots=True)
class NearGate:
    """A gate with how far it is in a straight line, metres, and when it was last looked at."""

    gate: CompoundGate
    distance_m: float
    checked_on: date


def find_gates(lat_deg: float, lon_deg: float, *, within_m: float, limit: int) -> list[NearGate]:
    """The nearest gates in use around a place."""
    tall = within_m / DEGREE_M
    wide = tall / max(0.1, cos(radians(lat_deg)))
    near = CompoundGate.objects.in_use().filter(lat_deg__range=(lat_deg - tall, lat_deg + tall),
                                                lon_deg__range=(lon_deg - wide, lon_deg + wide))
    found = [NearGate(one, measure_m(lat_deg, lon_deg, one.lat_deg, one.lon_deg), one.checked_on) for one in near]
    return sorted((one for one in found if one.distance_m <= within_m),
                  key=lambda one: (one.distance_m, one.gate.code))[:limit]
