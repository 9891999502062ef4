"""What stands under a key of a signed map, taken strictly: present, of its type, within its bounds, else E_FORMAT."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.passes.verdict import Code, PassError

#: Times are UTC seconds since 1970 below this, some 34,000 years: far beyond 2038 and 2106, and exact in a browser.
TIME_END = 2**40
U32_END = 2**32
TEXT_MAX = 200


def take_map(value: Any, name: str) -> Mapping[Any, Any]:
    """A map."""
    if type(value) is not dict:
        raise PassError(Code.E_FORMAT, "no map", field=name)
    return value


def take_number(found: Mapping[Any, Any], key: int, name: str, end: int = U32_END, first: int = 0) -> int:
    """A whole number of ``first`` to ``end`` - 1; a boolean is none."""
    value = found.get(key)
    if type(value) is not int or not first <= value < end:
        raise PassError(Code.E_FORMAT, "no whole number within its bounds", field=name)
    return value


def take_time(found: Mapping[Any, Any], key: int, name: str) -> int:
    """A moment in UTC seconds."""
    return take_number(found, key, name, TIME_END)


def take_bytes(found: Mapping[Any, Any], key: int, name: str, shortest: int, longest: int | None = None) -> bytes:
    """A byte string of a length, or of one between two."""
    value = found.get(key)
    if type(value) is not bytes or not shortest <= len(value) <= (shortest if longest is None else longest):
        raise PassError(Code.E_FORMAT, "no byte string of its length", field=name)
    return value


def take_text(found: Mapping[Any, Any], key: int, name: str, longest: int = TEXT_MAX) -> str:
    """A text that is not empty."""
    value = found.get(key)
    if type(value) is not str or not 0 < len(value) <= longest:
        raise PassError(Code.E_FORMAT, "no text of its length", field=name)
    return value


def take_list(found: Mapping[Any, Any], key: int, name: str, longest: int, shortest: int = 0) -> list[Any]:
    """An array of so many."""
    value = found.get(key)
    if type(value) is not list or not shortest <= len(value) <= longest:
        raise PassError(Code.E_FORMAT, "no array of its length", field=name)
    return value
