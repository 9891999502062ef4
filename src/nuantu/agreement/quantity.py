"""Quantities as a negotiator writes them, turned into whole canonical units without a float on the way."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from nuantu.core.errors import AgreementError
from nuantu.core.money import MINOR_PER_MAJOR

#: Every canonical whole number stays at or below this, so that later products fit 64 bits.
MOST = 1_000_000_000

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_PART = re.compile(rf"({_NUMBER})\s*([^\s0-9.]+)")
_MONEY = re.compile(rf"({_NUMBER})\s*([A-Z]{{3}}|元)\s*(?:/\s*(\S+))?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")

_SECONDS = {
    "s": 1, "min": 60, "h": 3600, "d": 86_400,
    "秒": 1, "分": 60, "分钟": 60, "小时": 3600, "天": 86_400,
}
_METRES = {"m": 1, "km": 1000, "米": 1, "公里": 1000}
_SPEEDS = {"km/h": 1000, "m/h": 1, "公里/小时": 1000}
_SHARES = {"%": 10, "‰": 1}
_FLAGS = {"yes": 1, "true": 1, "是": 1, "no": 0, "false": 0, "否": 0}
_MASSES = {"g": 1, "kg": 1000, "克": 1, "千克": 1000, "公斤": 1000}
_DEGREES = {"℃": 10, "°C": 10, "C": 10}
_CALENDAR = {
    "day": {"d": 1, "day": 1, "days": 1, "天": 1, "日": 1, "week": 7, "weeks": 7, "周": 7},
    "month": {"month": 1, "months": 1, "个月": 1, "月": 1, "year": 12, "years": 12, "年": 12},
}
_PER = {
    "minor": (), "minor_per_hour": ("h", "小时"), "minor_per_order": ("order", "单"),
    "minor_per_minute": ("min", "分钟"),
    "minor_per_km": ("km", "公里"), "minor_per_day": ("day", "天"), "minor_per_month": ("month", "月"),
    "minor_per_item": ("item", "件"),
}
#: Units of amounts.
MONEY_UNITS = tuple(_PER)

#: What is expected of each unit: the noun, and examples.
EXPECTED = {
    "second": ("a duration", "8 h, 20 min or 1 h 30 min"),
    "metre": ("a distance", "800 m or 2.5 km"),
    "metre_per_hour": ("a speed", "15 km/h"),
    "per_mille": ("a share", "10 % or 125 ‰"),
    "count": ("a whole number", "3"),
    "flag": ("yes or no", "yes"),
    "minor_per_hour": ("an amount an hour", "27.70 CNY/h"),
    "minor_per_order": ("an amount an order", "0.07 CNY/order"),
    "minor": ("an amount", "5000 CNY"),
    "minor_per_minute": ("an amount a minute", "0.45 USD/min"),
    "minor_per_km": ("an amount a kilometre", "0.50 CNY/km"),
    "minor_per_day": ("an amount a day", "12 CNY/day"),
    "minor_per_month": ("an amount a month", "180 CNY/month"),
    "minor_per_item": ("an amount for each", "2.50 NOK/item"),
    "gram": ("a weight", "10 kg"),
    "celsius_tenths": ("a temperature", "35 ℃"),
    "day": ("a number of days", "7 d or 2 weeks"),
    "month": ("a number of months", "3 months or 1 year"),
    "clock": ("a time of day", "22:00"),
    "date": ("a date", "2025-12-31"),
    "month_day": ("a day of the year", "12-01"),
}


#: A day of the year may be 29 February.
_LEAP_YEAR = 2000


class QuantityError(AgreementError):
    """A text that is not the quantity which stands there; ``what`` and ``fix`` without a place."""


def parse_quantity(text: str, unit: str, currency: str | None = None, least: int = 0) -> int:
    """Turn ``"8 h"`` into 28800, ``"27.70 CNY/h"`` into 2770.

    Parameters
    ----------
    text
        As written, with its unit.
    unit
        Canonical unit, one of ``EXPECTED``. A ``clock`` becomes seconds after local midnight (``24:00`` is the end of
        the day), a ``date`` its proleptic ordinal, so that earlier is smaller, a ``month_day`` month × 100 + day.
    currency
        ISO 4217 code that amounts must have; needed for amounts only.
    least
        Smallest canonical value that makes sense.

    Raises
    ------
    QuantityError
        Saying what is expected, where the text is something else, finer than one canonical unit, or out of range.
    """
    text = text.strip()
    if unit in _PER:
        value = _parse_money(text, unit, currency)
    elif unit == "flag":
        value = _parse_flag(text)
    elif unit == "count":
        value = _parse_count(text)
    elif unit == "clock":
        value = _parse_clock(text)
    elif unit == "date":
        value = _parse_date(text)
    elif unit == "month_day":
        value = _parse_month_day(text)
    else:
        value = _parse_measure(text, unit)
    if value > MOST:
        raise QuantityError(f"{text!r} is out of range", fix="state a value that can occur")
    if value < least:
        raise QuantityError(f"{text!r} is too small", fix=f"state at least {least} {unit}")
    return value


def _parse_count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise _unexpected(text, "count")
    return int(text)


def _parse_flag(text: str) -> int:
    if text.lower() not in _FLAGS:
        raise _unexpected(text, "flag")
    return _FLAGS[text.lower()]


def _parse_clock(text: str) -> int:
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 24 * 60:
        raise _unexpected(text, "clock")
    return int(match[1]) * 3600 + int(match[2]) * 60


def _parse_date(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _unexpected(text, "date")
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError as error:
        raise _unexpected(text, "date") from error


def _parse_month_day(text: str) -> int:
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        raise _unexpected(text, "month_day")
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError as error:
        raise _unexpected(text, "month_day") from error
    return day.month * 100 + day.day


def _parse_measure(text: str, unit: str) -> int:
    tables = {"second": _SECONDS, "metre": _METRES, "metre_per_hour": _SPEEDS, "per_mille": _SHARES, "gram": _MASSES,
              "celsius_tenths": _DEGREES}
    table = tables.get(unit) or _CALENDAR[unit]
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip() or (len(parts) > 1 and unit != "second"):
        raise _unexpected(text, unit)
    total = 0
    last = None
    for number, name in parts:
        factor = table.get(name)
        if factor is None or (last is not None and factor >= last):
            raise _unexpected(text, unit)
        total += _whole(Decimal(number) * factor, text, unit)
        last = factor
    return total


def _parse_money(text: str, unit: str, currency: str | None) -> int:
    match = _MONEY.fullmatch(text)
    if match is None or (match[3] not in _PER[unit] if _PER[unit] else match[3] is not None):
        raise _unexpected(text, unit)
    if currency is None:
        raise QuantityError(f"{text!r} is an amount but the agreement names no currency",
                            fix="add the key currency, such as CNY, to the agreement")
    named = "CNY" if match[2] == "元" else match[2]
    if named != currency:
        raise QuantityError(f"{text!r} is not in {currency}, the currency of the agreement",
                            fix=f"state the amount in {currency}")
    return _whole(Decimal(match[1]) * MINOR_PER_MAJOR[currency], text, unit)


def _whole(value: Decimal, text: str, unit: str) -> int:
    whole = int(value)
    if whole != value:
        raise QuantityError(f"{text!r} is finer than one whole {unit.split('_per_')[0]}", fix=_advise(unit))
    return whole


def _unexpected(text: str, unit: str) -> QuantityError:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return QuantityError(f"{shown!r} is not {EXPECTED[unit][0]}", fix=_advise(unit))


def _advise(unit: str) -> str:
    noun, examples = EXPECTED[unit]
    return f"write {noun}, such as {examples}"
