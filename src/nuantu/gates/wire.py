"""What the hub says to a door, read strictly: a field that is missing or has another form is named, never guessed."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from nuantu.core.errors import InputError
from nuantu.gates.codes import SECRET_BYTES

KeyKind = Literal["standing", "keeper"]
_TIME_END = 2**40
_NUMBER_END = 2**53
_SPANS_MAX = 1_000
_KEYS_MAX = 20_000
_TEXT_MAX = 64


@dataclass(frozen=True, slots=True)
class Hours:
    """Stretches (from, until; UTC seconds) in which a station is open, known up to ``end``."""

    spans: tuple[tuple[int, int], ...]
    end: int

    def is_open(self, at_s: int) -> bool:
        """Whether it is open; beyond what is known the door does not judge, and this is True."""
        return at_s >= self.end or any(begin <= at_s < until for begin, until in self.spans)


@dataclass(frozen=True, slots=True)
class Config:
    """How a door is to behave; ``seats`` None is no limit, ``hours`` None is open at all times."""

    version: int = 0
    seats: int | None = None
    held_open_s: int = 60
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class AllowedKey:
    """A number on a door's list, from when until when (UTC seconds)."""

    number: int
    kind: KeyKind
    from_s: int
    until_s: int


@dataclass(frozen=True, slots=True)
class AllowList:
    """The numbers that a door takes codes of, and those that it no longer does."""

    version: int = 0
    keys: tuple[AllowedKey, ...] = ()
    revoked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Order:
    """Something a person wants the door to do, once, before ``until_s``."""

    id: str
    kind: str
    until_s: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A door that the hub knows: its id, what both share, the hub's time."""

    door: str
    secret: bytes = field(repr=False)
    time_s: int


@dataclass(frozen=True, slots=True)
class SyncReply:
    """What the hub answered; ``config`` and ``allow`` are None where the door's are the newest."""

    through: int
    time_s: int
    config: Config | None
    allow: AllowList | None
    orders: tuple[Order, ...]


def read_enrolled(body: Any) -> Enrolled:
    """The answer to an enrolment that was approved."""
    found = _take_map(body, "body")
    try:
        secret = base64.b64decode(_take_text(found, "secret"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InputError("the secret is no base64", field="secret") from error
    if len(secret) != SECRET_BYTES:
        raise InputError(f"the secret has {len(secret)} bytes, not {SECRET_BYTES}", field="secret")
    return Enrolled(_take_text(found, "door"), secret, _take_time(found, "time"))


def read_sync_reply(body: Any) -> SyncReply:
    """The answer to a sync."""
    found = _take_map(body, "body")
    config, allow = found.get("config"), found.get("allow")
    return SyncReply(_take_number(found, "through", _NUMBER_END), _take_time(found, "time"),
                     None if config is None else read_config(config), None if allow is None else read_allow_list(allow),
                     tuple(_read_order(one) for one in _take_list(found, "orders", _SPANS_MAX)))


def read_config(body: Any) -> Config:
    """A configuration."""
    found = _take_map(body, "config")
    hours, seats = found.get("hours"), found.get("seats")
    return Config(_take_number(found, "version", _NUMBER_END),
                  None if seats is None else _take_number(found, "seats", 10_000),
                  max(1, _take_number(found, "held_open_s", 86_400)),
                  None if hours is None else _read_hours(hours))


def read_allow_list(body: Any) -> AllowList:
    """A list of numbers."""
    found = _take_map(body, "allow")
    keys = tuple(_read_key(one) for one in _take_list(found, "keys", _KEYS_MAX))
    revoked = _take_list(found, "revoked", _KEYS_MAX)
    return AllowList(_take_number(found, "version", _NUMBER_END), keys,
                     frozenset(_take_number({"revoked": one}, "revoked", _NUMBER_END) for one in revoked))


def write_config(config: Config) -> str:
    """A configuration as text that ``read_config`` reads."""
    hours = None if config.hours is None else {"spans": [list(span) for span in config.hours.spans],
                                               "end": config.hours.end}
    return json.dumps({"version": config.version, "seats": config.seats, "held_open_s": config.held_open_s,
                       "hours": hours})


def write_allow_list(allow: AllowList) -> str:
    """A list of numbers as text that ``read_allow_list`` reads."""
    return json.dumps({"version": allow.version, "revoked": sorted(allow.revoked), "keys": [
        {"number": key.number, "kind": key.kind, "from": key.from_s, "until": key.until_s} for key in allow.keys]})


def _read_hours(body: Any) -> Hours:
    found = _take_map(body, "config.hours")
    spans = []
    for span in _take_list(found, "spans", _SPANS_MAX):
        if not isinstance(span, list) or len(span) != 2:
            raise InputError("a stretch of hours is not a pair", field="config.hours.spans")
        begin, until = (_take_time({"spans": moment}, "spans") for moment in span)
        spans.append((begin, until))
    return Hours(tuple(spans), _take_time(found, "end"))


def _read_key(body: Any) -> AllowedKey:
    found = _take_map(body, "allow.keys")
    kind = found.get("kind")
    if kind not in ("standing", "keeper"):
        raise InputError(f"{str(kind)[:_TEXT_MAX]!r} is no kind of key", field="allow.keys.kind")
    return AllowedKey(_take_number(found, "number", _NUMBER_END), cast("KeyKind", kind), _take_time(found, "from"),
                      _take_time(found, "until"))


def _read_order(body: Any) -> Order:
    found = _take_map(body, "orders")
    return Order(_take_text(found, "id"), _take_text(found, "kind"), _take_time(found, "until"))


def _take_map(body: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise InputError("the answer of the hub has no object here", field=name)
    return body


def _take_list(found: Mapping[str, Any], name: str, longest: int) -> list[Any]:
    value = found.get(name)
    if not isinstance(value, list) or len(value) > longest:
        raise InputError(f"the answer of the hub has no list of at most {longest} here", field=name)
    return value


def _take_number(found: Mapping[str, Any], name: str, end: int) -> int:
    value = found.get(name)
    if type(value) is not int or not 0 <= value < end:
        raise InputError(f"the answer of the hub has no whole number of 0 to {end - 1} here", field=name)
    return value


def _take_time(found: Mapping[str, Any], name: str) -> int:
    return _take_number(found, name, _TIME_END)


def _take_text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _TEXT_MAX:
        raise InputError(f"the answer of the hub has no text of at most {_TEXT_MAX} signs here", field=name)
    return value
