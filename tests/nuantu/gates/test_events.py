"""Events have names of their own and are told to the hub as the document says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nuantu.gates.events import KINDS, Event, NumberedEvent

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "door.md"


def test_the_document_lists_every_kind() -> None:
    table = DOCUMENT.read_text().partition("## Events")[2].partition("## Signing")[0]
    told = {kind for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for kind in re.findall(r"`(\w+)`", row)}

    assert told == KINDS


def test_every_event_has_a_name_of_its_own() -> None:
    assert len({Event("help", 1).id for _ in range(100)}) == 100


def test_a_kind_that_is_none_is_our_own_fault() -> None:
    with pytest.raises(AssertionError, match="dance"):
        Event("dance", 1)


def test_what_is_urgent_is_what_somebody_waits_for() -> None:
    urgent = {kind for kind in KINDS if Event(kind, 1).is_urgent}
    opens = {by for by in ("once", "standing", "keeper", "order", "inside", "fire")
             if Event("opened", 1, {"by": by}).is_urgent}

    assert urgent == {"fire_over", "held_open", "help", "lockout", "tailgating", "tamper"}
    assert opens == {"order", "fire"}


def test_the_hub_is_told_facts_beside_the_rest() -> None:
    assert NumberedEvent(5, "a", 7, "opened", {"by": "once"}).to_wire() == {
        "id": "a", "seq": 5, "at": 7, "kind": "opened", "by": "once"}
