"""Reads stations with their evidence and what was decided about them, from JSON or YAML; gives each its stars."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import yaml

from nuantu.core.errors import InputError
from nuantu.stars.course import ACTS, Act, Change, trace_course
from nuantu.stars.evidence import Evidence, Finding
from nuantu.stars.item import Value
from nuantu.stars.rating import Rating, rate
from nuantu.stars.reading import USUAL, Table, load_shipped
from nuantu.stars.standard import MOST_STARS, Standard


@dataclass(frozen=True)
class Station:
    """A station: what was found in it, what was decided, and the stars that somebody says it has, if anybody does."""

    id: str
    evidence: Evidence
    acts: tuple[Act, ...]
    expected: int | None = None


@dataclass(frozen=True)
class Answer:
    """A station on a day: its stars, what the evidence alone gives, and how the star came about.

    Without acts the evidence of the day alone decides, and ``changes`` is empty.
    """

    station: Station
    rating: Rating
    changes: tuple[Change, ...]

    @property
    def stars(self) -> int:
        """The stars of the day."""
        return self.changes[-1].stars if self.changes else 0 if self.station.acts else self.rating.stars

    @property
    def until(self) -> date | None:
        """The last day of the star's term; None where no decision gave it one."""
        return self.changes[-1].until if self.changes else None

    @property
    def agrees(self) -> bool:
        """Whether the stars are those that the file expects; also where it expects none."""
        return self.station.expected in (None, self.stars)


@dataclass(frozen=True)
class StationFile:
    """All stations of a file, with the standard and the day that it names."""

    standard: Standard
    day: date
    stations: tuple[Station, ...]

    def answer(self) -> Iterator[Answer]:
        """Each station in the order of the file. Raises InputError with the station's id where its acts are wrong."""
        version = self.standard.in_force(self.day)
        for station in self.stations:
            try:
                changes = trace_course(self.standard, station.evidence, station.acts, self.day)
            except InputError as fault:
                raise InputError(f"station {station.id}: {fault.what}", field=fault.field) from fault
            yield Answer(station, rate(version, station.evidence, self.day), changes)


def load_stations(path: Path, standard: Standard | None = None, day: date | None = None) -> StationFile:
    """Read a file; a standard or a day that is given stands before that of the file.

    Raises InputError, which names file and field.
    """
    table = Table(_parse(path), path, "")
    table.know("standard", "as_of", "about", "stations")
    held = standard or load_shipped(table.text("standard", USUAL))
    known = {item.id: item.unit is not None for version in held.versions for item in version.items}
    stations = tuple(_read_station(Table(one, path, f"stations[{place}]"), known)
                     for place, one in enumerate(table.rows("stations")))
    ids = [station.id for station in stations]
    twice = next((one for one in ids if ids.count(one) > 1), None) if len(set(ids)) < len(ids) else None
    if twice is not None:
        raise table.fault(f"the id {twice} is told twice", "stations")
    return StationFile(held, day or _read_day(table, "as_of"), stations)


def _parse(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError("the file cannot be read as UTF-8 text", file=path) from fault
    try:
        return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = getattr(fault, "lineno", None) or (mark.line + 1 if mark else None)
        raise InputError(f"the file is no {'JSON' if path.suffix == '.json' else 'YAML'}", file=path,
                         line=line) from fault


def _read_day(table: Table, key: str) -> date:
    """A date, which JSON writes as text."""
    told = table.told.get(key)
    if isinstance(told, str):
        try:
            return date.fromisoformat(told)
        except ValueError as fault:
            raise table.fault(f"{told!r} is no date", key, "write it as 2025-03-01") from fault
    return table.day(key)


def _read_station(table: Table, known: dict[str, bool]) -> Station:
    table.know("id", "name", "expected", "evidence", "acts")
    findings = [finding for place, one in enumerate(table.rows("evidence", []))
                for finding in _read_look(Table(one, table.file, f"{table.place}.evidence[{place}]"), known)]
    acts = tuple(_read_act(Table(one, table.file, f"{table.place}.acts[{place}]"))
                 for place, one in enumerate(table.rows("acts", [])))
    expected = table.whole("expected", 0, MOST_STARS) if table.has("expected") else None
    return Station(table.text("id"), Evidence(findings), acts, expected)


def _read_look(table: Table, known: dict[str, bool]) -> Iterator[Finding]:
    """What somebody found in one go."""
    table.know("day", "basis", "withdrawn_on", "found")
    on = _read_day(table, "day")
    withdrawn = _read_day(table, "withdrawn_on") if table.has("withdrawn_on") else None
    inner = Table(table.told.get("found"), table.file, f"{table.place}.found")
    for item, value in inner.told.items():
        if item not in known:
            raise inner.fault("no version of the standard has this item", str(item))
        check_value(inner, item, value, known[item])
        yield Finding(item, value, on, withdrawn, table.text("basis") if table.has("basis") else "")


def check_value(table: Table, item: str, value: Value, measured: bool) -> None:
    """Refuse a number where yes or no is asked, and the other way round."""
    if isinstance(value, bool) == measured or not isinstance(value, int | float) or not 0 <= value < inf:
        raise table.fault(f"{value!r} is no {'number of at least 0' if measured else 'yes or no'}", item)


def _read_act(table: Table) -> Act:
    table.know("kind", "day", "ground")
    return Act(table.choice("kind", ACTS), _read_day(table, "day"), table.text("ground") if table.has("ground") else "")
