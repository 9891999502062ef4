"""Reading what a door says: events and its state, every word checked, and nothing let through about a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

#: Most events of one request; a door with more sends them in turns.
MOST_EVENTS: Final = 1_000
MOST_EQUIPMENT: Final = 100
MOST_PEOPLE: Final = 10_000
MOST_STATE: Final = 40
MOST_KIND: Final = 20
#: A clock that is further ahead than this, or behind by more than a door ever keeps its events, is wrong.
AHEAD: Final = timedelta(minutes=5)
BEHIND: Final = timedelta(days=60)
#: The only details of an event that are kept, and what their words look like; figures, true and false always may stand.
#: No number of a key and no word of a person is among them.
WORD: Final = re.compile(r"[a-z][a-z_]{0,23}")
DETAILS: Final = {
    **dict.fromkeys(("by", "why", "late", "open_s", "for_s", "over", "by_s", "after", "until", "value",
                     "people"), WORD),
    "order": re.compile(r"[0-9a-f-]{32,36}"), "version": re.compile(r"[0-9A-Za-z.+-]{1,24}"),
    "mark": re.compile(r"[A-Za-z0-9_-]{1,40}")}
NAME: Final = re.compile(r"[A-Za-z0-9_-]{8,40}")
OWN: Final = frozenset({"id", "seq", "at", "kind"})
#: What a state tells that is not kept with it: measured values go their own way, the others are for the answer alone.
PASSING: Final = frozenset({"equipment", "pending"})
LARGEST: Final = 2**53


class Misspoken(Exception):  # noqa: N818 (an answer to a door, not a fault)
    """A request that cannot be read as the protocol has it: ``field`` is where, ``what`` is wanted there."""

    def __init__(self, field: str, what: str) -> None:
        self.field, self.what = field, what
        super().__init__(f"{field}: {what}")


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a door told it: ``at_s`` is Unix seconds by its own clock, ``ignored`` names what is not kept."""

    event: str
    seq: int
    at_s: float
    kind: str
    detail: dict[str, Any]
    ignored: tuple[str, ...] = ()

    def place(self, received: datetime) -> tuple[datetime, bool]:
        """When it happened, and whether the door's clock cannot be right: then the moment it was received."""
        try:
            at = datetime.fromtimestamp(self.at_s, UTC)
        except (OverflowError, OSError, ValueError):
            return received, True
        return (at, False) if received - BEHIND <= at <= received + AHEAD else (received, True)


@dataclass(frozen=True, slots=True)
class Said:
    """A whole request: events in the order of their numbers, the lowest number the door still holds, and its state."""

    events: tuple[Told, ...]
    first: int
    state: dict[str, Any]

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of the state."""
        return {key: value for key, value in self.state.items() if key not in PASSING}

    @property
    def ignored(self) -> list[str]:
        """Names of details that are not kept, once each."""
        return sorted({name for one in self.events for name in one.ignored})


def read_sync(body: Any) -> Said:
    """The request of a door. Raises Misspoken where it is not as ``docs/door.md`` has it."""
    if not isinstance(body, dict):
        raise Misspoken("body", "a JSON object")
    raw = body.get("events", [])
    if not isinstance(raw, list) or len(raw) > MOST_EVENTS:
        raise Misspoken("events", f"a list of at most {MOST_EVENTS}")
    events = tuple(_read_event(one, f"events[{place}]") for place, one in enumerate(raw))
    for before, after in pairwise(events):
        if after.seq != before.seq + 1:
            raise Misspoken("events", f"number {before.seq + 1} after {before.seq}, not {after.seq}")
    if len({one.event for one in events}) < len(events):
        raise Misspoken("events", "an id once")
    first = _read_count(body.get("first", events[0].seq if events else 1), "first")
    return Said(events, first, _read_state(body.get("state", {})))


def _read_event(raw: Any, place: str) -> Told:
    if not isinstance(raw, dict):
        raise Misspoken(place, "a JSON object")
    name, kind, at_s = raw.get("id"), raw.get("kind"), raw.get("at")
    seq = _read_count(raw.get("seq"), f"{place}.seq")
    if seq < 1:
        raise Misspoken(f"{place}.seq", "a number from 1")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Misspoken(f"{place}.id", "8 to 40 letters, digits, - or _")
    if not isinstance(kind, str) or not WORD.fullmatch(kind) or len(kind) > MOST_KIND:
        raise Misspoken(f"{place}.kind", "one lower-case word")
    if isinstance(at_s, bool) or not isinstance(at_s, int | float) or not _is_figure(at_s):
        raise Misspoken(f"{place}.at", "Unix seconds")
    detail = {key: value for key, value in raw.items() if key in DETAILS and _is_plain(value, DETAILS[key])}
    ignored = tuple(str(key)[:40] for key in raw if key not in detail and key not in OWN)
    return Told(name, seq, float(at_s), kind, detail, ignored)


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and -LARGEST < value < LARGEST


def _is_plain(value: Any, words: re.Pattern[str]) -> bool:
    return value is None or _is_figure(value) or (isinstance(value, str) and bool(words.fullmatch(value)))


def _read_count(value: Any, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < LARGEST:
        raise Misspoken(place, "a whole number from 0")
    return value


def _read_state(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict) or len(raw) > MOST_STATE:
        raise Misspoken("state", f"a JSON object of at most {MOST_STATE} fields")
    if raw.get("people") is not None and _read_count(raw["people"], "state.people") > MOST_PEOPLE:
        raise Misspoken("state.people", f"at most {MOST_PEOPLE}")
    for key, value in raw.items():
        if key != "equipment" and not _is_plain(value, WORD):
            raise Misspoken(f"state.{key[:40]}", "a figure, true, false or one lower-case word")
    equipment = raw.get("equipment", [])
    if not isinstance(equipment, list) or len(equipment) > MOST_EQUIPMENT:
        raise Misspoken("state.equipment", f"a list of at most {MOST_EQUIPMENT}")
    for place, one in enumerate(equipment):
        _check_equipment(one, f"state.equipment[{place}]")
    return dict(raw)


def _check_equipment(raw: Any, place: str) -> None:
    mark, value = (raw.get("mark"), raw.get("value")) if isinstance(raw, dict) else (None, None)
    if not isinstance(mark, str) or not DETAILS["mark"].fullmatch(mark):
        raise Misspoken(f"{place}.mark", "1 to 40 letters, digits, - or _")
    if not _is_plain(value, WORD):
        raise Misspoken(f"{place}.value", "a figure, true, false or one lower-case word")
