"""A verdict: what the auditor says of one unit of a clause, or of all its units that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Answer = Literal["complied", "violated", "departed", "not_applicable", "insufficient_evidence", "disputed"]
ANSWERS: tuple[Answer, ...] = ("complied", "violated", "departed", "not_applicable", "insufficient_evidence",
                               "disputed")
RECORDS_LAYER = "records"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of the published verdicts table; see ``nuantu schema verdicts`` for each column."""

    clause_id: str
    type: str
    layer: str
    version: str | None
    worker_id: str | None
    order_id: str | None
    verdict: Answer
    explained: bool | None
    units: int
    unit: str
    event_ids: tuple[int, ...]
    line_ids: tuple[int, ...]
    arithmetic: str
    missing: tuple[str, ...]

    def to_row(self) -> dict[str, Any]:
        """The row as JSON holds it, columns in published order."""
        row = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Verdict:
        """The verdict of a row as JSON holds it."""
        columns: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value
                                   for name, value in row.items()}
        return cls(**columns)


def name_bucket(number: int) -> str:
    """What is added to an arithmetic whose events and lines stand in a bucket: their numbers are those of its log."""
    return f"; bucket {number:03d}"


def count_units(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Units by verdict, every verdict named, as the summary shows them."""
    counts: dict[str, int] = dict.fromkeys(ANSWERS, 0)
    for verdict in verdicts:
        counts[verdict.verdict] += verdict.units
    return counts
