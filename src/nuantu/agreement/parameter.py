"""Parameters of clauses as they are written: each value read by the unit that its type declares."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nuantu.agreement.agreement import Figure
from nuantu.agreement.catalogue import CATALOGUE
from nuantu.agreement.clause import FAR_M, ParamSpec, Value
from nuantu.agreement.quantity import MONEY_UNITS, QuantityError, parse_quantity
from nuantu.agreement.source import Place, Section, check_word

_UP_TO = re.compile(r"(?:up to|不超过)\s*(.+)")
_FARTHER = ("farther", "更远")
_ACTUAL = ("actual", "按实际")
_FROM = re.compile(r"(?:from|满)\s*(.+)")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
_PLACE_CODE = re.compile(r"[0-9]{0,12}")


def read_figure(section: Section, key: str, spec: ParamSpec, currency: str | None) -> Figure:
    """Read what stands below the key: a value, ``{parameter: name}``, or ``{term: name, category: row}``.

    Raises
    ------
    AgreementError
        With file and line, saying what is expected there.
    """
    at = section.place(key)
    if section.is_mapping(key):
        inner = section.section(key)
        if inner.has("parameter"):
            figure = Figure(at, named=inner.string("parameter"))
            inner.finish()
            return figure
        if inner.has("term"):
            category = inner.string("category") if inner.has("category") else None
            figure = Figure(at, term=inner.string("term"), category=category)
            inner.finish()
            return figure
    return Figure(at, literal=read_value(section, key, spec, currency))


def read_value(section: Section, key: str, spec: ParamSpec, currency: str | None) -> Value:
    """Read a canonical value of the declared unit; see ``ParamSpec.unit``."""
    readers: dict[str, Callable[..., Value]] = {
        "word": _read_word, "words": _read_words, "word_map": _read_word_map, "bands": _read_bands,
        "type": _read_type, "places": _read_places,
    }
    if spec.unit in readers:
        return readers[spec.unit](section, key, spec, currency)
    if spec.unit.startswith("map/"):
        return _read_map(section, key, spec, currency)
    if spec.unit.startswith("tiers/"):
        return _read_tiers(section, key, spec, currency)
    if spec.unit == "dates":
        return _read_dates(section, key)
    if spec.unit in MONEY_UNITS and section.is_mapping(key):
        return _read_by_place(section, key, spec, currency)
    text = section.text(key)
    if text.value is None:
        raise text.at.refuse("the value is missing", "write it or remove the key")
    value = measure(text.value, spec.unit, currency, text.at, spec.least)
    return bool(value) if spec.unit == "flag" else value


def measure(text: str, unit: str, currency: str | None, at: Place, least: int = 0) -> int:
    """Parse one quantity and give its place to any complaint."""
    try:
        return parse_quantity(text, unit, currency, least)
    except QuantityError as error:
        raise at.refuse(error.what, error.fix or "correct it") from error


def _read_word(section: Section, key: str, spec: ParamSpec, _currency: Any) -> Value:
    return section.word(key, spec.words)


def _read_words(section: Section, key: str, spec: ParamSpec, _currency: Any) -> Value:
    texts = section.texts(key)
    for text in texts:
        check_word(str(text.value), spec.words, text.at)
    values = [str(text.value) for text in texts]
    if len(set(values)) != len(values):
        raise section.place(key).refuse("a word stands twice in the list", "keep one of them")
    return frozenset(values)


def _read_type(section: Section, key: str, _spec: ParamSpec, _currency: Any) -> Value:
    return section.word(key, CATALOGUE)


def _read_places(section: Section, key: str, _spec: ParamSpec, _currency: Any) -> Value:
    texts = section.texts(key)
    for text in texts:
        if not text.value or not _PLACE_CODE.fullmatch(text.value):
            raise text.at.refuse(f"{str(text.value)[:40]!r} is not a place code", "write its first digits in quotes")
    values = frozenset(str(text.value) for text in texts)
    if not values or len(values) != len(texts):
        raise section.place(key).refuse("the list is empty or names a place twice", "name each place once")
    return values


def _read_word_map(section: Section, key: str, spec: ParamSpec, _currency: Any) -> Value:
    inner = section.section(key)
    found: dict[str, int | str] = {}
    for word in inner.names():
        check_word(word, spec.words, inner.place(word))
        text = inner.string(word)
        found[word] = "actual" if text in _ACTUAL else measure(text, "second", None, inner.place(word))
    return found


def _read_bands(section: Section, key: str, _spec: ParamSpec, currency: str | None) -> Value:
    inner = section.section(key)
    rows: list[tuple[int, int]] = []
    for name in inner.names():
        at = inner.place(name)
        match = _UP_TO.fullmatch(name.strip())
        if name in _FARTHER:
            bound = FAR_M
        elif match is None:
            raise at.refuse(f"{name[:40]!r} is not a band", "write 'up to 3 km' or 'farther'")
        else:
            bound = measure(match[1], "metre", None, at, 1)
        if rows and bound <= rows[-1][0]:
            raise at.refuse("the bands do not rise", "write them from near to far")
        rows.append((bound, measure(inner.string(name), "minor_per_order", currency, at)))
    if not rows or rows[-1][0] != FAR_M:
        raise inner.at.refuse("the last band leaves longer distances open", "end with 'farther'")
    return tuple(rows)


def _read_map(section: Section, key: str, spec: ParamSpec, currency: str | None) -> Value:
    inner, unit = section.section(key), spec.unit.split("/")[1]
    found: dict[str, int | str] = {}
    for word in inner.names():
        at = inner.place(word)
        if spec.words:
            check_word(word, spec.words, at)
        elif not _KEY.fullmatch(word):
            raise at.refuse(f"{word[:40]!r} is no name", "write letters, digits, - and _")
        found[word] = measure(inner.string(word), unit, currency, at, spec.least)
    if not found:
        raise inner.at.refuse("the table has no rows", "write at least one row")
    return found


def _read_tiers(section: Section, key: str, spec: ParamSpec, currency: str | None) -> Value:
    inner = section.section(key)
    _, bound_unit, unit = spec.unit.split("/")
    rows: list[tuple[int, int]] = []
    for name in inner.names():
        at = inner.place(name)
        match = _FROM.fullmatch(name.strip())
        if match is None:
            raise at.refuse(f"{name[:40]!r} is not a tier", "write 'from' and where it begins, such as 'from 15 h'")
        bound = measure(match[1], bound_unit, currency, at)
        if rows and bound <= rows[-1][0]:
            raise at.refuse("the tiers do not rise", "write them from low to high")
        rows.append((bound, measure(inner.string(name), unit, currency, at, spec.least)))
    if not rows:
        raise inner.at.refuse("the table has no tiers", "write at least one tier")
    return tuple(rows)


def _read_dates(section: Section, key: str) -> Value:
    texts = section.texts(key)
    for text in texts:
        measure(str(text.value), "date", None, text.at)
    values = frozenset(str(text.value) for text in texts)
    if len(values) != len(texts):
        raise section.place(key).refuse("a date stands twice in the list", "keep one of them")
    return values


def _read_by_place(section: Section, key: str, spec: ParamSpec, currency: str | None) -> Value:
    if not spec.by_place:
        raise section.place(key).refuse(f"{spec.name} cannot differ by place", "write one amount, or a clause for each "
                                        "place with a selector")
    outer = section.section(key)
    inner = outer.section("by_place")
    found: dict[str, int | str] = {}
    for code in inner.names():
        at = inner.place(code)
        if not _PLACE_CODE.fullmatch(code):
            raise at.refuse(f"{code[:40]!r} is not a place code", "write the first digits of it, such as \"11\"")
        found[code] = measure(inner.string(code), spec.unit, currency, at, spec.least)
    outer.finish()
    if not found:
        raise inner.at.refuse("no place is named", "write at least one place code with its value")
    return found
