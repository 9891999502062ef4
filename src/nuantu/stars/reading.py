"""Reads a standard from YAML: every key is known, every figure says whether it is published or ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from nuantu.core.errors import InputError
from nuantu.stars.item import ROLES, STANDINGS, Item, Need, Season, Value, Words
from nuantu.stars.standard import MOST_STARS, Level, Sanction, Standard, Version

FOLDER = Path(__file__).parent / "standards"
#: The standard that holds where none is named.
USUAL = "warm-stations"
#: How long a finding stands, and how long there is to mend a failing, where the standard does not say: ours. With four
#: visits a year on days that chance draws, two visits may lie half a year apart.
USUAL_VALID_DAYS, USUAL_MEND_DAYS = 200, 15


@cache
def load_shipped(name: str = USUAL) -> Standard:
    """The shipped standard of a name. Raises InputError where there is none."""
    path = FOLDER / f"{name}.yaml"
    if path.parent != FOLDER or not path.is_file():
        names = ", ".join(sorted(one.stem for one in FOLDER.glob("*.yaml")))
        raise InputError(f"no standard is called {name}", field="standard", fix=f"take one of: {names}")
    return read_standard(path.read_text(encoding="utf-8"), path.name)


def load_standard(path: Path) -> Standard:
    """A standard from a file. Raises InputError, which names file and field."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError("the file cannot be read as UTF-8 text", file=path) from fault
    return read_standard(text, path)


def read_standard(text: str, file: Path | str) -> Standard:
    """A standard from the text of a file. Raises InputError, which names file and field."""
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise InputError("the file is no YAML", file=file, line=mark.line + 1 if mark else None) from fault
    table = Table(told, file, "")
    table.know("name", "title", "versions")
    made: list[Version] = []
    for place, one in enumerate(table.rows("versions")):
        made.append(_read_version(Table(one, file, f"versions[{place}]"), made))
    if not made:
        raise InputError("the standard has no version", file=file, field="versions")
    for before, after in pairwise(made):
        if after.in_force_from <= before.in_force_from or after.number <= before.number:
            raise InputError("versions go back in number or time", file=file, field="versions",
                             fix="put them in the order of their days")
    return Standard(table.text("name"), table.words("title"), tuple(made))


class Table:
    """A mapping of the file with the place at which it stands, so that every fault can be named."""

    def __init__(self, told: Any, file: Path | str, place: str) -> None:
        self.file, self.place = file, place
        if not isinstance(told, Mapping):
            raise self.fault("this is no mapping")
        self.told = told

    def fault(self, what: str, key: str = "", fix: str | None = None) -> InputError:
        """The error about a key of this mapping."""
        field = ".".join(part for part in (self.place, key) if part)
        return InputError(what, file=self.file, field=field or None, fix=fix)

    def know(self, *keys: str) -> None:
        """Refuse every key that is not one of these."""
        for key in self.told:
            if key not in keys:
                raise self.fault("nobody knows this key", str(key), f"known are {', '.join(keys)}")

    def has(self, key: str) -> bool:
        """Whether a key is told."""
        return key in self.told

    def _take(self, key: str, kind: type, named: str, default: Any) -> Any:
        found = self.told.get(key, default)
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            raise self.fault(f"{found!r} is no {named}" if key in self.told else f"there is no {named}", key)
        return found

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        found: str = self._take(key, str, "text", default)
        if not found.strip():
            raise self.fault("the text is empty", key)
        return found

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number between two, both inclusive."""
        found: int = self._take(key, int, "whole number", default)
        if not low <= found <= high:
            raise self.fault(f"{found} is not between {low} and {high}", key)
        return found

    def day(self, key: str) -> date:
        """A date."""
        found: date = self._take(key, date, "date", None)
        return found

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> Any:
        """One of some words."""
        found = self.text(key, default)
        if found not in allowed:
            raise self.fault(f"{found!r} is not one of {', '.join(allowed)}", key)
        return found

    def rows(self, key: str, default: list[Any] | None = None) -> list[Any]:
        """A list."""
        found: list[Any] = self._take(key, list, "list", default)
        return found

    def words(self, key: str) -> Words:
        """A pair of Chinese and English."""
        inner = Table(self.told.get(key), self.file, f"{self.place}.{key}" if self.place else key)
        inner.know("zh", "en")
        return Words(inner.text("zh"), inner.text("en"))


def _read_version(table: Table, before: list[Version]) -> Version:
    table.know("number", "based_on", "in_force_from", "term_days", "term_standing", "appeal_days", "sources",
               "not_given", "sections", "levels", "items", "sanctions", "remove")
    base = _find_base(table, before)
    sources = {**(base.sources if base else {}), **_read_sources(table)}
    sections = {**(base.sections if base else {}), **_read_sections(table)}
    items = _join_items(table, base, sources, sections)
    levels = tuple(_read_level(Table(one, table.file, f"{table.place}.levels[{place}]"))
                   for place, one in enumerate(table.rows("levels", []))) or (base.levels if base else ())
    if [level.stars for level in levels] != list(range(1, MOST_STARS + 1)):
        raise table.fault(f"levels must say each of 1 to {MOST_STARS} stars once, in order", "levels")
    sanctions = tuple(_read_sanction(Table(one, table.file, f"{table.place}.sanctions[{place}]"), items, sources)
                      for place, one in enumerate(table.rows("sanctions", [])))
    not_given = tuple(_read_pair(one, table, f"not_given[{place}]")
                      for place, one in enumerate(table.rows("not_given", [])))
    return Version(
        number=table.whole("number", 1, 9_999), in_force_from=table.day("in_force_from"),
        term_days=table.whole("term_days", 1, 3_660, base.term_days if base else None),
        term_standing=table.choice("term_standing", STANDINGS, base.term_standing if base else None),
        appeal_days=table.whole("appeal_days", 1, 366, base.appeal_days if base else None), items=items, levels=levels,
        sanctions=sanctions or (base.sanctions if base else ()), sections=sections, sources=sources,
        not_given=not_given or (base.not_given if base else ()))


def _find_base(table: Table, before: list[Version]) -> Version | None:
    if not table.has("based_on"):
        return None
    number = table.whole("based_on", 1, 9_999)
    for version in before:
        if version.number == number:
            return version
    raise table.fault(f"no earlier version has the number {number}", "based_on")


def _read_sources(table: Table) -> dict[str, str]:
    if not table.has("sources"):
        return {}
    inner = Table(table.told["sources"], table.file, f"{table.place}.sources")
    return {key: inner.text(key) for key in inner.told}


def _read_sections(table: Table) -> dict[str, Words]:
    if not table.has("sections"):
        return {}
    inner = Table(table.told["sections"], table.file, f"{table.place}.sections")
    return {key: inner.words(key) for key in inner.told}


def _read_pair(told: Any, table: Table, key: str) -> Words:
    return Table({key: told}, table.file, table.place).words(key)


def _join_items(table: Table, base: Version | None, sources: Mapping[str, str],
                sections: Mapping[str, Words]) -> tuple[Item, ...]:
    """The items of the version on which this one is based, less the removed, with the told ones in their place."""
    read = [_read_item(Table(one, table.file, f"{table.place}.items[{place}]"), sources, sections)
            for place, one in enumerate(table.rows("items", [] if base else None))]
    told = {item.id: item for item in read}
    if len(told) != len(read):
        raise table.fault("an item is told twice", "items")
    removed = table.rows("remove", [])
    kept = {item.id: item for item in base.items} if base else {}
    for one in removed:
        if one not in kept or one in told:
            raise table.fault(f"{one!r} cannot be removed", "remove", "name an item of the version it is based on")
    joined = {**{key: item for key, item in kept.items() if key not in removed}, **told}
    if not joined:
        raise table.fault("there is no item", "items")
    order = list(sections)
    return tuple(sorted(joined.values(), key=lambda item: order.index(item.section)))


def _read_item(table: Table, sources: Mapping[str, str], sections: Mapping[str, Words]) -> Item:
    table.know("id", "section", "role", "zh", "en", "unit", "valid_days", "mend_days", "season", "source", "needs")
    role = table.choice("role", ROLES)
    unit = table.text("unit") if table.has("unit") else None
    needs = tuple(_read_need(Table(one, table.file, f"{table.place}.needs[{place}]"), unit, sources)
                  for place, one in enumerate(table.rows("needs")))
    _check_needs(table, role, needs)
    return Item(
        id=table.text("id"), section=table.choice("section", list(sections)),
        words=Words(table.text("zh"), table.text("en")), role=role, unit=unit,
        valid_days=table.whole("valid_days", 1, 3_660, USUAL_VALID_DAYS),
        mend_days=table.whole("mend_days", 1, 366, USUAL_MEND_DAYS), needs=needs, season=_read_season(table),
        source=table.choice("source", list(sources)) if table.has("source") else None)


def _check_needs(table: Table, role: str, needs: tuple[Need, ...]) -> None:
    if not needs:
        raise table.fault("the item asks for nothing", "needs", "say from which star on it is asked")
    if role != "must" and (len(needs) > 1 or needs[0].stars != 1):
        raise table.fault(f"an item that is {role} has one need, at one star", "needs")
    for before, after in pairwise(needs):
        if after.stars <= before.stars or after.at_least <= before.at_least:
            raise table.fault("needs must grow with the stars", "needs")


def _read_need(table: Table, unit: str | None, sources: Mapping[str, str]) -> Need:
    table.know("stars", "at_least", "standing", "source", "note")
    at_least: Value = table.told.get("at_least", True)
    if (unit is None) != (at_least is True) or (unit is not None and not isinstance(at_least, int | float)):
        raise table.fault(f"{at_least!r} does not go with the unit {unit}", "at_least",
                          "give a number where there is a unit, and nothing where the answer is yes or no")
    standing = table.choice("standing", STANDINGS, "ours")
    source = table.choice("source", list(sources)) if table.has("source") else None
    if standing == "published" and source is None:
        raise table.fault("what is published names its source", "source")
    return Need(table.whole("stars", 1, MOST_STARS), at_least, standing, source,
                table.words("note") if table.has("note") else None)


def _read_season(table: Table) -> Season | None:
    if not table.has("season"):
        return None
    inner = Table(table.told["season"], table.file, f"{table.place}.season")
    inner.know("first", "last", "grace_days")
    first, last = inner.whole("first", 101, 1231), inner.whole("last", 101, 1231)
    for key, number in (("first", first), ("last", last)):
        try:
            date(2001, number // 100, number % 100)  # a year without 29 February, so that each year has the day
        except ValueError as fault:
            raise inner.fault(f"{number} is no day of every year", key, "write month x 100 + day") from fault
    season = Season(first, last, inner.whole("grace_days", 0, 120))
    if season.find_start(season.find_end(date(2001, first // 100, first % 100)) + timedelta(days=1)) is not None:
        raise inner.fault("the season fills the year", "last", "leave the season out where an item is always asked")
    return season


def _read_level(table: Table) -> Level:
    table.know("stars", "ordinary_percent", "standing")
    return Level(table.whole("stars", 1, MOST_STARS), table.whole("ordinary_percent", 0, 100),
                 table.choice("standing", STANDINGS))


def _read_sanction(table: Table, items: Sequence[Item], sources: Mapping[str, str]) -> Sanction:
    table.know("id", "zh", "en", "items", "down_stars", "standing", "source")
    allowed = [item.id for item in items if item.role == "sanction"]
    named = table.rows("items")
    for one in named:
        if one not in allowed:
            raise table.fault(f"{one!r} is no item with the role sanction", "items")
    if not named:
        raise table.fault("the sanction names no item", "items")
    return Sanction(table.text("id"), Words(table.text("zh"), table.text("en")), tuple(named),
                    table.whole("down_stars", 1, MOST_STARS), table.choice("standing", STANDINGS),
                    table.choice("source", list(sources)) if table.has("source") else None)
