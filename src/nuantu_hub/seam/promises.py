"""What an agreement promises to have done: its roll-outs with owner, last day and coverage, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from nuantu.agreement.agreement import Agreement, WrittenClause
from nuantu.agreement.reader import read_agreement
from nuantu.core.errors import AgreementError, InputError
from nuantu_hub.seam.errors import RunError

TYPE = "rollout_commitment"


@dataclass(frozen=True, slots=True)
class Rollout:
    """One promise of a text. ``clause_id`` is empty where no clause carries it out; ``places`` are two-digit codes,
    none where the clause states none; ``deadline`` is None where no day is published.
    """

    provision: str
    clause_id: str
    chapter: str
    obligor: str
    words: tuple[str, str]
    deadline: date | None
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when an agreement holds; None for an end that it does not state."""

    id: str
    title: tuple[str, str]
    layer: str
    begins: date | None
    ends: date | None


def list_rollouts(file: Path) -> tuple[Rollout, ...]:
    """The promises of an agreement file in the order of its text. Raises RunError where it cannot be read."""
    agreement = _read(file, _stamp(file))
    clauses = {one.provision_id: one for one in agreement.clauses if one.type.name == TYPE}
    return tuple(
        Rollout(one.id, clause.id if clause else "", one.chapter, one.obligor, (one.text_zh, one.text_en),
                _find_deadline(one.details, clause), _find_places(clause))
        for one in agreement.provisions if one.kind == "rollout" for clause in (clauses.get(one.id),))


def read_term(file: Path) -> Term:
    """How long an agreement holds. Raises RunError where it cannot be read."""
    agreement = _read(file, _stamp(file))
    return Term(agreement.id, (agreement.title_zh, agreement.title_en), agreement.layer, agreement.effective_from,
                agreement.effective_to)


def _find_deadline(details: Mapping[str, str], clause: WrittenClause | None) -> date | None:
    """The day of the clause's figure; else the one that the sentence prints."""
    figure = clause.figures.get("deadline") if clause else None
    if figure is not None and isinstance(figure.literal, int):
        return date.fromordinal(figure.literal)
    return date.fromisoformat(details["deadline"]) if "deadline" in details else None


def _find_places(clause: WrittenClause | None) -> Sequence[str]:
    figure = clause.figures.get("places") if clause else None
    return sorted(map(str, figure.literal)) if figure is not None and isinstance(figure.literal, frozenset) else []


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError as error:
        raise RunError("the hub has no such agreement", fix="put its folder into the agreements of the data folder",
                       where=file.parent.name) from error


@lru_cache(maxsize=64)
def _read(file: Path, stamp: int) -> Agreement:
    del stamp
    try:
        return read_agreement(file)
    except (AgreementError, InputError) as error:
        raise RunError(error.what, fix=error.fix or "write the agreement again", where=file.parent.name) from error
