"""Counting: a pure function from marks to who is elected, under a rule that is dated, with lots for equal votes.

A voter marks as many lines as are agreed to, up to the number of seats: what union statutes call votes of approval. One
can explain it in a sentence, count it by hand, and print it on paper; a mark for one never harms another one marked;
and it is the form that the founding meetings of enterprise unions use, so nobody has to learn two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

RULES_FILE = Path(__file__).resolve().parents[1] / "data" / "counting_rules.yaml"
ROLL, VALID = "roll", "valid"


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule of counting; ``names`` in both languages.

    ``quorum``: share of the roll whose ballots must be in. ``above``: share that a line must exceed, of the ``of``
    (everybody on the roll, or the valid ballots, blank ones among them). ``least_ballots``: with fewer nobody is
    elected, since the result would tell who voted how.
    """

    id: str
    since: date
    until: date | None
    names: dict[str, str]
    source: dict[str, str]
    quorum: Fraction
    above: Fraction
    of: str
    least_ballots: int
    more_than_seats: bool
    recall_names: Fraction
    recall_days: int


@dataclass(frozen=True, slots=True)
class LineCount:
    """A line of the ballot paper after the count: votes, whether elected, whether a lot decided, and its place."""

    number: int
    votes: int
    elected: bool
    by_lot: bool
    place: int


@dataclass(frozen=True, slots=True)
class Count:
    """What a count gave. ``failed`` says why nobody is elected: "quorum", "few" or nothing."""

    roll: int
    papers: int
    ballots: int
    valid: int
    blank: int
    invalid: int
    unreadable: int
    needed: int
    failed: str
    lines: tuple[LineCount, ...]

    def write(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@cache
def read_rules() -> dict[str, CountingRule]:
    """All rules by id."""
    rows = yaml.safe_load(RULES_FILE.read_text(encoding="utf-8"))["rules"]
    return {row["id"]: CountingRule(
        row["id"], row["since"], row.get("until"), row["names"], row["source"], Fraction(row["quorum"]),
        Fraction(row["above"]), row["of"], row["least_ballots"], row["more_than_seats"], Fraction(row["recall_names"]),
        row["recall_days"]) for row in rows}


def list_rules(day: date) -> list[CountingRule]:
    """The rules that an election called on a day may be counted by."""
    return [rule for rule in read_rules().values() if rule.since <= day and (rule.until is None or day < rule.until)]


def draw_lot(seed: str, digest: str, number: int) -> str:
    """The lot of a line: SHA-256 of the seed that was committed to, the digest of the published list, and the line.

    The smaller lot goes first. The seed was fixed before the first ballot, the list is fixed by the voters.
    """
    return sha256(f"{seed}|{digest}|{number}".encode()).hexdigest()


def judge_marks(marks: Sequence[int], lines: Sequence[int], seats: int) -> str:
    """valid, blank, or invalid: more lines than there are seats, or a line that is not on the paper."""
    if len(marks) > seats or any(mark not in lines for mark in marks):
        return "invalid"
    return "valid" if marks else "blank"


@dataclass(frozen=True, slots=True)
class Poll:
    """What is counted: the roll, papers given out, seats, the numbers of the lines, and each ballot's marks."""

    roll: int
    papers: int
    seats: int
    lines: tuple[int, ...]
    marks: tuple[tuple[int, ...], ...]
    unreadable: int = 0


def find_needed(rule: CountingRule, poll: Poll, valid: int) -> int:
    """The least votes that elect: the first whole number above the rule's share."""
    whole = poll.roll if rule.of == ROLL else valid
    return int(rule.above * whole) + 1


def count_ballots(rule: CountingRule, poll: Poll, seed: str, digest: str) -> Count:
    """Count: the lines with enough votes, the most votes first, as many as there are seats; equal votes go by lot."""
    verdicts = Counter(judge_marks(marks, poll.lines, poll.seats) for marks in poll.marks)
    good = [marks for marks in poll.marks if judge_marks(marks, poll.lines, poll.seats) == "valid"]
    votes = Counter(mark for marks in good for mark in marks)
    ballots = len(poll.marks) + poll.unreadable
    needed = find_needed(rule, poll, verdicts["valid"] + verdicts["blank"])
    failed = "few" if ballots < rule.least_ballots else "quorum" if ballots < rule.quorum * poll.roll else ""
    order = sorted(poll.lines, key=lambda number: (-votes[number], draw_lot(seed, digest, number)))
    chosen = [number for number in order if votes[number] >= needed][:poll.seats] if not failed else []
    lotted = _find_lotted(order, votes, chosen, needed)
    lines = tuple(LineCount(number, votes[number], number in chosen, number in lotted, place)
                  for place, number in enumerate(order, 1))
    return Count(poll.roll, poll.papers, ballots, verdicts["valid"], verdicts["blank"], verdicts["invalid"],
                 poll.unreadable, needed, failed, lines)


def _find_lotted(order: list[int], votes: Counter[int], chosen: list[int], needed: int) -> set[int]:
    """The lines between which a lot decided: as many votes as the last one chosen, and not all of them chosen."""
    if not chosen:
        return set()
    last = votes[chosen[-1]]
    equal = {number for number in order if votes[number] == last >= needed}
    return equal if equal - set(chosen) else set()
