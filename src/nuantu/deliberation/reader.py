"""Reading a deliberation from the files of the public export; a row that cannot be read is refused by its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from nuantu.core.errors import InputError
from nuantu.deliberation.votes import NUMBER, Statement, Votes, build_votes

COMMENTS, VOTES, HISTORY = "comments.csv", "votes.csv", "stats-history.csv"
#: Older and newer exports name the matrix differently.
MATRICES = ("participants-votes.csv", "participant-votes.csv")
PERSONAL = {"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
TRUTHS = {"": False, "0": False, "false": False, "1": True, "true": True}
TIME = re.compile(r"-?[0-9]{1,18}")
LONGEST_FIELD = 10_000_000
NAMED = 5


@dataclass(frozen=True)
class Matrix:
    """``participants-votes.csv``: last votes, and the group of those participants who have one."""

    file: Path
    rows: Sequence[tuple[int, str, str, int]]
    groups: Mapping[str, str]
    unread: Sequence[str]


@dataclass(frozen=True)
class Export:
    """A folder as read: the votes, and what a reader must know about them.

    ``checks`` holds how many counts and cells were compared between the files and how many differ.
    """

    folder: Path
    votes: Votes
    notes: Sequence[str] = ()
    checks: Mapping[str, int] = field(default_factory=dict)


def read_export(folder: Path) -> Export:
    """Read a folder of the public export, or the one such folder below it.

    Votes come from ``votes.csv``; where it is absent, from ``participants-votes.csv``, and all votes are then unknown.
    Raises InputError with file, line and field for what cannot be read.
    """
    place = find_folder(folder)
    notes: list[str] = []
    statements = read_statements(place / COMMENTS) if (place / COMMENTS).is_file() else None
    if statements is None:
        notes.append(f"{COMMENTS} is absent: the statements have no words, and nothing is known of moderation")
    known = {one.id for one in statements or ()}
    matrix = next((read_matrix(place / name, known) for name in MATRICES if (place / name).is_file()), None)
    if matrix is not None and matrix.unread:
        notes.append(f"{matrix.file.name} has columns that are no statements and were left unread: "
                     f"{_name(matrix.unread)}")
    if (place / VOTES).is_file():
        votes = build_votes(statements or (), read_votes(place / VOTES))
    else:
        notes.append(f"{VOTES} is absent: only last votes are known, not all votes")
        votes = build_votes(statements or (), matrix.rows if matrix else (), timed=False)
    if not len(votes.value):
        raise InputError("nobody voted", file=place, fix="name a folder with votes")
    bare = [one.id for one in votes.statements if one.id not in known]
    if bare and statements is not None:
        notes.append(f"{len(bare)} statements have votes and no row in {COMMENTS}: {_name(bare)}")
    checks = _check_counts(votes, place, notes)
    if votes.every is not None and (place / HISTORY).is_file():
        checks |= _check_history(place / HISTORY, int(votes.every.sum()), len(statements or ()), notes)
    if matrix is not None and votes.every is not None:
        checks |= _check_matrix(votes, matrix, notes)
    return Export(place, votes, notes, checks)


def find_folder(folder: Path) -> Path:
    """The folder itself where votes stand in it, else the only one below it where they do."""
    if not folder.is_dir():
        raise InputError("there is no such folder", file=folder, fix=f"name a folder with {VOTES} or {MATRICES[0]}")
    if _holds_votes(folder):
        return folder
    below = sorted(one for one in folder.rglob("*") if one.is_dir() and _holds_votes(one))
    if not below:
        raise InputError(f"neither {VOTES} nor {MATRICES[0]} stands in the folder or below it", file=folder,
                         fix="name the folder of one export")
    if len(below) > 1:
        raise InputError(f"{len(below)} deliberations stand below the folder", file=folder,
                         fix=f"name one of {_name([str(one.relative_to(folder)) for one in below])}")
    return below[0]


def _holds_votes(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (VOTES, *MATRICES))


def read_statements(file: Path) -> list[Statement]:
    """``comments.csv``: one statement a row; a statement that stands twice is refused."""
    found: dict[str, Statement] = {}
    with _open_table(file, {"comment-id"}) as table:
        for line, cells in table.rows():
            row = _Row.of(table, line, cells)
            key = row.read_id("comment-id")
            if key in found:
                raise row.refuse("comment-id", f"statement {key} stands twice", "keep one of the rows")
            agrees, disagrees = row.read_count("agrees"), row.read_count("disagrees")
            counted = None if agrees is None or disagrees is None else (agrees, disagrees)
            found[key] = Statement(key, row.told.get("comment-body", ""), row.read_moderated(),
                                   row.read_truth("is-meta"), counted, row.read_share("group-informed-consensus"))
    return list(found.values())


def read_votes(file: Path) -> Iterator[tuple[int, str, str, int]]:
    """``votes.csv``: (time, voter, statement, vote) a row, as written."""
    needed = ("timestamp", "voter-id", "comment-id", "vote")
    spelled: dict[str, int] = {}
    with _open_table(file, set(needed)) as table:
        when, who, what, how = (table.names.index(name) for name in needed)
        for line, cells in table.rows():
            told, voter, statement = cells[how], cells[who].strip(), cells[what].strip()
            if told not in spelled or not voter or not statement or not TIME.fullmatch(cells[when]):
                row = _Row.of(table, line, cells)
                spelled[told] = row.read_vote("vote")
                row.check_time("timestamp")
                voter, statement = row.read_id("voter-id"), row.read_id("comment-id")
            yield int(cells[when]), voter, statement, spelled[told]


def read_matrix(file: Path, known: set[str] | None = None) -> Matrix:
    """``participants-votes.csv``. Columns are statements where their name is a number or one of ``known``."""
    rows: list[tuple[int, str, str, int]] = []
    groups: dict[str, str] = {}
    seen: set[str] = set()
    spelled: dict[str, int] = {}
    with _open_table(file, {"participant"}) as table:
        person, place = table.names.index("participant"), table.find("group-id")
        columns = [(seat, name) for seat, name in enumerate(table.names)
                   if name not in PERSONAL and (NUMBER.fullmatch(name) or name in (known or ()))]
        for line, cells in table.rows():
            who = cells[person].strip()
            if not who or who in seen:
                raise _Row.of(table, line, cells).refuse(
                    "participant", f"participant {who} stands twice" if who else "the number is empty",
                    "write one row a participant, with its number")
            seen.add(who)
            if place is not None and (group := cells[place].strip()):
                groups[who] = group
            for seat, name in columns:
                if cell := cells[seat]:
                    if cell not in spelled:
                        spelled[cell] = _Row.of(table, line, cells).read_vote(name)
                    rows.append((0, who, name, spelled[cell]))
    read = {name for _, name in columns}
    return Matrix(file, rows, groups, [name for name in table.names if name not in PERSONAL and name not in read])


def read_groups(file: Path) -> dict[str, str]:
    """The groups that a matrix gives its participants; a file that gives none is refused."""
    groups = dict(read_matrix(file).groups)
    if not groups:
        raise InputError("no participant has a group", file=file, field="group-id",
                         fix="give each participant who is in a group its number")
    return groups


@dataclass(frozen=True)
class _Table:
    """An open file: the names of its columns, and its rows."""

    file: Path
    names: Sequence[str]
    reader: Iterator[list[str]]
    place: list[int]

    def find(self, name: str) -> int | None:
        """The position of a column that need not be there."""
        return self.names.index(name) if name in self.names else None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line on which it begins; a body may run over several lines."""
        width = len(self.names)
        for cells in self.reader:
            if cells and len(cells) != width:
                raise InputError(f"the row has {len(cells)} fields, the head {width}", file=self.file,
                                 line=self.place[0], fix="write a field for every column, with quotes where needed")
            if cells:
                yield self.place[0], cells
            self.place[0] = self.reader.line_num + 1  # type: ignore[attr-defined]


@contextmanager
def _open_table(file: Path, needed: set[str]) -> Iterator[_Table]:
    csv.field_size_limit(LONGEST_FIELD)
    place = [1]
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            names = [name.strip() for name in next(reader, [])]
            _check_head(names, needed, file)
            place[0] = reader.line_num + 1
            yield _Table(file, names, reader, place)
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=file, fix="name a file") from error
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8", file=file, fix="save it as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"the row is no CSV ({error})", file=file, line=place[0], fix="mend its quotes") from error


def _check_head(names: Sequence[str], needed: set[str], file: Path) -> None:
    if missing := sorted(needed - set(names)):
        raise InputError(f"the column {missing[0]} is missing", file=file, line=1, field=missing[0],
                         fix=f"the head must name {', '.join(sorted(needed))}")
    if len(set(names)) < len(names):
        twin = next(name for name in names if names.count(name) > 1)
        raise InputError(f"the column {twin} stands twice", file=file, line=1, field=twin,
                         fix="keep one of the columns")


@dataclass(frozen=True)
class _Row:
    """One row by the names of its columns, and where it stands, for the sentence of an error."""

    file: Path
    line: int
    told: Mapping[str, str]

    @classmethod
    def of(cls, table: _Table, line: int, cells: Sequence[str]) -> _Row:
        return cls(table.file, line, dict(zip(table.names, cells, strict=True)))

    def refuse(self, name: str, what: str, fix: str) -> InputError:
        return InputError(what, file=self.file, line=self.line, field=name, fix=fix)

    def read_id(self, name: str) -> str:
        if told := self.told[name].strip():
            return told
        raise self.refuse(name, "the number is empty", "write whose row it is")

    def read_vote(self, name: str) -> int:
        try:
            number = float(self.told[name])
        except ValueError:
            number = 2.0
        if number in (-1.0, 0.0, 1.0):
            return int(number)
        raise self.refuse(name, f"{self.told[name]!r} is no vote", "write 1 for agree, -1 for disagree, 0 for pass")

    def check_time(self, name: str) -> None:
        if not TIME.fullmatch(self.told[name]):
            raise self.refuse(name, f"{self.told[name]!r} is no time stamp", "write whole seconds or milliseconds")

    def read_count(self, name: str) -> int | None:
        told = self.told.get(name, "").strip()
        if not told or NUMBER.fullmatch(told):
            return int(told) if told else None
        raise self.refuse(name, f"{told!r} is no count", "write a whole number, or nothing")

    def read_moderated(self) -> int:
        told = self.told.get("moderated", "").strip() or "0"
        if told in ("-1", "0", "1"):
            return int(told)
        raise self.refuse("moderated", f"{told!r} is no state of moderation",
                          "write -1 for taken out, 1 for let in, 0 for not judged")

    def read_truth(self, name: str) -> bool:
        told = self.told.get(name, "").strip().lower()
        if told in TRUTHS:
            return TRUTHS[told]
        raise self.refuse(name, f"{told!r} is neither true nor false", "write true or false")

    def read_share(self, name: str) -> float | None:
        told = self.told.get(name, "").strip()
        try:
            share = float(told) if told else None
        except ValueError:
            share = -1.0
        if share is None or 0 <= share <= 1:
            return share
        raise self.refuse(name, f"{told!r} is no share", "write a number from 0 to 1, or nothing")


def _check_counts(votes: Votes, place: Path, notes: list[str]) -> dict[str, int]:
    """How many statements' own counts differ from all votes; signs that are all swapped are refused."""
    told = [(seat, one.counted) for seat, one in enumerate(votes.statements) if one.counted is not None]
    if votes.every is None or not told:
        return {}
    differing = [seat for seat, counted in told if tuple(votes.every[seat, :2].tolist()) != counted]
    turned = [seat for seat, counted in told if tuple(votes.every[seat, 1::-1].tolist()) != counted]
    if differing and not turned:
        raise InputError("agree and disagree are swapped: every count holds with the signs turned", file=place / VOTES,
                         field="vote", fix="write 1 for agree and -1 for disagree, as the public export does")
    if differing:
        notes.append(f"{COMMENTS} counts otherwise than all votes at {len(differing)} statements: "
                     f"{_name([votes.statements[seat].id for seat in differing])}")
    return {"statements": len(told), "statements_counted_otherwise": len(differing)}


def _check_history(file: Path, votes: int, statements: int, notes: list[str]) -> dict[str, int]:
    """How many totals of the last row differ. Its numbers of people are no totals: the export repeats others there.

    Nothing but this comparison needs the file: what cannot be read in it is noted, and the deliberation stands.
    """
    totals = {"n-votes": votes, "n-comments": statements}
    try:
        with _open_table(file, set(totals)) as table:
            rows = [_Row.of(table, line, cells) for line, cells in table.rows()]
        told = {name: rows[-1].read_count(name) for name in totals} if rows else {}
    except InputError as error:
        notes.append(f"{file.name} was not compared: {error}")
        return {}
    notes.extend(f"the last row of {file.name} has {told.get(name)} {name}, the files have {counted}"
                 for name, counted in totals.items() if told.get(name) != counted)
    return {"totals": len(totals), "totals_differing": sum(told.get(name) != totals[name] for name in totals)}


def _check_matrix(votes: Votes, matrix: Matrix, notes: list[str]) -> dict[str, int]:
    """How many cells of the matrix differ from the last votes."""
    other = build_votes((), matrix.rows, timed=False)
    seats = {name: seat for seat, name in enumerate(sorted({*votes.voters, *other.voters}))}
    places = {name: seat for seat, name in enumerate(sorted({one.id for one in (*votes.statements,
                                                                                  *other.statements)}))}
    cells = [_number_cells(one, seats, places) for one in (votes, other)]
    alike = np.intersect1d(cells[0] * 3 + votes.value + 1, cells[1] * 3 + other.value + 1, assume_unique=True)
    total = len(np.union1d(*cells))
    if total > len(alike):
        notes.append(f"{matrix.file.name} differs from the last votes of {VOTES} in {total - len(alike)} cells; "
                     f"{VOTES} holds")
    return {"cells": total, "cells_differing": total - len(alike)}


def _number_cells(votes: Votes, seats: Mapping[str, int], places: Mapping[str, int]) -> np.ndarray:
    who = np.array([seats[name] for name in votes.voters], dtype=np.int64)
    what = np.array([places[one.id] for one in votes.statements], dtype=np.int64)
    return who[votes.voter] * len(places) + what[votes.statement]


def _name(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
