"""What a door writes down: that something happened, when, never who."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

KINDS = frozenset({
    "clock_jump", "contact_closed", "contact_open", "counted", "entered", "fire_over", "held_open", "help", "left",
    "lockout", "opened", "refused", "started", "tailgating", "tamper", "telemetry"})


#: What the hub hears of at once and not with the next turn.
URGENT = frozenset({"fire_over", "held_open", "help", "lockout", "tailgating", "tamper"})
#: Opens that it hears of at once.
URGENT_OPENS = frozenset({"fire", "order"})


def draw_id() -> str:
    """A name for an event that no other has."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a door, not yet numbered: ``docs/door.md`` lists the kinds and the facts of each."""

    kind: str
    at_s: int
    facts: dict[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=draw_id)

    def __post_init__(self) -> None:
        assert self.kind in KINDS, self.kind

    @property
    def is_urgent(self) -> bool:
        """Whether somebody waits for the hub to hear of it."""
        return self.kind in URGENT or self.facts.get("by") in URGENT_OPENS


@dataclass(frozen=True, slots=True)
class NumberedEvent:
    """An event as the record holds it."""

    seq: int
    id: str
    at_s: int
    kind: str
    facts: dict[str, Any]

    def to_wire(self) -> dict[str, Any]:
        """As the hub is told."""
        return {"id": self.id, "seq": self.seq, "at": self.at_s, "kind": self.kind, **self.facts}
