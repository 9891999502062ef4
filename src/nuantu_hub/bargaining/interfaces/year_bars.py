"""A step from one agreement to the next as a bar and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.agreement_series import CHANGES, Step

WIDTH = 1000
GAP = 4
#: Sort of change -> its tone in the bar and its word.
WORDS: Final[dict[str, tuple[str, Any]]] = {
    "new": ("new", _("新增")), "raised": ("raised", _("提高")), "mixed": ("mixed", _("有高有低")),
    "changed": ("changed", _("改写")), "kept": ("same", _("保留")), "lowered": ("lowered", _("降低")),
    "dropped": ("dropped", _("删去"))}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar: where it begins and how wide it is of ``WIDTH``, its tone, word and count."""

    x: int
    width: int
    tone: str
    words: Any
    count: int


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step with its bar, and the clauses that changed by sort of change."""

    step: Step
    pieces: list[Piece]
    groups: list[tuple[Any, str, list[Any]]]


def tell_step(step: Step) -> ToldStep:
    """The bar is as long for every step; a sort without clauses has no piece."""
    pieces, x = [], 0
    for change in CHANGES:
        count = step.counts[change]
        if count:
            width = WIDTH * count // step.total
            pieces.append(Piece(x, max(GAP, width - GAP), *WORDS[change], count))
            x += width
    groups = [(WORDS[change][1], WORDS[change][0], rows) for change in CHANGES if change != "kept"
              for rows in ([one for one in step.clauses if one["change"] == change],) if rows]
    return ToldStep(step, pieces, groups)
