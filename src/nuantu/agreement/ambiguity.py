"""The register of ambiguities: a printed word that can be read in several ways, and what each reading would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from nuantu.core.times import Lang

if TYPE_CHECKING:
    from nuantu.agreement.agreement import Figure, WrittenClause


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the printed words.

    ``figures`` are the parameters that it changes; ``instead`` the clauses that it puts in the place of this one (none
    at all where it is empty). With neither (``None``) the reading leaves the clause as it is written.
    """

    id: str
    zh: str
    en: str
    figures: Mapping[str, Figure]
    instead: tuple[WrittenClause, ...] | None

    @property
    def changes(self) -> bool:
        """Whether it says what would be different under it."""
        return bool(self.figures) or self.instead is not None

    def say(self, lang: Lang) -> str:
        """Its words in the language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Printed words, their readings, and which one was chosen, by whom and when. The clause is the chosen reading."""

    printed: str
    readings: Mapping[str, Reading]
    chosen: str
    by: str
    on: date

    def describe(self) -> dict[str, Any]:
        """As tables and pages show it: printed, readings (words in both languages by id), chosen, by, on."""
        return {"printed": self.printed, "readings": {name: (one.zh, one.en) for name, one in self.readings.items()},
                "chosen": self.chosen, "by": self.by, "on": self.on.isoformat()}


def list_forms(clause: WrittenClause) -> list[WrittenClause]:
    """The clause as it is written, and as each of its other readings would have it."""
    forms = [clause]
    for ambiguity in clause.ambiguities:
        for reading in ambiguity.readings.values():
            forms += apply_reading(clause, reading) if reading.changes else ()
    return forms


def apply_reading(clause: WrittenClause, reading: Reading) -> tuple[WrittenClause, ...]:
    """What stands in the place of the clause under a reading."""
    if reading.instead is not None:
        return reading.instead
    return (replace(clause, figures={**clause.figures, **reading.figures}),)
