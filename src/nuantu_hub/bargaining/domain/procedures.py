"""Procedure profiles: steps, clocks and conditions of a talk, each with its source; read from one file and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).resolve().parents[1] / "data" / "procedures.yaml"
#: How a source was read, in words for the page.
FOUND: Mapping[str, Any] = {
    "official": _("条例抄本"), "mirror": _("转载文本"), "press": _("报道"), "recalled": _("待核对")}
LANGUAGES = ("zh-hans", "en")


class ProcedureError(ValueError):
    """The file of profiles says something that cannot be followed; names profile, step and what is wrong."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands, and how that was read (a key of ``FOUND``)."""

    name: str
    found: str


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A clock: from one dated fact of a talk so many calendar days, until another one.

    ``end`` is ``days`` (so many after), ``agreed`` (the day that both sides wrote down) or ``window`` (from so many
    ``months_before`` the fact until the fact itself: one may, nobody is late). ``lapses`` names what comes of it where
    nothing happened until the end; without one it is then late.
    """

    name: str
    start: str
    until: str
    end: str
    days: int = 0
    months_before: int = 0
    lapses: str = ""


@dataclass(frozen=True, slots=True)
class SeatRule:
    """How many delegates: at least so many a side, equal numbers, so many chiefs; how the least number was read."""

    least: int
    equal: bool
    chiefs: int
    least_found: str


@dataclass(frozen=True, slots=True)
class VoteRule:
    """Shares that a vote needs: ``present`` (None where no share is asked) and ``agree``, of ``of``.

    ``of`` is ``all`` (all delegates, also those who did not come) or ``each_enterprise``. ``more`` says that exactly
    the share is not enough.
    """

    present: Fraction | None
    agree: Fraction
    more: bool
    of: str

    def count_present(self, delegates: int) -> int:
        """How many of so many delegates must have come (180 -> 120); 0 where no share is asked."""
        return 0 if self.present is None else -(-delegates * self.present.numerator // self.present.denominator)

    def count_agree(self, delegates: int) -> int:
        """How many of so many delegates must be in favour (180 -> 90)."""
        if self.more:
            return delegates * self.agree.numerator // self.agree.denominator + 1
        return -(-delegates * self.agree.numerator // self.agree.denominator)


@dataclass(frozen=True, slots=True)
class TermRule:
    """For how many years an agreement may be made."""

    least_years: int
    most_years: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a profile: a rule in words with its figures, or by name that there is none.

    ``replaced`` names what stands in the rule's place (``confirmation``).
    """

    key: str
    names: Mapping[str, str]
    words: Mapping[str, str]
    source: Source | None
    has_rule: bool
    replaced: str = ""
    clock: ClockRule | None = None
    seats: SeatRule | None = None
    vote: VoteRule | None = None
    term: TermRule | None = None
    needs_recorder: bool = False
    chair_in_turn: bool = False

    @property
    def name(self) -> str:
        """The step's name in the language of the page."""
        return pick(self.names)

    @property
    def said(self) -> str:
        """The rule in the language of the page, or that there is none."""
        return pick(self.words)


@dataclass(frozen=True, slots=True)
class Profile:
    """A procedure: its names, how many parties sign, its steps in order."""

    key: str
    names: Mapping[str, str]
    about: Mapping[str, str]
    parties: int
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """The profile's name in the language of the page."""
        return pick(self.names)

    @property
    def said(self) -> str:
        """What it is for, in the language of the page."""
        return pick(self.about)

    def step(self, key: str) -> Step:
        """A step by key. Raises LookupError for one that there is not."""
        found = next((one for one in self.steps if one.key == key), None)
        if found is None:
            raise LookupError(f"procedure {self.key} has no step {key!r}; there are {[one.key for one in self.steps]}")
        return found

    @property
    def clocks(self) -> tuple[tuple[Step, ClockRule], ...]:
        """The steps that have a clock, with it, in order."""
        return tuple((one, one.clock) for one in self.steps if one.clock is not None)


def pick(words: Mapping[str, str]) -> str:
    """Words in the language of the page; Chinese where there is no other."""
    return words["en"] if (get_language() or "").startswith("en") else words["zh-hans"]


@cache
def read_procedures(path: Path = FILE) -> Mapping[str, Profile]:
    """Every profile by key. Raises ProcedureError naming what in the file cannot be followed."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    facts, steps = set(told["facts"]), told["steps"]
    for named in (*told["facts"].values(), *steps.values()):
        _check_words("names", named)
    return {key: _read_profile(key, row, steps, facts) for key, row in told["profiles"].items()}


def find_procedure(key: str) -> Profile:
    """A profile by key. Raises LookupError naming those that there are."""
    known = read_procedures()
    if key not in known:
        raise LookupError(f"there is no procedure {key!r}; there are {', '.join(known)}")
    return known[key]


def name_fact(key: str) -> str:
    """A dated fact of a talk in the language of the page."""
    return pick(_read_facts()[key])


@cache
def _read_facts() -> Mapping[str, Mapping[str, str]]:
    facts: Mapping[str, Mapping[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["facts"]
    return facts


def _read_profile(key: str, row: Mapping[str, Any], names: Mapping[str, Any], facts: set[str]) -> Profile:
    if list(row["steps"]) != list(names):
        raise ProcedureError(f"procedure {key}: its steps must be {list(names)}, in this order, not "
                             f"{list(row['steps'])}")
    _check_words(f"procedure {key}: names", row["names"])
    _check_words(f"procedure {key}: about", row["about"])
    steps = tuple(_read_step(f"procedure {key}, step {one}", one, told, names[one], facts)
                  for one, told in row["steps"].items())
    return Profile(key, row["names"], row["about"], int(row["parties"]), steps)


def _read_step(where: str, key: str, row: Mapping[str, Any], names: Mapping[str, str], facts: set[str]) -> Step:
    if ("words" in row) == ("none" in row):
        raise ProcedureError(f"{where}: say either the rule (words) or by name that there is none (none)")
    words = row.get("words") or row["none"]
    _check_words(where, words)
    source = row.get("source")
    if "words" in row and (source is None or source.get("found") not in FOUND or not source.get("name")):
        raise ProcedureError(f"{where}: a rule needs its source with name and found, one of {list(FOUND)}")
    vote, seats = row.get("vote"), row.get("seats")
    return Step(
        key, names, words, None if source is None else Source(**source), "words" in row, row.get("replaced", ""),
        None if "clock" not in row else _read_clock(where, row["clock"], facts),
        None if seats is None else SeatRule(**seats),
        None if vote is None else VoteRule(Fraction(vote["present"]) if "present" in vote else None,
                                           Fraction(vote["agree"]), vote["more"], vote["of"]),
        None if "term" not in row else TermRule(**row["term"]), bool(row.get("recorder")),
        bool(row.get("chair_in_turn")))


def _read_clock(where: str, row: Mapping[str, Any], facts: set[str]) -> ClockRule:
    unknown = {row["from"], row["until"]} - facts
    if unknown:
        raise ProcedureError(f"{where}: its clock goes by {sorted(unknown)}, which is no fact of the file")
    end = "window" if row.get("window") else row.get("end", "days")
    if end == "days" and not int(row.get("days", 0)) > 0:
        raise ProcedureError(f"{where}: its clock needs a number of days above 0")
    return ClockRule(row["name"], row["from"], row["until"], end, int(row.get("days", 0)),
                     int(row.get("months_before", 0)), row.get("lapses", ""))


def _check_words(where: str, words: Any) -> None:
    if not isinstance(words, Mapping) or any(not str(words.get(one, "")).strip() for one in LANGUAGES):
        raise ProcedureError(f"{where}: words are needed in {' and '.join(LANGUAGES)}")
