"""Taking over a list of stations: tried row by row first, each row's fate told by name; safe to repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import Line, read_lines, write_table
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.domain.coordinates import measure_m
from nuantu_hub.stations.domain.registry import (
    DEGREE_M,
    MOVED_M,
    SAME_PIN_M,
    STANDING,
    change_station,
    find_twin,
    list_changes,
    move_station,
    open_station,
    refuse_twin,
)
from nuantu_hub.stations.domain.station_rows import COLUMNS, HEADINGS, Wanted, read_line
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Station, StationImport, StationImportRow

Fate = StationImportRow.Fate
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What a line does, or would do: its fate, what it asks for, the station it is about, the fields it changes."""

    fate: str
    wanted: Wanted | None = None
    station: Station | None = None
    changes: Sequence[str] = ()
    field: str = ""
    what: str = ""
    fix: str = ""


@dataclass
class Register:
    """What the hub holds, read once for a list, and what earlier lines of the list already claimed."""

    unit: Unit
    codes: dict[str, int] = field(default_factory=dict)
    places: list[tuple[float, float, int]] = field(default_factory=list)
    units: dict[str, list[Unit]] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in Unit.objects.filter(path__startswith=self.unit.path, closed_on=None):
            self.units.setdefault(one.name, []).append(one)

    def look_up(self, lines: Sequence[Line]) -> None:
        """Read the stations whose codes some lines name, with their facilities, in two questions."""
        named = {line.cells.get(name, "").upper() for line in lines for name in ("code", "moved_from")}
        self.stations = {one.code: one for one in Station.objects.filter(code__in=named).select_related(
            "unit", "moved_to").prefetch_related("facilities")}


@transaction.atomic
def hand_in_stations(*, by: Account | None, unit: Unit, file_name: str, body: bytes, token: UUID) -> StationImport:
    """Take a file in and try every row; stations stay as they are. The same token is the same file.

    Raises Refused for what cannot be read as a list of stations; nothing is kept of it then.
    """
    known = StationImport.objects.filter(token=token).first()
    if known is not None:
        return known
    lines = read_lines(file_name, body, COLUMNS)
    if len(lines) > MOST_ROWS:
        raise StationRefused(_("文件太大"), _("一次最多 %(most)s 行，拆开再传") % {"most": MOST_ROWS}, field="file")
    made = StationImport.objects.create(token=token, unit=unit, by=by, at=now(), file_name=file_name[:120])
    StationImportRow.objects.bulk_create(
        StationImportRow(station_import=made, line=line.number, cells=line.cells, fate=one.fate, field=one.field,
                         what=one.what[:200], fix=one.fix[:200], changes=list(one.changes), station=one.station)
        for line, one in zip(lines, judge_lines(unit, lines), strict=True))
    record_deed(by, "stations handed in", made, unit, rows=len(lines))
    return made


@transaction.atomic
def take_stations(*, by: Account | None, station_import: StationImport) -> StationImport:
    """Do what the good rows say, each judged anew against what the hub holds now; taken over once only."""
    made = StationImport.objects.select_for_update(of=("self",)).get(pk=station_import.pk)
    if made.state == StationImport.State.TAKEN:
        return made
    rows = list(made.lines.all())
    lines = [Line(row.line, row.cells) for row in rows]
    for row, one in zip(rows, judge_lines(made.unit, lines), strict=True):
        told = _take(by, made, row.line, one)
        row.fate, row.field, row.what, row.fix = told.fate, told.field, told.what[:200], told.fix[:200]
        row.changes, row.station, row.taken = list(told.changes), told.station, told.fate != Fate.BAD
    StationImportRow.objects.bulk_update(
        rows, ["fate", "field", "what", "fix", "changes", "station", "taken"], batch_size=100)
    made.state, made.taken_at = StationImport.State.TAKEN, now()
    made.save(update_fields=["state", "taken_at"])
    record_deed(by, "stations taken over", made, made.unit, **count_fates(made))
    return made


def _take(by: Account | None, made: StationImport, line: int, one: Judged) -> Judged:
    """Do what a judged line says; a refusal that comes only now makes it a bad one."""
    if one.wanted is None or one.fate == Fate.SAME:
        return one
    wanted, token = one.wanted, uuid5(made.token, f"station/{line}")
    why = _("导入驿站名单 %(name)s") % {"name": made.file_name}
    try:
        with transaction.atomic():
            if one.fate == Fate.NEW:
                station = open_station(by=by, unit=wanted.unit, code=wanted.code, facts=wanted.facts, token=token)
                return Judged(Fate.NEW, wanted, station)
            assert one.station is not None
            if one.fate == Fate.MOVED:
                return Judged(Fate.MOVED, wanted, move_station(by=by, station=one.station, code=wanted.code,
                                                               facts=wanted.facts, reason=why, token=token))
            changed = change_station(by=by, station=one.station, facts=wanted.facts, reason=why)
            return Judged(Fate.CHANGED, wanted, one.station, changed)
    except Refused as refused:
        return describe_refusal(refused)


def judge_lines(unit: Unit, lines: Sequence[Line]) -> Iterator[Judged]:
    """What each line does against what the hub holds now. Never writes."""
    register = Register(unit)
    register.look_up(lines)
    for line in lines:
        try:
            yield _judge(register, line)
        except Refused as refused:
            yield describe_refusal(refused)


def describe_refusal(refused: Refused) -> Judged:
    """What a refusal says of a line."""
    return Judged(Fate.BAD, field=HEADINGS.get(refused.field or "", ""), what=str(refused.what), fix=str(refused.fix))


def _judge(register: Register, line: Line) -> Judged:
    known = register.stations.get(line.cells.get("code", "").upper())
    if known is not None and not known.unit.path.startswith(register.unit.path):
        raise StationRefused(_("编号 %(code)s 是“%(unit)s”的驿站") % {"code": known.code, "unit": known.unit.name},
                             _("请那里的工会来改"), field="code")
    wanted = read_line(line, register.unit, register.units, known)
    _note_line(register, line.number, wanted)
    if known is not None:
        return _judge_known(wanted, known)
    if wanted.moved_from:
        return _judge_moved(register, wanted)
    refuse_twin(wanted.facts)
    return Judged(Fate.NEW, wanted)


def _judge_known(wanted: Wanted, known: Station) -> Judged:
    if known.state not in STANDING:
        raise StationRefused(_("编号 %(code)s 的驿站%(state)s") % {
            "code": known.code, "state": known.get_state_display()}, _("新的驿站用新编号"), field="code")
    if wanted.unit != known.unit:
        raise StationRefused(_("这座驿站登记在“%(unit)s”") % {"unit": known.unit.name}, _("照登记的写，或留空"),
                             field="unit")
    away_m = measure_m(known.lat_deg, known.lon_deg, wanted.facts.lat_deg, wanted.facts.lon_deg)
    if away_m > MOVED_M:
        raise StationRefused(
            _("离登记的位置 %(away)s 米，像是搬迁了") % {"away": round(away_m)},
            _("搬迁的写新编号，并在“原编号”写 %(code)s；没有搬的核对经纬度和坐标系") % {"code": known.code},
            field="lat_deg")
    twin = find_twin(wanted.facts, known)
    if twin is not None:
        raise StationRefused(_("和“%(name)s”（%(code)s）只隔 %(away)s 米") % {
            "name": twin[0].name, "code": twin[0].code, "away": round(twin[1])}, _("核对经纬度"), field="lat_deg")
    changes = list_changes(known, wanted.facts)
    return Judged(Fate.CHANGED if changes else Fate.SAME, wanted, known, changes)


def _judge_moved(register: Register, wanted: Wanted) -> Judged:
    old = register.stations.get(wanted.moved_from)
    if old is None or old.state not in STANDING or not old.unit.path.startswith(register.unit.path):
        raise StationRefused(_("原编号 %(code)s 没有在用的驿站") % {"code": wanted.moved_from[:16]},
                             _("核对原编号；不是搬迁就留空"), field="moved_from")
    twin = find_twin(wanted.facts, old)
    if twin is not None:
        refuse_twin(wanted.facts)
    return Judged(Fate.MOVED, wanted, old)


def _note_line(register: Register, number: int, wanted: Wanted) -> None:
    """Refuse what stands in the same file twice: a code, or a place under two codes."""
    if register.codes.setdefault(wanted.code, number) != number:
        raise StationRefused(_("和第 %(line)s 行编号重复") % {"line": register.codes[wanted.code]},
                             _("一座驿站只留一行"), field="code")
    facts = wanted.facts
    for lat_deg, lon_deg, line in register.places:
        if abs(facts.lat_deg - lat_deg) * DEGREE_M > SAME_PIN_M:
            continue
        away_m = measure_m(facts.lat_deg, facts.lon_deg, lat_deg, lon_deg)
        if away_m <= SAME_PIN_M:
            raise StationRefused(_("和第 %(line)s 行只隔 %(away)s 米，像是同一座写了两次") % {
                "line": line, "away": round(away_m)}, _("一座驿站只留一行"), field="lat_deg")
    register.places.append((facts.lat_deg, facts.lon_deg, number))


def count_fates(station_import: StationImport) -> dict[str, int]:
    """How many lines have each fate; fates that no line has are left out."""
    counted: dict[str, int] = {}
    for fate in station_import.lines.values_list("fate", flat=True):
        counted[fate] = counted.get(fate, 0) + 1
    return counted


def write_report(station_import: StationImport) -> bytes:
    """What became of each line, as a table."""
    heading = (_("行"), _("编号"), _("名称"), _("结果"), _("哪一列"), _("问题"), _("怎么办"), _("更新了"))
    return write_table(heading, (
        (row.line, row.cells.get("code", ""), row.cells.get("name", ""), row.get_fate_display(), row.field, row.what,
         row.fix, "、".join(HEADINGS.get(name, name) for name in row.changes)) for row in station_import.lines.all()))
