"""The star engine as the hub sees it: standards, evidence, ratings, courses, and their words in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from nuantu.core.errors import InputError
from nuantu.stars.course import Act, Change, trace_course
from nuantu.stars.evidence import Evidence, Finding
from nuantu.stars.item import Item, Need, Season, Value
from nuantu.stars.rating import Lack, Rating, Result, rate
from nuantu.stars.reading import FOLDER, USUAL, load_shipped, read_standard
from nuantu.stars.standard import MOST_STARS, Sanction, Standard, Version
from nuantu.stars.words import UNITS, say_lack, say_need, say_stars, say_value

__all__ = ["MOST_STARS", "UNITS", "Act", "Change", "InputError", "Item", "Lack", "Look", "Need", "Rating", "Result",
           "Sanction", "Season", "Standard", "Value", "Version", "find_schedule", "gather", "parse_standard",
           "rate_looks", "say_lacks", "say_need", "say_stars", "say_value", "shipped_standard", "shipped_text",
           "trace_looks"]


@dataclass(frozen=True, slots=True)
class Look:
    """What one inspection found, by item; ``withdrawn`` are the items that count no longer from ``withdrawn_on``."""

    on: date
    answers: Mapping[str, Value]
    basis: str = ""
    withdrawn_on: date | None = None
    withdrawn: frozenset[str] = frozenset()


def shipped_standard() -> Standard:
    """The standard that comes with the engine."""
    return load_shipped()


def shipped_text() -> str:
    """The text of that standard."""
    return (FOLDER / f"{USUAL}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def parse_standard(text: str) -> Standard:
    """A standard from its text. Raises InputError, which names the field."""
    return read_standard(text, "standard.yaml")


def gather(looks: Iterable[Look]) -> Evidence:
    """The findings of inspections as evidence, in their order."""
    return Evidence(Finding(item, value, look.on, look.withdrawn_on if item in look.withdrawn else None, look.basis)
                    for look in looks for item, value in look.answers.items())


def rate_looks(standard: Standard, looks: Iterable[Look], day: date) -> Rating:
    """The stars that the inspections give on a day."""
    return rate(standard.in_force(day), gather(looks), day)


def trace_looks(standard: Standard, looks: Iterable[Look], acts: Sequence[Act], until: date) -> tuple[Change, ...]:
    """The course of the star up to a day. Raises InputError for an act that nothing allows."""
    return trace_course(standard, gather(looks), acts, until)


def find_schedule(standard: Standard, looks: Iterable[Look], acts: Sequence[Act],
                  from_day: date) -> list[tuple[date, int]]:
    """How the star goes from a day on if nobody looks or decides again: days, and the stars from each on."""
    until = standard.in_force(from_day).find_end(from_day) + timedelta(days=1)
    changes = trace_looks(standard, looks, acts, until)
    held = next((change.stars for change in reversed(changes) if change.on <= from_day), 0)
    return [(from_day, held), *((change.on, change.stars) for change in changes if change.on > from_day)]


def say_lacks(lacks: Iterable[Lack]) -> list[list[str]]:
    """What stands in the way, each in Chinese and English."""
    return [[say_lack(lack, "zh"), say_lack(lack, "en")] for lack in lacks]
