"""Whether some values meet the limits of both sides, and which; limits and results are plain numbers here.

A cell meets a limit where its estimate does: the interval tells how sure that is, and stands beside it in the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: outcome, measure (``after`` or ``diff``), sense (``at_least`` or ``at_most``), value.
LimitRow = Sequence[Any]
Outcomes = Mapping[str, Mapping[str, Any]]
#: What a cell meets: limits of both sides, of one, of none.
BOTH, ONE, OTHER, NONE = "both", "one", "other", "none"


@dataclass(frozen=True, slots=True)
class Region:
    """For each cell which sides' limits it meets, in the order of the cells."""

    cells: tuple[str, ...]

    @property
    def exists(self) -> bool:
        """Whether any cell meets both."""
        return BOTH in self.cells

    @property
    def count(self) -> int:
        """How many cells meet both."""
        return self.cells.count(BOTH)


def meets(outcomes: Outcomes, limits: Sequence[LimitRow]) -> bool:
    """Whether a cell meets every limit; an outcome that the cell lacks meets none.

    ``outcomes`` maps an outcome to ``after`` and ``diff`` in the same whole unit as the limits' values.
    """
    for outcome, measure, sense, value in limits:
        number = outcomes.get(outcome, {}).get(measure)
        if number is None or (number < value if sense == "at_least" else number > value):
            return False
    return True


def find_region(cells: Sequence[Outcomes], one: Sequence[LimitRow], other: Sequence[LimitRow]) -> Region:
    """Judge every cell of a sweep by the limits of one side and of the other."""
    words = {(True, True): BOTH, (True, False): ONE, (False, True): OTHER, (False, False): NONE}
    return Region(tuple(words[meets(cell, one), meets(cell, other)] for cell in cells))
