"""Times are UTC seconds; a local day is a half-open interval of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Lang = Literal["zh", "en"]

DEFAULT_TZ = "Asia/Shanghai"
DAY_S = 86_400
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_midnight_s(day: date, tz: str = DEFAULT_TZ) -> int:
    """UTC seconds at which the local day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(tz)).timestamp())


def local_day_bounds_s(day: date, tz: str = DEFAULT_TZ) -> tuple[int, int]:
    """UTC seconds of a local day, begin inclusive, end exclusive."""
    return local_midnight_s(day, tz), local_midnight_s(day + timedelta(days=1), tz)


def local_date(at_s: int, tz: str = DEFAULT_TZ) -> date:
    """The local date on which a UTC second falls."""
    return datetime.fromtimestamp(at_s, UTC).astimezone(ZoneInfo(tz)).date()


def list_offsets(first_s: int, last_s: int, tz: str = DEFAULT_TZ) -> tuple[tuple[int, int], ...]:
    """Offsets of the local clock from UTC over a span: (UTC second from which it holds, seconds to add), in order.

    The first stands for everything before the second. Where the clocks are never set there is one.
    """
    zone = ZoneInfo(tz)
    found = [(first_s, _offset_s(first_s, zone))]
    for at_s in range(first_s, last_s + DAY_S, DAY_S):
        if _offset_s(at_s, zone) != found[-1][1]:
            low, high = at_s - DAY_S, at_s
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset_s(middle, zone) == found[-1][1] else (low, middle)
            found.append((high, _offset_s(high, zone)))
    return tuple(found)


def _offset_s(at_s: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(at_s, zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def falls_in_season(day: date, first: int, last: int) -> bool:
    """Whether a day lies between two days of the year (month x 100 + day), both inclusive.

    A season whose first day is later than its last passes the new year.
    """
    number = day.month * 100 + day.day
    return first <= number <= last if first <= last else number >= first or number <= last


def format_clock(at_s: int, tz: str = DEFAULT_TZ, *, seconds: bool = False) -> str:
    """``14:05`` or, where seconds matter, ``14:05:09``."""
    local = datetime.fromtimestamp(at_s, UTC).astimezone(ZoneInfo(tz))
    return local.strftime("%H:%M:%S" if seconds else "%H:%M")


def format_date(day: date, lang: Lang) -> str:
    """``11月20日 周五`` or ``Fri 20 Nov 2026``."""
    if lang == "zh":
        return f"{day.month}月{day.day}日 周{_WEEKDAYS_ZH[day.weekday()]}"
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def format_duration(seconds: int, lang: Lang) -> str:
    """``7小时42分`` or ``7 h 42 min``; under a minute in seconds."""
    sign = "-" if seconds < 0 else ""
    seconds = abs(seconds)
    if seconds < 60:
        return f"{sign}{seconds}秒" if lang == "zh" else f"{sign}{seconds} s"
    hours, minutes = divmod(seconds // 60, 60)
    if lang == "zh":
        text = f"{hours}小时{minutes}分" if hours and minutes else f"{hours}小时" if hours else f"{minutes}分"
    else:
        text = f"{hours} h {minutes:02d} min" if hours and minutes else f"{hours} h" if hours else f"{minutes} min"
    return sign + text
