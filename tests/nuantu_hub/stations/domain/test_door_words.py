"""Whatever a door says, it is read as the protocol has it or named; nothing about a person gets through."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu_hub.stations.domain.door_words import DETAILS, Misspoken, Told, read_sync

MOMENT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6)
names = st.sampled_from(["id", "seq", "at", "kind", "by", "why", "number", "name", "phone", "order", "mark", "value"])


def find_fault(told: Any) -> str:
    """The field that is not as the protocol has it; empty where all is. Any other fault goes through."""
    try:
        read_sync(told)
    except Misspoken as fault:
        return fault.field
    return ""


@given(values)
def test_whatever_comes_is_read_or_named(told: Any) -> None:
    assert find_fault({"events": told}).startswith("events") == (told != [])
    assert find_fault({"state": told}).startswith("state") or isinstance(told, dict)
    assert find_fault(told) == "" or not isinstance(told, dict) or {"events", "state", "first"} & set(told)


@given(st.dictionaries(names, values, max_size=8))
def test_no_word_of_a_person_gets_through(told: dict[str, Any]) -> None:
    event = told | {"id": "e" * 8, "seq": 1, "at": 0, "kind": "opened"}
    kept = read_sync({"events": [event]}).events[0]

    assert set(kept.detail) <= set(DETAILS)
    assert not {"number", "name", "phone"} & set(kept.detail)
    for key, value in kept.detail.items():
        assert value is None or isinstance(value, bool | int | float) or DETAILS[key].fullmatch(value)
    assert set(kept.ignored) | set(kept.detail) == set(told) - {"id", "seq", "at", "kind"}
    json.dumps(kept.detail, allow_nan=False)


def test_what_is_told_by_a_real_controller_is_kept_whole() -> None:
    """The kinds of docs/door.md with their further fields."""
    told = [
        {"kind": "opened", "by": "order", "order": "0e2b0f5c-5a34-4a7e-9f0f-1f7a4c3f2b11", "late": True},
        {"kind": "refused", "why": "locked_out"}, {"kind": "contact_closed", "open_s": 4},
        {"kind": "held_open", "for_s": 61}, {"kind": "tailgating", "over": 1}, {"kind": "tamper", "why": "sequence"},
        {"kind": "clock_jump", "by_s": -7}, {"kind": "started", "after": "crash", "version": "0.4.0.dev1+g12"},
        {"kind": "telemetry", "mark": "heater-1", "value": 21.5}, {"kind": "lockout", "until": 1767225600},
        {"kind": "counted", "people": 3}, {"kind": "fire_over"}]
    said = read_sync({"events": [one | {"id": f"event-{seq:03d}", "seq": seq, "at": 1767225600}
                                 for seq, one in enumerate(told, start=1)]})

    assert said.ignored == []
    assert [{"kind": one.kind, **one.detail} for one in said.events] == told


@pytest.mark.parametrize(("at_s", "clock_off"), [
    (MOMENT.timestamp(), False), (MOMENT.timestamp() + 300, False), (MOMENT.timestamp() + 301, True),
    (MOMENT.timestamp() - 60 * 86_400, False), (MOMENT.timestamp() - 60 * 86_400 - 1, True), (0, True),
    (-(2**52), True), (2**52, True)])
def test_a_clock_is_believed_as_far_as_it_can_be_right(at_s: float, *, clock_off: bool) -> None:
    at, off = Told("event-001", 1, at_s, "entered", {}).place(MOMENT)

    assert (off, at) == (clock_off, MOMENT if clock_off else datetime.fromtimestamp(at_s, UTC))
