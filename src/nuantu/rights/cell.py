"""Cells of an export: times, periods, money and numbers as the formats document them, and nothing guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from nuantu.core.money import MINOR_PER_MAJOR
from nuantu.rights.csv_file import CsvFile, Row
from nuantu.rights.sheet import Field

_TIME = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?P<zone>Z|[+-]\d{2}:?\d{2})?")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_CURRENCY_SIGNS = re.compile(r"^(-?)(?:¥|￥|\$|kr|€)?\s*(-?)")
MOST_MINOR = 10**10
MOST = 10**9
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Cells:
    """Reads the cells of one file in one time zone and currency."""

    def __init__(self, file: CsvFile, tz: str, currency: str) -> None:
        self.file = file
        self.zone = ZoneInfo(tz)
        self.currency = currency

    def text(self, row: Row, name: str) -> str | None:
        """The cell as it stands."""
        return row.cells.get(name)

    def word(self, row: Row, name: str, *, free: bool = False) -> str | None:
        """A word of the field's list in its English form; with ``free`` any other word as it stands."""
        said = row.cells.get(name)
        if said is None:
            return None
        pairs = self._field(name).words
        for english, chinese in pairs:
            if said in (english, chinese):
                return english
        if free or not pairs:
            return said
        raise self.file.refuse(row, name, f"{said[:40]!r} is not one of its words",
                               "use " + "、".join(f"{chinese} ({english})" for english, chinese in pairs))

    def number(self, row: Row, name: str, *, least: int = 0) -> int | None:
        """A whole number."""
        said = row.cells.get(name)
        if said is None:
            return None
        if not re.fullmatch(r"[-−+]?\d{1,12}", said):
            raise self.file.refuse(row, name, f"{said[:40]!r} is no whole number", "write digits only")
        number = int(said.replace("−", "-"))
        if not least <= number <= MOST:
            raise self.file.refuse(row, name, f"{number} cannot be: {self._field(name).meaning}", "correct it")
        return number

    def money(self, row: Row, name: str) -> int:
        """An amount in minor units, below zero where it takes away."""
        said = row.cells[name]
        plain = said.replace("−", "-").replace("元", "").strip()
        plain = _CURRENCY_SIGNS.sub(lambda match: match[1] + match[2], plain).strip()
        if not re.fullmatch(r"[-+]?(\d{1,3}(,\d{3})+|\d{1,10})(\.\d*)?", plain):
            raise self.file.refuse(row, name, f"{said[:40]!r} is no amount", "write it as 27.70")
        try:
            minor = Decimal(plain.replace(",", "")) * MINOR_PER_MAJOR[self.currency]
        except InvalidOperation as error:  # pragma: no cover - the pattern above lets only numbers through
            raise self.file.refuse(row, name, f"{said[:40]!r} is no amount", "write it as 27.70") from error
        if minor != int(minor):
            raise self.file.refuse(row, name, f"{said[:40]!r} has parts of the smallest coin", "write two decimals")
        if abs(int(minor)) > MOST_MINOR:
            raise self.file.refuse(row, name, f"{said[:40]!r} is beyond any pay slip", "correct it")
        return int(minor)

    def time(self, row: Row, name: str) -> int | None:
        """UTC seconds of a moment; without a zone of its own it is local."""
        said = row.cells.get(name)
        if said is None:
            return None
        match = _TIME.fullmatch(said)
        if not match:
            raise self.file.refuse(row, name, f"{said[:40]!r} is no time", "write it as 2026-11-20 11:05:09")
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        zone = match["zone"]
        try:
            if zone:
                offset = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
                moment = datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{offset}")
            else:
                moment = datetime(year, month, day, hour, minute, second, tzinfo=self.zone)
        except ValueError as error:
            raise self.file.refuse(row, name, f"{said[:40]!r} is no moment of the calendar", "correct it") from error
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self.file.refuse(row, name, f"the year {year} cannot be", "correct it")
        if not zone and moment.utcoffset() != moment.replace(fold=1).utcoffset():
            raise self.file.refuse(row, name, f"{said} is not one moment: the clocks were changed then",
                                   "write it with its offset, such as -04:00")
        return int(moment.timestamp())

    def needed_time(self, row: Row, name: str) -> int:
        """A moment of a column that is never empty."""
        at_s = self.time(row, name)
        assert at_s is not None, "a required cell is never empty"
        return at_s

    def is_to_the_second(self, row: Row, name: str) -> bool:
        """Whether the cell states seconds."""
        said = row.cells.get(name)
        match = None if said is None else _TIME.fullmatch(said)
        return match is None or match.group(6) is not None

    def period(self, row: Row, name: str) -> str:
        """A day ``2026-11-20`` or a month ``2026-11``."""
        said = row.cells[name]
        day, month = _DAY.fullmatch(said), _MONTH.fullmatch(said)
        try:
            if day:
                found = date(*(int(part) for part in day.groups()))
                return self._hold_year(row, name, found).isoformat()
            if month:
                found = date(int(month[1]), int(month[2]), 1)
                return self._hold_year(row, name, found).isoformat()[:7]
        except ValueError as error:
            raise self.file.refuse(row, name, f"{said[:40]!r} is no day of the calendar", "correct it") from error
        raise self.file.refuse(row, name, f"{said[:40]!r} is neither a day nor a month",
                               "write 2026-11-20 or 2026-11")

    def _hold_year(self, row: Row, name: str, day: date) -> date:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.file.refuse(row, name, f"the year {day.year} cannot be", "correct it")
        return day

    def _field(self, name: str) -> Field:
        return next(field for field in self.file.sheet.fields if field.name == name)
