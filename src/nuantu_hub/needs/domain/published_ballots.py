"""The published list of an election: sorted by code, as a file, and looked up by whoever has a code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from nuantu_hub.needs.domain.ballot_form import BallotError, find_digest, open_own, read_code
from nuantu_hub.needs.models import Candidacy, Contest, Election, OpenedBallot

HEADER = ("code", "finder", "contest", "marks")


@dataclass(frozen=True, slots=True)
class FoundBallot:
    """A ballot that was looked up: its code, its constituency (None: published merged), the lines marked."""

    code: str
    contest: Contest | None
    marks: tuple[int, ...]
    labels: tuple[str, ...]
    verdict: str


def list_published(election: Election) -> QuerySet[OpenedBallot]:
    """The list, in the order of the codes."""
    return OpenedBallot.objects.filter(election=election).select_related("contest__constituency").order_by(
        "code", "finder")


def find_ballot(election: Election, text: str) -> FoundBallot | None:
    """The ballot of a code as somebody typed it; None where the list has none. Looking is not written down."""
    code = read_code(text)
    row = code and OpenedBallot.objects.filter(election=election, finder=find_digest(code)).select_related(
        "contest__constituency").first()
    if not row or code is None:
        return None
    if row.contest_id is not None:
        return FoundBallot(code, row.contest, tuple(row.marks), name_lines(row.contest_id, row.marks), row.verdict)
    try:
        marks = open_own(code, bytes(row.body))
    except BallotError:
        return None
    return FoundBallot(code, None, marks, (), "")


def name_lines(contest: int, marks: list[int] | tuple[int, ...]) -> tuple[str, ...]:
    """What the marked lines say."""
    named = {one.number: one.label for one in Candidacy.objects.filter(contest=contest, number__in=list(marks))}
    return tuple(named[mark] for mark in marks if mark in named)


def write_list(election: Election) -> Iterator[str]:
    """The list as CSV, line by line; with the seed and the candidates' numbers anybody can count again."""
    for row in (HEADER, *((one.code, one.finder, one.contest_id or 0, " ".join(map(str, one.marks)))
                          for one in list_published(election).iterator())):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)
        yield buffer.getvalue()
