"""Votes on statements: agree +1, disagree -1, pass 0; of several votes on one statement a voter's last one stands."""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

AGREE, DISAGREE, PASS = 0, 1, 2
#: Where a vote of -1, 0, +1 is counted: column of a table of counts, by vote + 1.
COLUMN = np.array([DISAGREE, PASS, AGREE])
NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Statement:
    """What was voted on.

    ``moderated`` is -1 for a statement that was taken out, 1 for one that was let in, 0 for one nobody judged;
    ``meta`` marks one that asks about the voter ("I deliver by bicycle"); ``counted`` is how many agreed and
    disagreed by the exporter's own count, ``consensus`` its group-informed consensus, where it told them.
    """

    id: str
    text: str = ""
    moderated: int = 0
    meta: bool = False
    counted: tuple[int, int] | None = None
    consensus: float | None = None

    @property
    def is_out(self) -> bool:
        """Whether moderation took it out: its votes count for who takes part, and shape no group."""
        return self.moderated < 0


@dataclass(frozen=True, eq=False)
class Votes:
    """The last vote of each voter on each statement, ordered by voter, then statement.

    ``voter``, ``statement``: positions in ``voters`` and ``statements``; ``value``: -1, 0 or +1. ``every`` counts all
    votes, those that were changed later too: (statements, 3) as agree, disagree, pass; None where only the last are
    known. ``digest`` is SHA-256 over the canonical input.
    """

    voters: Sequence[str]
    statements: Sequence[Statement]
    voter: Ints
    statement: Ints
    value: Ints
    every: Ints | None
    digest: str

    def count_by_voter(self) -> Ints:
        """How many statements each voter voted on, (voters,)."""
        return np.bincount(self.voter, minlength=len(self.voters))

    def mark_out(self) -> Bools:
        """Which statements moderation took out, (statements,)."""
        return np.array([one.is_out for one in self.statements], dtype=np.bool_)


def order_id(told: str) -> tuple[int, int, str]:
    """Numbers by value and before other names, so that 10 comes after 9."""
    return (0, int(told), "") if NUMBER.fullmatch(told) else (1, 0, told)


def build_votes(statements: Iterable[Statement], rows: Iterable[tuple[int, str, str, int]], *,
                timed: bool = True) -> Votes:
    """Votes from rows of (time, voter, statement, vote), in the order in which they were written.

    The latest row of a voter on a statement stands; of rows of one time the one written last. A statement that only
    votes know is kept without words. ``timed`` is False where the rows are last votes already and all votes are
    unknown. The digest does not change with the order of rows, statements or voters, but for rows of one voter,
    statement and time.
    """
    known = {one.id: one for one in statements}
    seats: dict[str, int] = {}
    places: dict[str, int] = {name: place for place, name in enumerate(known)}
    told = array("q")
    for time, who, what, vote in rows:
        told.extend((seats.setdefault(who, len(seats)), places.setdefault(what, len(places)), time, vote))
    voters, names = sorted(seats, key=order_id), sorted(places, key=order_id)
    kept = [known.get(name) or Statement(name) for name in names]
    table = np.array(told, dtype=np.int64).reshape(-1, 4)
    table[:, 0] = _renumber(seats, voters)[table[:, 0]]
    table[:, 1] = _renumber(places, names)[table[:, 1]]
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]  # stable: what was written last stays last
    last = np.ones(len(table), dtype=np.bool_)
    last[:-1] = (table[1:, :2] != table[:-1, :2]).any(axis=1)
    every = count_votes(table[:, 1], table[:, 3], len(kept)) if timed else None
    return Votes(voters, kept, table[last, 0], table[last, 1], table[last, 3], every, _digest(kept, voters, table))


def _renumber(seen: Mapping[str, int], ordered: Sequence[str]) -> Ints:
    """From the number at which a name was first seen to its place in order."""
    found = np.empty(len(seen), dtype=np.int64)
    for place, name in enumerate(ordered):
        found[seen[name]] = place
    return found


def count_votes(statement: Ints, value: Ints, statements: int) -> Ints:
    """(statements, 3): agree, disagree, pass."""
    return np.bincount(statement * 3 + COLUMN[value + 1], minlength=3 * statements).reshape(-1, 3)


def count_by_group(votes: Votes, group: Ints, groups: int) -> Ints:
    """(groups, statements, 3) from last votes; ``group`` (voters,) is -1 for a voter who is in none."""
    counted = group[votes.voter] >= 0
    seat = group[votes.voter[counted]] * len(votes.statements) + votes.statement[counted]
    return count_votes(seat, votes.value[counted], groups * len(votes.statements)).reshape(groups, -1, 3)


def _digest(statements: Sequence[Statement], voters: Sequence[str], table: Ints) -> str:
    """Over the names as JSON, then the rows as little-endian 64-bit integers (voter, statement, time, vote)."""
    told = {"format": "nuantu-deliberation-input/1", "voters": voters,
            "statements": [[one.id, one.text, one.moderated, one.meta] for one in statements]}
    total = hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
    total.update(np.ascontiguousarray(table, dtype="<i8").tobytes())
    return total.hexdigest()
