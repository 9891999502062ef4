"""The sides of a talk side by side: who sits where, the worker's side left, the platform's right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nuantu_hub.bargaining.domain.talk_conditions import count_delegates, list_sides
from nuantu_hub.bargaining.models import Delegate, Talk

#: The colour in which a side stands.
LOOKS = {"workers": "worker", "platform": "slate", "partners": "pine", "neutral": "idle"}


@dataclass(frozen=True, slots=True)
class Column:
    """A side with its seats; ``body`` is the enterprise as printed, ``count`` how many delegates."""

    side: str
    name: Any
    body: str
    look: str
    count: int
    seats: Sequence[Delegate]


def list_columns(talk: Talk, seats: Sequence[Delegate]) -> list[Column]:
    """The sides at the table, and the neutral ones last."""
    bodies = {"workers": str(talk.unit.name), "platform": talk.platform, "partners": talk.partners}
    return [Column(side, Delegate.Side(side).label, bodies.get(side, ""), LOOKS[side], count_delegates(seats, side),
                   [one for one in seats if one.side == side]) for side in (*list_sides(talk), Delegate.Side.NEUTRAL)]
