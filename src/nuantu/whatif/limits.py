"""What each side can live with, and which cells of a sweep both can: a pure function of figures and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from nuantu.whatif.interval import Effect

Sense = Literal["at_least", "at_most"]
Side = Literal["after", "diff"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound on one outcome: on its value after the change, or on the difference that the change makes.

    ``sure`` asks the whole interval to keep the bound, not only the estimate; without an interval that is not known,
    and counts as not kept.
    """

    outcome: str
    sense: Sense
    value: float
    of: Side = "after"
    sure: bool = False

    def holds(self, effect: Effect) -> bool:
        """Whether an effect keeps the bound; an outcome that no day knows keeps none."""
        if effect.diff is None or effect.before is None:
            return False
        reached: float | None = effect.diff
        if self.sure:
            reached = effect.low if self.sense == "at_least" else effect.high
        if reached is None:
            return False
        if self.of == "after":
            reached += effect.before
        return reached >= self.value if self.sense == "at_least" else reached <= self.value


def find_region(cells: Sequence[Mapping[str, Effect]], *sides: Sequence[Limit]) -> tuple[int, ...]:
    """Numbers of the cells that keep every limit of every side, in order; all of them where nobody has a limit.

    ``cells`` are effects by outcome. A limit on an outcome that a cell lacks is not kept there.
    """
    return tuple(number for number, cell in enumerate(cells)
                 if all(limit.outcome in cell and limit.holds(cell[limit.outcome])
                        for limits in sides for limit in limits))
