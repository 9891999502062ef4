"""When a station should be open: OpenStreetMap's ``opening_hours`` under China's public holidays.

The rules are read by ``opening-hours-py``. Its own calendar of China knows a single day of each festival and no make-up
workdays, so the rules are written out anew around each year before it reads them: ``PH`` becomes the dates that were
published, and a Saturday or Sunday that is worked gets the hours of the Friday before or the Monday after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # missing in its stubs

from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.public_holidays import (
    CalendarDay,
    is_published,
    list_holidays,
    list_make_up_days,
    tell_day,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Station

CHINA = ZoneInfo("Asia/Shanghai")
LONGEST = 200
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_PART = f"(?:PH|{_DAY}(?:-{_DAY})?)"
#: Dates before the list of days, the list, and what holds on them.
_RULE = re.compile(rf"^(?P<before>.*?)(?P<days>{_PART}(?:\s*,\s*{_PART})*)(?P<hours>(?:\s.*)?)$")
_QUOTED = re.compile(r'"[^"]*"')
_NOON = time(12)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one local day, each span cut at midnight, and how the day counts.

    ``provisional``: the hours rest on public holidays that are not yet published for that year.
    """

    calendar: CalendarDay
    spans: tuple[tuple[datetime, datetime], ...]
    provisional: bool


def check_hours(text: str) -> str:
    """Hours as they are kept. Raises StationRefused that names what cannot be read or held."""
    told = " ".join(text.split())
    bare = _QUOTED.sub("", told)
    if not told or len(told) > LONGEST:
        raise _refuse(_("开放时间要写，不超过 %(most)s 个字符") % {"most": LONGEST})
    for found, what in (
        ("SH", _("学校假期（SH）没有公布的日历")), ("easter", _("没有按复活节开放的驿站")),
        ("||", _("“||”后面的时间不确定")), ("unknown", _("“unknown”不是确定的时间")),
        ("sunrise", _("日出日落每天不同")), ("sunset", _("日出日落每天不同")), ("dawn", _("日出日落每天不同")),
        ("dusk", _("日出日落每天不同")), ("+", _("“+”没有写几点关门")),
    ):
        if found in bare:
            raise _refuse(what)
    _read(told, now().year)
    return told


def _refuse(what: str) -> StationRefused:
    return StationRefused(what, _("例：24/7，或 Mo-Fr 07:00-22:00; Sa-Su,PH 09:00-20:00"), field="hours")


def is_always_open(station: Station) -> bool:
    """Whether its hours know no closing."""
    return _read(station.hours, 2000).always


def is_open(station: Station, moment: datetime) -> bool:
    """Whether it is in use and its published hours say that it is open."""
    return station.state == Station.State.USED and is_within(station.hours, moment)


def is_within(hours: str, moment: datetime) -> bool:
    """Whether a moment lies in some hours."""
    return is_within_day(hours, *stand_on_day(moment))


def stand_on_day(moment: datetime) -> tuple[date, int]:
    """The local day of a moment, and the second of that day."""
    local = moment.astimezone(CHINA)
    return local.date(), (local.hour * 60 + local.minute) * 60 + local.second


def is_within_day(hours: str, day: date, second: int) -> bool:
    """Whether a second of a local day lies in some hours; for whoever asks of many hours at one moment."""
    return any(start <= second < end for start, end in _spans_of(hours, day))


def next_change(station: Station, moment: datetime) -> datetime | None:
    """When a station in use next opens or closes by its hours; None for never within a year, or out of use."""
    if station.state != Station.State.USED:
        return None
    local = moment.astimezone(CHINA)
    changed = _read(station.hours, local.year).hours.next_change(local.replace(tzinfo=None))
    if changed is None or changed - local.replace(tzinfo=None) > timedelta(days=366):
        return None
    return changed.replace(tzinfo=CHINA).astimezone(UTC)


def hours_of_day(station: Station, day: date) -> DayHours:
    """The published hours of a local day, whatever state the station is in."""
    midnight = datetime.combine(day, time(), CHINA)
    spans = tuple((midnight + timedelta(seconds=start), midnight + timedelta(seconds=end))
                  for start, end in _spans_of(station.hours, day))
    return DayHours(tell_day(day), spans, is_provisional(station.hours, day))


def is_provisional(hours: str, day: date) -> bool:
    """Whether the hours of a day rest on holidays that are not yet published."""
    return not is_published(day.year) and bool(re.search(rf"PH|{_DAY}", _QUOTED.sub("", hours)))


@lru_cache(maxsize=4096)
def _spans_of(hours: str, day: date) -> tuple[tuple[int, int], ...]:
    """Open spans of a day in seconds of the day."""
    start = datetime.combine(day, time())
    return tuple((int((first - start).total_seconds()), int((last - start).total_seconds()))
                 for first, last in _open_spans(_read(hours, day.year).hours, start, start + timedelta(days=1)))


def _open_spans(hours: OpeningHours, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    for first, last, state, _comment in hours.intervals(start, end):
        if state == State.OPEN:
            yield max(first, start), min(last, end)


@dataclass(frozen=True, slots=True)
class _Written:
    """Rules as the library reads them, and whether they never close."""

    hours: OpeningHours
    always: bool


@lru_cache(maxsize=2048)
def _read(text: str, year: int) -> _Written:
    """Rules written out for a year and the ones beside it. Raises StationRefused for what cannot be read."""
    plain = _parse(text)
    years = range(year - 1, year + 2)
    rules = [rule for told in _split_rules(text) for rule in _write_rule(told.strip(), years)]
    written = "; ".join(rules)
    if re.search(_DAY, _QUOTED.sub("", text)):
        written = _add_make_up(written, plain, [day for one in years for day in list_make_up_days(one)])
    read = _parse(written)
    spans = list(_open_spans(read, datetime(year, 1, 1), datetime(year + 1, 1, 1)))  # noqa: DTZ001 (the wall clock)
    if not spans:
        raise _refuse(_("照这样写，全年都不开门"))
    return _Written(read, spans == [(datetime(year, 1, 1), datetime(year + 1, 1, 1))])  # noqa: DTZ001


def _parse(text: str) -> OpeningHours:
    try:
        return OpeningHours(text, auto_country=False, auto_timezone=False)
    except ParserError as fault:
        place = re.search(r"--> 1:(\d+)", str(fault))
        at = int(place[1]) if place else 1
        raise _refuse(_("开放时间从第 %(place)s 个字符起读不懂：“%(rest)s”") % {
            "place": at, "rest": text[at - 1:at + 11]}) from fault


def _split_rules(text: str) -> list[str]:
    """Rules between semicolons that stand in no quotes."""
    masked = _QUOTED.sub(lambda found: "\0" * len(found[0]), text)
    cuts = [-1, *(place for place, sign in enumerate(masked) if sign == ";"), len(text)]
    return [text[start + 1:end] for start, end in pairwise(cuts) if text[start + 1:end].strip()]


def _write_rule(rule: str, years: Iterable[int]) -> list[str]:
    """A rule with the dates in the place of ``PH``. Raises StationRefused where ``PH`` cannot be read."""
    if "PH" not in _QUOTED.sub("", rule):
        return [rule]
    found = _RULE.match(rule)
    rest = _QUOTED.sub("", found["hours"]) if found else ""
    if found is None or "PH" not in found["days"] or re.search(rf"PH|{_DAY}|days?\b|,\s*[A-Za-z]", rest):
        raise _refuse(_("“%(rule)s”里的 PH 读不懂；把假日写成一条规则，用分号隔开") % {"rule": rule[:60]})
    before, hours = found["before"].strip(), found["hours"].strip() or "00:00-24:00"
    held = _parse(before or "24/7")
    dates = [day for year in years for day in list_holidays(year) if held.is_open(datetime.combine(day, _NOON))]
    others = ",".join(part.strip() for part in found["days"].split(",") if part.strip() != "PH")
    return [" ".join(filter(None, (before, others, hours)))] * bool(others) + [
        f"{_write_dates(dates)} {hours}"] * bool(dates)


def _write_dates(days: Iterable[date]) -> str:
    return ",".join(f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}" for day in days)


def _add_make_up(written: str, plain: OpeningHours, days: Iterable[date]) -> str:
    """Rules with what holds on worked weekend days: the hours of the workday beside each."""
    for day in days:
        spans = _own_spans(plain, day + timedelta(days=-1 if day.weekday() == 5 else 1))
        told = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) or "off"
        # An added rule leaves the night that reaches into a day that is otherwise closed; a new rule replaces the day.
        alone = not _own_spans(plain, day) and spans
        written += f"{',' if alone else ';'} {_write_dates([day])} {told}"
    return written


def _own_spans(plain: OpeningHours, day: date) -> list[tuple[int, int]]:
    """Minutes from midnight of what begins on a day; a span over midnight ending by noon belongs to its first day."""
    start = datetime.combine(day, time())
    after = start + timedelta(days=1)
    found = []
    for first, last in _open_spans(plain, start - timedelta(days=1), after + timedelta(days=1)):
        first_own = start if first < start and last > start + timedelta(hours=12) else first
        last_own = last if last <= after + timedelta(hours=12) else after
        if start <= first_own < after and last_own > first_own:
            found.append((_minutes(first_own - start), _minutes(last_own - start)))
    return found


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
