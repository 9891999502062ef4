"""What a compound and the riders' union have agreed for a gate, as a dated object that gate and phone read alike.

JSON, for instance::

    {"utc_offset_min": 480, "hours": {"mon": [[360, 1380]], "sun": []}, "classes": [1], "key_level_min": 0,
     "vehicles": ["ebike", "foot"], "speed_kmh": 15, "stay_max_min": 30,
     "notes": {"zh": "请推行。", "en": "Please push."}, "agreed_on": "2026-10-18", "parties": ["…"]}

``hours`` are stretches of minutes from midnight, local, [from, until); a weekday that is not named is closed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from nuantu.core.errors import InputError
from nuantu.passes.credential import PassClass

Words = Literal["open", "closed_day", "closed_hour", "wrong_class", "weak_key"]
Vehicle = Literal["ebike", "moped", "bicycle", "foot", "car"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
VEHICLES: tuple[Vehicle, ...] = ("ebike", "moped", "bicycle", "foot", "car")
LANGUAGES = ("zh", "en")
DAY_MIN = 1440
_SPANS_MAX, _PARTIES_MAX, _NOTE_MAX, _NAME_MAX = 8, 12, 2_000, 200
_FIELDS = frozenset({"utc_offset_min", "hours", "classes", "key_level_min", "vehicles", "speed_kmh", "stay_max_min",
                     "notes", "agreed_on", "parties"})

#: What a person reads of a ruling, by its word.
SENTENCES: Mapping[Words, Mapping[str, str]] = {
    "open": {"zh": "现在可以通行。", "en": "Passing is agreed now."},
    "closed_day": {"zh": "约定今天不通行。", "en": "No passing is agreed for today."},
    "closed_hour": {"zh": "约定的通行时间之外。", "en": "Outside the hours that were agreed."},
    "wrong_class": {"zh": "约定不接受这一类通行码。", "en": "The agreement does not take this class of pass."},
    "weak_key": {"zh": "约定要求手机妥善保存密钥。", "en": "The agreement asks for a phone that keeps its key inside."},
}


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as read; ``hours`` a tuple of stretches (minutes) for each weekday, Monday first."""

    hours: tuple[tuple[tuple[int, int], ...], ...]
    classes: frozenset[PassClass]
    key_level_min: int
    vehicles: tuple[Vehicle, ...]
    speed_kmh: int
    stay_max_min: int
    notes: Mapping[str, str]
    agreed_on: date
    parties: tuple[str, ...]
    utc_offset_min: int = 480

    def find_local(self, at_s: int) -> datetime:
        """The local moment (without a zone) of UTC seconds."""
        return datetime.fromtimestamp(at_s, UTC).replace(tzinfo=None) + timedelta(minutes=self.utc_offset_min)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a policy lets pass, and the word and the sentences (by language) for why."""

    allowed: bool
    code: Words
    words: Mapping[str, str]


def evaluate_policy(policy: Policy, moment: datetime, kind: PassClass | None = None,
                    key_level: int | None = None) -> Ruling:
    """What a policy says of a local moment and, where they are given, of a credential's class and key level."""
    spans = policy.hours[moment.weekday()]
    minute = moment.hour * 60 + moment.minute
    if kind is not None and kind not in policy.classes:
        return _rule("wrong_class")
    if key_level is not None and key_level < policy.key_level_min:
        return _rule("weak_key")
    if not spans:
        return _rule("closed_day")
    return _rule("open" if any(begin <= minute < until for begin, until in spans) else "closed_hour")


def read_policy(text: str) -> Policy:
    """A policy of its JSON text; ``InputError`` names the field that is missing or has another form."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("the policy is no JSON", fix="hand in a JSON object") from error
    if not isinstance(found, dict):
        raise InputError("the policy is no JSON object")
    for name in sorted((_FIELDS - {"utc_offset_min"}) ^ (set(found) - {"utc_offset_min"})):
        raise InputError("this field is missing" if name in _FIELDS else "there is no such field", field=str(name))
    classes = _take_list(found, "classes", 2, 1)
    if any(type(one) is not int or one not in (1, 2) for one in classes):
        raise InputError("a class is 1 (gate) or 2 (door)", field="classes")
    vehicles = _take_list(found, "vehicles", len(VEHICLES), 1)
    if any(one not in VEHICLES for one in vehicles):
        raise InputError(f"a vehicle is one of {', '.join(VEHICLES)}", field="vehicles")
    return Policy(_read_hours(found["hours"]), frozenset(PassClass(one) for one in classes),
                  _take_number(found, "key_level_min", 0, 1), tuple(vehicles), _take_number(found, "speed_kmh", 1, 60),
                  _take_number(found, "stay_max_min", 1, DAY_MIN), _read_notes(found["notes"]),
                  _read_date(found["agreed_on"]), _read_parties(found), _take_number(
                      {"utc_offset_min": 480} | found, "utc_offset_min", -720, 840))


def write_policy(policy: Policy) -> str:
    """A policy as the JSON text that ``read_policy`` reads; equal policies give equal texts."""
    return json.dumps({
        "agreed_on": policy.agreed_on.isoformat(), "classes": sorted(int(one) for one in policy.classes),
        "hours": {day: [list(span) for span in spans]
                  for day, spans in zip(WEEKDAYS, policy.hours, strict=True) if spans},
        "key_level_min": policy.key_level_min, "notes": dict(policy.notes), "parties": list(policy.parties),
        "speed_kmh": policy.speed_kmh, "stay_max_min": policy.stay_max_min, "utc_offset_min": policy.utc_offset_min,
        "vehicles": list(policy.vehicles)}, ensure_ascii=False, sort_keys=True)


def _rule(code: Words) -> Ruling:
    return Ruling(code == "open", code, SENTENCES[code])


def _read_hours(found: Any) -> tuple[tuple[tuple[int, int], ...], ...]:
    if not isinstance(found, dict) or not set(found) <= set(WEEKDAYS):
        raise InputError(f"hours are an object of {', '.join(WEEKDAYS)}", field="hours")
    return tuple(_read_spans(found, day) for day in WEEKDAYS)


def _read_spans(found: Mapping[str, Any], day: str) -> tuple[tuple[int, int], ...]:
    spans, end = [], 0
    for span in _take_list({f"hours.{day}": found.get(day, [])}, f"hours.{day}", _SPANS_MAX):
        if not (isinstance(span, list) and len(span) == 2 and all(type(one) is int for one in span)
                and end <= span[0] < span[1] <= DAY_MIN):
            raise InputError(f"a stretch is [from, until] in minutes of 0 to {DAY_MIN}, one after the other",
                             field=f"hours.{day}")
        spans.append((span[0], span[1]))
        end = span[1]
    return tuple(spans)


def _read_notes(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or set(found) != set(LANGUAGES) or any(
            not isinstance(one, str) or len(one) > _NOTE_MAX for one in found.values()):
        raise InputError(f"notes are two texts, zh and en, of at most {_NOTE_MAX} signs", field="notes")
    return {language: found[language] for language in LANGUAGES}


def _read_date(found: Any) -> date:
    try:
        return date.fromisoformat(found)
    except (TypeError, ValueError) as error:
        raise InputError("this is no date such as 2026-10-18", field="agreed_on") from error


def _read_parties(found: Mapping[str, Any]) -> tuple[str, ...]:
    parties = _take_list(found, "parties", _PARTIES_MAX, 1)
    if any(not isinstance(one, str) or not 0 < len(one) <= _NAME_MAX for one in parties):
        raise InputError(f"a party is a name of at most {_NAME_MAX} signs", field="parties")
    return tuple(parties)


def _take_list(found: Mapping[str, Any], name: str, longest: int, shortest: int = 0) -> list[Any]:
    value = found[name]
    if not isinstance(value, list) or not shortest <= len(value) <= longest:
        raise InputError(f"this is no list of {shortest} to {longest}", field=name)
    return value


def _take_number(found: Mapping[str, Any], name: str, first: int, last: int) -> int:
    value = found[name]
    if type(value) is not int or not first <= value <= last:
        raise InputError(f"this is no whole number of {first} to {last}", field=name)
    return value
